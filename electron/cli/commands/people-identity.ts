/** Who is the same person, from the command line: pairs that may be one, merging, taking apart, "not the same". */
import { AppError } from '../../../shared/contract/errors';
import type { PersonRow, Suggestion } from '../../../shared/contract/people';
import { formatWhen } from '../../../shared/domain/format';
import { flag, type Invocation, type Outcome, text } from '../command';
import { limitOf, readPages } from '../pages';
import { table } from '../print';
import { platformName } from '../words';

function word(invocation: Invocation, index: number, name: string): string {
  const value = invocation.args[index];
  if (value === undefined) throw new AppError('invalid-input', { field: name });
  return value;
}

function count(invocation: Invocation, index: number, name: string): number {
  const value = Number(word(invocation, index, name));
  if (!Number.isSafeInteger(value)) throw new AppError('invalid-input', { field: name });
  return value;
}

function who({ t }: Invocation, { name, platforms }: PersonRow): string {
  return platforms.length === 0 ? name : `${name} (${platforms.map((platform) => platformName(t, platform)).join(' ')})`;
}

function reasons({ t }: Invocation, suggestion: Suggestion): string {
  return suggestion.reasons.map(({ code, value }) => t(`people:reason.${code}`, { value })).join(' · ');
}

/** Pairs that may be one person, the likeliest first. */
export async function suggestions(invocation: Invocation): Promise<Outcome> {
  const { session, options, t } = invocation;
  const person = text(options, 'person') ?? null;
  const found = await readPages(limitOf(options), async (cursor, limit) => {
    const page = await session.call('people.suggestions', { person, cursor, limit });
    return { rows: page.suggestions, next: page.next };
  });
  const rows = found.map((suggestion) => [
    `${suggestion.score}`,
    suggestion.a.id,
    who(invocation, suggestion.a),
    suggestion.b.id,
    who(invocation, suggestion.b),
    reasons(invocation, suggestion),
  ]);
  return { data: found, text: rows.length === 0 ? t('cli:nothing') : table(rows, ['right', 'left', 'left', 'left', 'left', 'left']) };
}

/** Pairs that were called different. */
export async function dismissed(invocation: Invocation): Promise<Outcome> {
  const { session, options, language, t } = invocation;
  const { zone } = await session.call('workspace.settings', {});
  const found = await readPages(limitOf(options), async (cursor, limit) => {
    const page = await session.call('people.dismissed', { cursor, limit });
    return { rows: page.pairs, next: page.next };
  });
  const rows = found.map(({ a, b, at }) => [formatWhen(at, zone, language), a.id, who(invocation, a), b.id, who(invocation, b)]);
  return { data: found, text: rows.length === 0 ? t('cli:nothing') : table(rows) };
}

/** `merge KEEP OTHER`. */
export async function merge(invocation: Invocation): Promise<Outcome> {
  const merged = await invocation.session.call('people.merge', { keep: word(invocation, 1, 'KEEP'), other: word(invocation, 2, 'OTHER') });
  return { data: merged, text: invocation.t('cli:people.merged', { merge: merged.mergeId }) };
}

/** `unmerge MERGE`, the number that `merge` and `show` print. */
export async function unmerge(invocation: Invocation): Promise<Outcome> {
  const parted = await invocation.session.call('people.unmerge', { mergeId: count(invocation, 1, 'MERGE') });
  return said(invocation, parted);
}

/** `separate ID RECORD`, a number that `show` prints before an identity. */
export async function separate(invocation: Invocation): Promise<Outcome> {
  const parted = await invocation.session.call('people.separate', {
    id: word(invocation, 1, 'ID'),
    record: count(invocation, 2, 'RECORD'),
  });
  return said(invocation, parted);
}

function said({ t }: Invocation, parted: { id: string | null; other: string | null }): Outcome {
  return { data: parted, text: t('cli:people.parted', { id: parted.id ?? '–', other: parted.other ?? '–' }) };
}

/** `different ID ID`, or taken back with --revert. */
export async function different(invocation: Invocation): Promise<Outcome> {
  const pairs = [{ a: word(invocation, 1, 'ID'), b: word(invocation, 2, 'ID') }];
  const revert = flag(invocation.options, 'revert');
  const data = await invocation.session.call('people.decide', { pairs, different: !revert });
  return { data, text: invocation.t(revert ? 'cli:people.undecided' : 'cli:people.different') };
}
