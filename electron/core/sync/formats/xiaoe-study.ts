/**
 * 小鹅通 viewing and study records: who took part in a live lesson (and watched it again), and who studied a recorded one. The lesson is named in
 * the line above the header or in the file name only. One record per user and lesson, so a later export of the same lesson updates it. What was
 * sold during a lesson stays an attribute: money comes from orders and bills.
 */
import type { AttendancePayload, CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { endOfNamedDay, frameText } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, instantOf, mentioned } from './person-columns';

const used = new Set(['序号', '用户ID', '用户昵称', '昵称', '备注名', '状态', '参与状态', '评论次数']);

function map(row: SourceRow, { frame }: MapContext): RowOutcome {
  const id = row.get('用户ID');
  if (!id) return quarantined('missing-id', '', '用户ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, '用户ID');
  const nickname = firstOf(row, '用户昵称', '昵称');
  const made = (row.get('播放进度') === undefined ? viewed(row) : [studied(row)]).filter((stated) => tookPart(stated, row));
  const activity = activityOf(frame);
  return records(
    ...made.map(
      (stated): CanonicalRecord => ({
        type: 'attendance',
        key: `${stated.kind}|${activity}|${id}`,
        payload: { ...stated, activity, personKey: id, name: nickname ?? null },
      }),
    ),
    { type: 'person', key: id, payload: mentioned({ nickname, note: row.get('备注名') }) },
  );
}

/** Lists name everybody who may take part; those who never came are people, not attendance. */
function tookPart({ at, seconds, progress }: Stated, row: SourceRow): boolean {
  return at !== null || (seconds ?? 0) > 0 || (progress ?? 0) > 0 || (secondsOf(row, '直播间停留时长') ?? 0) > 0;
}

type Stated = Omit<AttendancePayload, 'activity' | 'personKey' | 'name'>;

/** A live lesson: being there, and where the file tells them apart, watching it again. */
function viewed(row: SourceRow): Stated[] {
  const whole = secondsOf(row, '累计观看时长') ?? secondsOf(row, '直播间停留时长');
  const live = secondsOf(row, '直播观看时长');
  const again = secondsOf(row, '回放观看时长');
  const read = { 首次进入时间: instantOf(row, '首次进入时间', chinaOffset) };
  const stated = {
    at: read.首次进入时间 ?? null,
    comments: countOf(row.get('评论次数')),
    status: row.get('状态') ?? null,
    attributes: attributesOf(row, used, read),
  };
  const replay: Stated = { kind: 'replay', at: null, seconds: again };
  if (again !== null && again > 0 && live === 0) return [{ ...stated, ...replay }];
  const there: Stated = { kind: 'live', ...stated, seconds: live ?? whole };
  return again !== null && again > 0 ? [there, replay] : [there];
}

function studied(row: SourceRow): Stated {
  const read = { 上次播放时间: instantOf(row, '上次播放时间', chinaOffset), 播放进度: row.get('播放进度') };
  const progress = /^(\d{1,3}(?:\.\d+)?)%$/.exec(read.播放进度 ?? '')?.[1];
  return {
    kind: 'replay',
    at: read.上次播放时间 ?? null,
    seconds: secondsOf(row, '累计播放时长') ?? secondsOf(row, '累计观看时长'),
    progress: progress === undefined ? null : Math.min(Number(progress) / 100, 1),
    status: row.get('参与状态') ?? null,
    attributes: attributesOf(row, used, { ...read, 播放进度: progress }),
  };
}

/** Seconds of `名(秒)`, else of `2小时3分钟5秒` in the column without the unit; null when neither says. */
function secondsOf(row: SourceRow, column: string): number | null {
  const plain = countOf(row.get(`${column}(秒)`));
  if (plain !== null) return plain;
  const text = row.get(column) ?? '';
  const match = /^(?:(\d+)小时)?(?:(\d+)分钟?)?(?:(\d+)秒)?$/.exec(text);
  if (text === '' || !match) return countOf(text);
  return Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
}

function countOf(text: string | null | undefined): number | null {
  return text && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** The name in 《》 above the header or in the file name, else the file name without its endings. */
function activityOf({ preamble, fileName }: FileFrame): string {
  const named = /《([^》]+)》/;
  return named.exec(frameText(preamble))?.[1] ?? named.exec(fileName)?.[1] ?? fileName.replace(/(\.(csv|xlsx?))+$/i, '');
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Other halls and schools list the same; 小鹅通's ids begin with `u_`. */
const xiaoeIds = { 用户ID: /^u_/ };

/** Viewing and study records of a 小鹅通 shop. */
export const xiaoeStudy: Format = {
  id: 'xiaoe-study',
  version: 1,
  platform: 'xiaoe',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'live', required: ['用户ID', '用户昵称', '直播间停留时长', '直播间成交金额'], confidence: 0.95 },
    { layout: 'live', required: ['用户ID', '用户昵称', '直播间停留时长'], cells: xiaoeIds, confidence: 0.95 },
    { layout: 'live-seconds', required: ['用户ID', '用户昵称', '直播间停留时长(秒)'], cells: xiaoeIds, confidence: 0.95 },
    { layout: 'recorded', required: ['用户ID', '参与状态', '播放进度'], cells: xiaoeIds, confidence: 0.9 },
  ],
  emptyCells: ['--', '-', '——'],
  facts,
  map,
};
