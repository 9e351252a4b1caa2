/**
 * Lists of marked films, books, records, games and plays of 豆瓣, as browser scripts write them (豆瓣 has no export): title, own rating, day and short
 * review. Every row ends with a comma. The address holds the id; those of all kinds are of one series.
 */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { content } from './content-rows';
import type { FileFacts, Format, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf } from './person-columns';

const used = new Set(['标题', '条目链接', '状态']);
const idInLink = /\/(?:subject|game|app|location\/drama)\/(\d{1,18})(?!\d)/;
const noteColumns = ['个人评分', '打分日期', '我的短评'] as const;

function map(row: SourceRow): RowOutcome {
  const link = row.get('条目链接');
  const id = idInLink.exec(link ?? '')?.[1];
  const title = row.get('标题');
  if (!link || id === undefined) return quarantined('missing-id', link ?? title ?? '', '条目链接');
  if (isDamagedId(id)) return quarantined('damaged-id', id, '条目链接');
  const date = row.get('打分日期');
  const at = date ? parseLocalTime(date, chinaOffset) : (date ?? null);
  if (date && at === null) return quarantined('bad-date', date, '打分日期');
  const [rating, review] = [row.get('个人评分') ?? null, row.get('我的短评') ?? null];
  const payload = content({
    title: title ?? id,
    kind: link.includes('book.douban') ? 'book' : link.includes('movie.douban') ? 'film' : 'other',
    url: link,
    status: row.get('状态'),
    attributes: attributesOf(row, new Set([...used, ...noteColumns]), {}),
  });
  const marked = rating !== null || review !== null || at !== null;
  const note = { source: title ?? id, thought: review, at, position: 0, attributes: { 个人评分: rating } };
  return records({ type: 'content', key: id, payload }, ...(marked ? [{ type: 'note' as const, key: id, payload: note }] : []));
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** What someone marked on 豆瓣. */
export const doubanList: Format = {
  id: 'douban-list',
  version: 2,
  platform: 'douban',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'list', required: ['标题', '个人评分', '打分日期', '条目链接'], cells: { 条目链接: /\bdouban\.com\// }, confidence: 0.95 },
  ],
  emptyCells: [],
  facts,
  map,
};
