/** A template as a format: the same pipeline reads it, with the same keys, undo and rows to fix as any export. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import type { AttendancePayload } from '../../../../shared/domain/records';
import type { Format, RowOutcome, SourceRow } from '../formats/format';
import { isDamagedId, quarantined, records } from '../formats/outcomes';
import { attributesOf } from '../formats/person-columns';
import { figureOf } from './cells';
import { content, planned } from './template-content';
import { cashbookEntry, expense, sale } from './template-money';
import { type Home, read, TemplateReader } from './template-row';
import { termsOf } from './template-term';

/** Format ids of templates begin with this; their name follows. */
export const templatePrefix = 'template:';

/** Of the reading, not of the template's shape: raised when the rows of a kind mean something else than before. */
const readingVersion = 2;

/** The format that a template describes. */
export function templateFormat(template: MappingTemplate, home: Home): Format {
  const reader = new TemplateReader(template, home);
  return {
    id: `${templatePrefix}${template.name}`,
    version: readingVersion,
    platform: template.platform,
    evidence: 'exact',
    kind: template.kind === 'people' ? 'snapshot' : 'ledger',
    currency: template.currency ?? home.currency,
    headers: [{ layout: template.kind, required: template.columns.map(({ column }) => column), confidence: 0.95 }],
    // Two rows of a list may be two people of one name; two sales to one name are hardly ever to two.
    ...(template.kind === 'people' ? null : { onePersonPerName: true as const }),
    emptyCells: ['-', '--', '——', '/', 'N/A', 'n/a', 'null', 'NULL'],
    frame: (cells) => (/^(合计|总计|小计|累计|total|totals|sum)[:：]?$/i.test(cells.find((cell) => cell !== '') ?? '') ? 'skip' : 'data'),
    facts: () => ({ account: null, periodFrom: null, periodTo: null, exportedAt: null }),
    map: (row) => outcomeOf(reader, row),
  };
}

function outcomeOf(from: TemplateReader, row: SourceRow): RowOutcome {
  switch (from.template.kind) {
    case 'people':
      return onePerson(from, row);
    case 'sales':
      return sale(from, row);
    case 'cashbook':
      return cashbookEntry(from, row);
    case 'expenses':
      return expense(from, row);
    case 'attendance':
      return attendance(from, row);
    case 'content':
      return content(from, row);
    case 'plan':
      return planned(from, row);
  }
}

function onePerson(from: TemplateReader, row: SourceRow): RowOutcome {
  const found = from.person(row);
  if (!found) return from.missing(row, 'name');
  const { tier, status } = found.payload;
  return records(found, ...termsOf(from, row, found.key, { plan: tier ?? null, status: status ?? null }));
}

function attendance(from: TemplateReader, row: SourceRow): RowOutcome {
  const who = from.whoseRow(row);
  const atText = from.get(row, 'at');
  const at = from.time(row, 'at') ?? null;
  const found = from.mentioned(row, at);
  if (isDamagedId(who) || (!found && !from.nameOf(row))) return from.missing(row, 'name');
  if (atText && at === null) return quarantined('bad-date', atText, from.columnOf('at'));
  const minutes = read(from.get(row, 'minutes'), figureOf);
  const activity = from.get(row, 'activity') || from.template.name;
  const payload: AttendancePayload = {
    kind: 'event',
    activity,
    personKey: found?.key,
    name: from.nameOf(row),
    at,
    seconds: typeof minutes === 'number' ? Math.round(minutes * 60) : minutes,
    status: from.get(row, 'status'),
    attributes: attributesOf(row, from.used, {}),
  };
  return records({ type: 'attendance', key: `~${[activity, who, at ?? ''].join('|')}`, payload }, ...(found ? [found] : []));
}
