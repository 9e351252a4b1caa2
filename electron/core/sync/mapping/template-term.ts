/** From when until when somebody is a member, as a row says beside other things. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { SourceRow } from '../formats/format';
import { term } from '../formats/subscriber-list';
import type { TemplateReader } from './template-row';

type TermRecord = Extract<CanonicalRecord, { type: 'term' }>;

interface Membership {
  plan: string | null;
  status: string | null;
  /** When the row said so, where it says that: a later one knows better. It also tells two of one plan apart that do not say when they began. */
  saidAt?: string;
}

/** The membership that a row states of somebody; none where its cells are empty. */
export function termsOf(
  from: TemplateReader,
  row: SourceRow,
  personKey: string | undefined,
  { plan, status, saidAt }: Membership,
): TermRecord[] {
  const texts = (['termStart', 'termEnd'] as const).map((field) => ({ column: from.columnOf(field), text: from.get(row, field) }));
  if (personKey === undefined || texts.every(({ text }) => !text)) return [];
  const days = texts.map(({ text }) => (text ? from.day(text) : null));
  const [startedAt = null, endsAt = null] = days;
  // `永久` is no day, and says more than nothing.
  const unread = texts.flatMap(({ column, text }, at) => (column && text && days[at] === null ? [[column, text] as const] : []));
  // Several rows may state one membership, but two people of one name on a list have one each.
  const whose = from.template.kind === 'people' ? personKey : personKey.replace(/^~/, 'name:');
  const payload = term({ personKey, plan, status, startedAt, endsAt, attributes: Object.fromEntries(unread) });
  const key = [whose, plan ?? '', startedAt ?? saidAt ?? ''].join('|');
  return [saidAt === undefined ? { type: 'term', key, payload } : { type: 'term', key, asOf: saidAt, payload }];
}
