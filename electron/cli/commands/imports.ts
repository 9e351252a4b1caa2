import { AppError } from '../../../shared/contract/errors';
import type { Batch } from '../../../shared/contract/sync';
import { coverageEntries } from '../../../shared/domain/coverage-entries';
import { formatNumber, formatWindow } from '../../../shared/domain/format';
import { type Command, flag, type Invocation, type Outcome } from '../command';
import { figuresReport } from '../figures-report';
import { table } from '../print';
import { remind } from './remind-account';
import { outdated, reread } from './reread-imports';

async function list({ session, t }: Invocation): Promise<Outcome> {
  const batches: Batch[] = [];
  let cursor: string | null = null;
  do {
    const page: { batches: Batch[]; next: string | null } = await session.call('sync.history', { cursor, limit: 500 });
    batches.push(...page.batches);
    cursor = page.next;
  } while (cursor !== null);
  const rows = batches.map((batch) => [
    batch.id,
    batch.appliedAt,
    batch.fileName,
    batch.format,
    t(`cli:status.${batch.status}`),
    String(batch.rows.total),
    String(batch.rows.new),
  ]);
  return {
    data: batches,
    text: batches.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'left', 'left', 'left', 'right', 'right']),
  };
}

const titles = { apply: 'title', undo: 'titleUndo', redo: 'titleRedo' } as const;

/** What every account's exports cover, by kind: exports and what lies between them in the order of time. */
async function coverage({ session, t, language }: Invocation): Promise<Outcome> {
  const accounts = await session.call('sync.accounts', {});
  const data = await Promise.all(
    accounts.map(async ({ id, platform, name }) => ({ platform, name, ...(await session.call('sync.coverage', { accountId: id })) })),
  );
  const rows = data.flatMap(({ platform, name, kinds }) =>
    kinds.flatMap((kind) =>
      coverageEntries(kind).map(({ from, to, code, params, files }) => [
        platform,
        name,
        kind.format,
        formatWindow({ from, to }, language) ?? '',
        t(`sync:coverage.${code}`, params),
        files.join(' '),
      ]),
    ),
  );
  return { data, text: rows.length === 0 ? t('cli:nothing') : table(rows) };
}

async function show({ session, t, language }: Invocation, id: string): Promise<Outcome> {
  const found = await session.call('sync.batch', { id });
  const { rows } = await session.call('sync.quarantine', { batchId: id, limit: 500 });
  const facts = Object.entries(found.rows).map(([name, count]) => [t(`cli:import.${name}`), String(count)]);
  const toFix = rows.map((row) => [String(row.row), row.code, row.column ?? '', row.text]);
  const text = [
    `${found.fileName} · ${found.format} · ${found.appliedAt}`,
    table(facts, ['left', 'right']),
    toFix.length > 0 ? table(toFix) : '',
    found.figures === null
      ? t('sync:figures.unknown')
      : figuresReport(t(`sync:figures.${titles[found.figures.turn]}`), found.figures.changes, t, language),
  ];
  return { data: { ...found, toFix: rows }, text: text.filter(Boolean).join('\n') };
}

/** Rows to fix of an import need not wait any more; with --revert they wait again. */
async function dismissRows({ session, options, t }: Invocation, id: string): Promise<Outcome> {
  await session.call('sync.batch', { id });
  const revert = flag(options, 'revert');
  const data = await session.call('sync.dismissRows', { batchId: id, ids: null, dismissed: !revert });
  return { data, text: t(revert ? 'cli:imports.waitAgain' : 'sync:fix.dismissed', { count: data.ids.length }) };
}

async function turn({ session, t, language }: Invocation, id: string, way: 'undo' | 'redo'): Promise<Outcome> {
  const jobId = await session.finish(await session.call(`sync.${way}`, { id }));
  const result = await session.call('sync.undone', { jobId });
  const counted = Object.entries(way === 'undo' ? result.removed : result.restored).filter(([, count]) => count > 0);
  const counts = counted.map(([type, count]) => t(`sync:records.${type}`, { count, formatted: formatNumber(count, language) }));
  const kept = result.kept.map((entry) => `${t('cli:imports.kept')} ${entry.name}`);
  return {
    data: result,
    text: [
      t(`cli:imports.${way}`, { file: (await session.call('sync.batch', { id })).fileName }),
      counts.join(t('sync:comma')),
      ...kept,
      figuresReport(t(`sync:figures.${titles[way]}`), result.figures, t, language),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

export const imports: Command = {
  usage:
    'list | coverage | remind PLATFORM ACCOUNT usual|never|later|DAYS | show ID | dismiss-rows ID [--revert] | undo ID | redo ID | outdated | reread ID…|--all [--dry-run]',
  options: { all: { type: 'boolean' }, revert: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  run: async (invocation) => {
    const [action = 'list', id, ...more] = invocation.args;
    if (action === 'outdated') {
      await invocation.open(true);
      return outdated(invocation);
    }
    if (action === 'coverage') {
      await invocation.open(true);
      return coverage(invocation);
    }
    if (action === 'remind') {
      await invocation.open();
      return remind(invocation, [id, ...more]);
    }
    if (action === 'reread') {
      await invocation.open();
      return reread(invocation, id === undefined ? [] : [id, ...more]);
    }
    if (action === 'dismiss-rows' && id !== undefined) {
      await invocation.open();
      return dismissRows(invocation, id);
    }
    if (!['list', 'show', 'undo', 'redo'].includes(action) || (action === 'list') !== (id === undefined))
      throw new AppError('invalid-input', { field: action });
    // Looking needs no lock: it works while a window has the workspace open.
    const looks = id === undefined || action === 'show';
    await invocation.open(looks);
    if (id === undefined) return list(invocation);
    return looks ? show(invocation, id) : turn(invocation, id, action === 'undo' ? 'undo' : 'redo');
  },
};
