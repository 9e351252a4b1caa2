/** Lines of text that was copied from a chat; reading it as a table has split them at commas, tabs or semicolons. */
import type { RawFile } from './format';

export interface PastedLine {
  row: number;
  text: string;
}

/** The lines with something in them, in half-width digits; null for what is no plain text. */
export function pastedLines({ tables }: RawFile): PastedLine[] | null {
  const [table, ...more] = tables;
  if (!table || more.length > 0) return null;
  const lines = table.rows.map(({ row, cells }) => ({ row, text: withoutEnd(cells).join(',').trim() }));
  return lines.filter(({ text }) => text !== '');
}

/** Text with commas was taken apart as a table: empty cells at the end are those of longer lines. */
function withoutEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

/** How WeChat begins a sign-up list, in simplified and traditional Chinese and in English. A blank after the mark makes a heading of notes. */
export const chainMark = /(?:^|[^#＃])[#＃]接[龙龍]|[#＃]Group Note\s*$/;

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** What stands behind the number of a numbered line (`1. …`, `１．…`, `1、…`, `(1) …`, `①…`); null for other lines. */
export function numberedText(line: string): string | null {
  if (circled.includes(line.charAt(0))) return line.slice(1).trim();
  const match = /^(?:[(（]\s*[0-9０-９]{1,4}\s*[)）]|[0-9０-９]{1,4}\s*[.．。、:：)）])\s*(.*)$/s.exec(line);
  // `1.5 小时` is a figure, no number of a line.
  if (!match || /^\d+\.\d/.test(line)) return null;
  return match[1] ?? '';
}

/** The group that a line names: `群名称：山中读书社`, `群聊: …`; null for other lines. */
export function namedGroup(line: string): string | null {
  return /^(?:微信)?(?:群名称?|群聊(?:名称)?)\s*[:：]\s*(\S.*)$/.exec(line)?.[1]?.slice(0, 120) ?? null;
}

/** A person of a group: nicknames are only told apart inside one, and the group's name is all that a text says about which one it is. */
export function memberKey(group: string, name: string): string {
  return `${group}|${name}`;
}
