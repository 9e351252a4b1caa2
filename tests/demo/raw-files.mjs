/**
 * Reads the demo's raw files with nothing but Node: text in UTF-8 or GB18030, comma-separated lines, XLSX. Written apart from the product on
 * purpose, so that both can be held against each other.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** UTF-8 where the bytes are valid UTF-8, else GB18030; a byte-order mark is dropped. */
export function decode(bytes) {
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: 'gb18030', text: new TextDecoder('gb18030', { fatal: true }).decode(bytes) };
  }
}

/** Rows of cells. What stands between a closing quote and the next comma (WeChat puts a TAB there) is kept as part of the cell. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let inQuotes = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (inQuotes) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else inQuotes = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      inQuotes = true;
    } else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Entries of a zip archive by name. */
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((shift) => bytes.readUInt16LE(at + shift));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    entries.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

function innerText(xml) {
  const parts = [...xml.matchAll(/<t(?: [^>]*)?>([\s\S]*?)<\/t>/g)].map((match) => match[1]);
  return parts.join('').replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity]);
}

function columnIndex(reference) {
  return [...reference.replace(/\d/g, '')].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Rows of the first sheet; numbers stay as their text, shared and inline strings are resolved. */
export function parseXlsx(bytes) {
  const entries = unzip(bytes);
  const shared = [...(entries.get('xl/sharedStrings.xml')?.toString('utf8') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) =>
    innerText(match[1]),
  );
  const sheet = entries.get('xl/worksheets/sheet1.xml').toString('utf8');
  return [...sheet.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map((row) => {
    const cells = [];
    for (const [, attributes, body] of row[1].matchAll(/<c ([^>]*)>([\s\S]*?)<\/c>/g)) {
      const value = /<v>([\s\S]*?)<\/v>/.exec(body)?.[1] ?? '';
      const text = attributes.includes('t="s"') ? shared[Number(value)] : attributes.includes('t="inlineStr"') ? innerText(body) : value;
      cells[columnIndex(/r="([A-Z]+\d+)"/.exec(attributes)[1])] = text;
    }
    return Array.from(cells, (cell) => cell ?? '');
  });
}

/** What names a layout: columns that stand together in one row. */
const layouts = [
  ['wechat', ['交易时间', '交易类型', '当前状态', '交易单号']],
  ['alipay-web', ['交易号', '资金状态', '服务费（元）']],
  ['alipay-app', ['交易订单号', '收/付款方式', '交易分类']],
  ['merchant', ['微信订单号', '应结订单金额', '交易状态']],
  ['youzan', ['订单号', '支付流水号', '订单实付金额']],
  ['xiaoe', ['用户ID', '账户绑定手机号']],
  ['stripe', ['Created date (UTC)', 'Converted Amount', 'Status']],
  ['patreon', ['Patron Status', 'User ID']],
];

const clean = (cell) => cell.replace(/^[\s\ufeff`]+|[\s]+$/g, '');

/** When the file says it was made: from its text, else from the digits of its name. Sortable text. */
function statedAt(name, text) {
  const inside = /导出时间[：:]\[([\d :-]+)\]/.exec(text)?.[1];
  return (inside ?? name.match(/20[\d-]{6,}/g)?.at(-1) ?? '').replace(/\D/g, '').padEnd(14, '0');
}

/**
 * One raw file: `layout` (null when unknown), `encoding`, `statedAt` (YYYYMMDDHHMMSS) and its data rows as `{ column: text }` with cells
 * trimmed of blanks, TABs and backticks. The first of two equal columns wins.
 */
export function readRaw(path, name) {
  const bytes = readFileSync(path);
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const { encoding, text } = isZip ? { encoding: 'xlsx', text: '' } : decode(bytes);
  // Merchant bills escape commas instead of quoting, so a plain split is right for them.
  const ticked = text.includes('\n`');
  const rows = isZip ? parseXlsx(bytes) : ticked ? text.split(/\r?\n/).map((line) => line.split(',')) : parseCsv(text);
  const table = rows.map((row) => row.map(clean));
  const head = table.findIndex((row) => layoutOf(row) !== null);
  const names = table[head] ?? [];
  const data = table.slice(head + 1).filter((row) => row.length >= names.length - 1);
  return {
    name,
    encoding,
    layout: layoutOf(names),
    statedAt: statedAt(name, isZip ? table.flat().join('\n') : text),
    columns: names,
    rows: data.map((row) => Object.fromEntries(names.map((column, index) => [column, row[index] ?? '']).reverse())),
  };
}

function layoutOf(row) {
  return layouts.find(([, needed]) => needed.every((column) => row.includes(column)))?.[0] ?? null;
}

/** All files of a folder, the oldest statement first. */
export function readFolder(dir) {
  const files = readdirSync(dir).map((name) => readRaw(join(dir, name), name));
  return files.sort((a, b) => (a.statedAt === b.statedAt ? (a.name < b.name ? -1 : 1) : a.statedAt < b.statedAt ? -1 : 1));
}
