/**
 * 小鹅通 打卡日记: one row per check-in. The file is a workbook named `.csv`, and its cells end in TABs. Only the user, the theme and the time are
 * known from a source; all other columns are kept as they are.
 */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, mentioned } from './person-columns';

const used = new Set(['序号', 'user_id', '用户昵称', '昵称', '所属主题', '打卡时间']);

function map(row: SourceRow): RowOutcome {
  const id = row.get('user_id');
  if (!id) return quarantined('missing-id', '', 'user_id');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'user_id');
  const time = row.get('打卡时间') ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, '打卡时间');
  const nickname = firstOf(row, '用户昵称', '昵称');
  const activity = row.get('所属主题') ?? '打卡';
  return records(
    {
      type: 'attendance',
      key: `check-in|${activity}|${id}|${at}`,
      payload: { kind: 'check-in', activity, personKey: id, name: nickname ?? null, at, attributes: attributesOf(row, used, {}) },
    },
    { type: 'person', key: id, payload: mentioned({ nickname }) },
  );
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Check-ins of a 小鹅通 shop. */
export const xiaoeCheckIns: Format = {
  id: 'xiaoe-check-ins',
  version: 1,
  platform: 'xiaoe',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'check-ins', required: ['user_id', '所属主题', '打卡时间'], cells: { user_id: /^u_/ }, confidence: 0.95 }],
  emptyCells: ['--', '-', '——'],
  facts,
  map,
};
