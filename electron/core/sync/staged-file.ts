/** Reading one file into the staging tables and telling what it would do. */
import { AppError, toAnswerError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import { readSettings } from '../workspace/settings.service';
import { stagedDays } from './covered-days';
import { skipAsBefore } from './decisions/skipped-rows';
import { compareStored } from './diff';
import { erasureMarks } from './erasure.service';
import { knownSurveys } from './known-surveys';
import { templateIn } from './mapping/template-files';
import { templatePrefix } from './mapping/template-format';
import { readTemplates } from './mapping/templates';
import { filePeriod } from './periods';
import type { Claim, ReadEnd, ReadMessage, ReadRequest } from './reading/messages';
import { type Replaced, replacedBy } from './reread/replaced';
import { openRows } from './rows-to-fix';
import { StageWriter } from './stage-writer';
import { emptyStaged, noPeriod, nothingStated, type ReadFile, type Staged, type ToStage, unread } from './staged';
import { countGone, countStaged, newMoney, statusOf } from './staged-counts';
import { clearStaged, createStaged } from './staging';

/** Reads the file of a request: on the reading thread, or from what is stored. */
export type Read = (request: ReadRequest) => AsyncGenerator<ReadMessage>;

/** Reads, maps and compares one file. Never throws for what is in the file: the outcome says what is wrong. */
export async function stageFile(db: Database, read: Read, staged: ToStage, progress: Progress): Promise<ReadFile> {
  const empty = emptyStaged(staged);
  const base = unread(staged);
  await clearStaged(db, staged.key);
  const messages = read(await requestOf(db, staged));
  try {
    const first = await messages.next();
    if (first.done || first.value.type !== 'head') throw new Error('a file begins with its head');
    const { source, claim } = first.value;
    const known = { ...empty, size: source.size, encoding: source.encoding };
    if (!claim) {
      const template = await templateIn(staged.path, source.size);
      const code = template === null ? 'needs-mapping' : 'is-mapping';
      return {
        ...base,
        allSheets: source.sheets,
        hash: source.hash,
        file: { ...known, template, status: 'needs-mapping', error: { code, params: {} } },
      };
    }
    const replaced = await replacedBy(db, source.hash, claim, staged.stored);
    // Tables that a format arranged itself may come from anywhere in the file.
    const areSheets = source.sheets.length > 1 && claim.sheets.some((sheet) => source.sheets.includes(sheet));
    const sheets = areSheets ? claim.sheets : staged.sheets;
    return {
      ...base,
      sheets,
      allSheets: source.sheets,
      hash: source.hash,
      ...(await stageClaimed(db, staged, known, claim, replaced, source.hash, messages, progress)),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    const answer = toAnswerError(error);
    if (answer.code === 'unexpected') throw error;
    return { ...base, file: { ...empty, status: 'failed', error: answer } };
  } finally {
    await messages.return(undefined);
  }
}

async function requestOf(db: Database, { path, name, options, sheets }: ToStage): Promise<ReadRequest> {
  const { zone, currency } = await readSettings(db);
  const { format, withExpenses, snapshotDay, period } = options;
  return {
    path,
    name,
    format,
    withExpenses,
    snapshotDay,
    period,
    zone,
    currency,
    templates: await readTemplates(db),
    toFix: await openRows(db),
    erased: await erasureMarks(db),
    surveys: await knownSurveys(db),
    sheets,
  };
}

async function stageClaimed(
  db: Database,
  staged: Pick<Staged, 'key' | 'options'>,
  known: StagedFile,
  claim: Claim,
  replaced: Replaced | null,
  hash: string,
  messages: AsyncIterable<ReadMessage>,
  progress: Progress,
): Promise<
  Pick<Staged, 'file' | 'columns' | 'asOf' | 'period' | 'kind' | 'formatVersion' | 'stated' | 'marks' | 'cameAgain' | 'replaces' | 'frame'>
> {
  const { kind, asOf } = claim;
  const about = {
    ...known,
    format: claim.format,
    layout: claim.layout,
    alternatives: claim.alternatives,
    confidence: claim.confidence,
    platform: claim.platform,
    account: staged.options.account ?? claim.account,
    periodFrom: claim.periodFrom,
    periodTo: claim.periodTo,
    snapshotAt: kind === 'snapshot' && asOf !== '' ? asOf : null,
  };
  const replaces = replaced?.seq ?? null;
  const rest = { columns: claim.columns, asOf, kind, formatVersion: claim.formatVersion, replaces, frame: claim.frame };
  if (kind === 'snapshot' && asOf === '')
    return {
      ...rest,
      period: noPeriod,
      stated: nothingStated,
      marks: [],
      cameAgain: [],
      file: { ...about, status: 'needs-date', error: { code: 'needs-date', params: {} } },
    };
  const { tally, warnings, marks, repeats, cameAgain } = await storeRows(db, staged.key, claim, messages, progress);
  const { repeatedIds } = await compareStored(db, staged.key, claim.platform, { replaces, repeats });
  const someSkipped = await skipAsBefore(db, staged.key, claim.platform);
  if (repeatedIds > 0) warnings.push({ code: 'repeated-ids', params: { rows: repeatedIds } });
  const { zone } = await readSettings(db);
  const { source, ...period } = await filePeriod(db, claim, tally, hash, zone);
  const gone = replaced ? { ...replaced.told, gone: await countGone(db, staged.key, replaced.seq) } : null;
  const counts = { ...(await countStaged(db, staged.key, tally.stated)), replaces: gone };
  return {
    ...rest,
    period: source,
    stated: tally.stated,
    marks,
    cameAgain,
    file: {
      ...about,
      ...period,
      days: stagedDays(claim, { ...period, source }, zone),
      ...counts,
      status: statusOf(counts),
      // What stands in a table of one's own is meant to be there.
      ...(claim.format.startsWith(templatePrefix) ? {} : { spendingRows: tally.spending, incomeRows: tally.income }),
      money: counts.records.ledgerLine?.new === tally.lines && !someSkipped ? tally.money : await newMoney(db, staged.key),
      warnings,
    },
  };
}

/** Stores the rows as they come. Answers what is known at the end. */
async function storeRows(
  db: Database,
  key: number,
  { platform, estimatedRows }: Pick<Claim, 'platform' | 'estimatedRows'>,
  messages: AsyncIterable<ReadMessage>,
  progress: Progress,
): Promise<ReadEnd> {
  await createStaged(db, key);
  const writer = new StageWriter(db, key, platform);
  let done = 0;
  for await (const message of messages) {
    if (message.type === 'head') continue;
    if (message.type === 'end') {
      await writer.finish();
      progress.checkpoint('comparing', done, done);
      return message;
    }
    progress.checkpoint('reading', done, estimatedRows);
    await writer.write(message);
    done += message.rows;
  }
  throw new Error('a file ends with its end');
}
