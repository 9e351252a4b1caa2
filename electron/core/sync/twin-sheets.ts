/** Workbooks that were saved again carry the same table on two sheets, often once as text and once as numbers. */
import { createHash } from 'node:crypto';
import { parseDecimal } from '../../../shared/domain/money';
import { type DetectedTable, lookupName } from './detect';
import type { Warning } from './file-totals';

/** The tables to read: one that says the same as an earlier one is left out, with a warning. */
export async function withoutTwins(tables: readonly DetectedTable[]): Promise<{ tables: DetectedTable[]; warnings: Warning[] }> {
  if (tables.length < 2) return { tables: [...tables], warnings: [] };
  const seen = new Map<string, string>();
  const kept: DetectedTable[] = [];
  const warnings: Warning[] = [];
  for (const found of tables) {
    const content = await contentOf(found);
    const twin = seen.get(content);
    if (twin === undefined) {
      seen.set(content, found.table.name);
      kept.push(found);
    } else warnings.push({ code: 'twin-sheet', params: { sheet: found.table.name, same: twin } });
  }
  return { tables: kept, warnings };
}

/** Fingerprint of the data under the required columns, whatever way it is printed: ¥28.16 and 28.16 are the same. */
async function contentOf({ table, headerRow, columns, rule }: DetectedTable): Promise<string> {
  const names = columns.map(lookupName);
  const at = rule.required.map((column) => names.indexOf(column));
  const hash = createHash('sha256');
  for await (const rows of table.rows()) {
    for (const { row, cells } of rows) {
      if (row <= headerRow) continue;
      const values = at.map((index) => plain(cells[index] ?? ''));
      if (values.some((value) => value !== '')) hash.update(`${JSON.stringify(values)}\n`);
    }
  }
  return hash.digest('hex');
}

function plain(cell: string): string {
  const text = cell.trim();
  const amount = /^[¥￥$]?[\d,]+(\.\d{1,4})?$/.test(text) ? parseDecimal(text, 4) : null;
  return amount === null ? text : `#${amount}`;
}
