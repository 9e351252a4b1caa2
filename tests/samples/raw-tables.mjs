/** Raw files to tables, for the recomputation only: nothing of the product is used here, and nothing is streamed. */
import { readFileSync } from 'node:fs';
import { read, SSF } from '@e965/xlsx';

/** Tables of a file as rows of trimmed cells; null when it holds none. `quoted` = cells may be quoted (platform GB18030 files never are). */
export function rawTables(path) {
  const bytes = readFileSync(path);
  if (bytes.length === 0 || bytes.subarray(0, 4).toString('latin1') === '%PDF') return null;
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 2).toString('hex') === 'd0cf') return workbookTables(bytes);
  const { text, unquoted } = decode(bytes);
  if (text.includes('\0')) return null;
  return [unquoted ? text.split(/\r?\n/).map((line) => splitAt(line, ',')) : quotedRows(text)].map((rows) =>
    rows.map((row) => row.map((cell) => cell.trim())),
  );
}

function decode(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), unquoted: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), unquoted: false };
  } catch {
    const text = new TextDecoder('gb18030').decode(bytes);
    return { text, unquoted: text.includes('支付宝') };
  }
}

const splitAt = (line, delimiter) => line.split(delimiter);

/** A state machine over the characters: a quote opens a cell only at its start, and closes it only before a delimiter or a line end. */
function quotedRows(text) {
  const delimiter = delimiterOf(text);
  const rows = [];
  let row = [];
  let cell = '';
  let inside = false;
  const closes = (at) =>
    /^"[ \t\r]*(?:\n|$)/.test(text.slice(at, at + 40)) || new RegExp(`^"[ \\t]*\\${delimiter}`).test(text.slice(at, at + 40));
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inside) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (char === '"' && closes(at)) inside = false;
      else cell += char;
    } else if (char === '"' && cell.trim() === '' && cell === '') inside = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

function delimiterOf(text) {
  const lines = text.split('\n').slice(0, 80);
  const most = (delimiter) => Math.max(...lines.map((line) => line.split(delimiter).length));
  return most(';') > most(',') ? ';' : ',';
}

function workbookTables(bytes) {
  let workbook;
  try {
    workbook = read(bytes, { dense: true, cellNF: true, cellText: false });
  } catch {
    return null;
  }
  return workbook.SheetNames.map((name) => {
    const data = workbook.Sheets[name]?.['!data'] ?? [];
    return data.filter(Boolean).map((cells) => Array.from(cells, cellText));
  });
}

function cellText(cell) {
  if (cell?.v === undefined) return '';
  if (cell.t !== 'n') return String(cell.v).trim();
  if (cell.z && SSF.is_date(cell.z)) return SSF.format('yyyy-mm-dd hh:mm:ss', cell.v);
  return Number.isInteger(cell.v) ? SSF.format('0', cell.v) : String(cell.v);
}
