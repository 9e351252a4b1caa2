/**
 * The smallest workbook that Excel and every reader accept. Written by hand because the demo must be the same bytes everywhere: entries are
 * stored, not deflated (compressors differ between zlib builds), and dates are fixed.
 */
import { crc32 } from './crc32.mjs';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const packageTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text safe inside an element or attribute. */
export function xml(text) {
  return text.replace(/[&<>"]/g, (character) => escapes[character]);
}

/** Style 0 plain, 1 `yyyy-mm-dd hh:mm:ss`, 2 `¥#,##0.00`. */
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="&quot;\u00a5&quot;#,##0.00"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/**
 * One sheet `Sheet1`. `rows` is a list of `{ number, cells }`; cells are texts, `{ date: serial }`, `{ money: number }` or null, and row numbers
 * may leave gaps. `texts` says how text cells are kept: `shared` strings or `inline`.
 */
export function workbook(rows, texts) {
  const strings = new Map();
  const sheet = sheetXml(rows, texts === 'shared' ? strings : null);
  const parts = [
    ['[Content_Types].xml', contentTypes(texts)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ...(texts === 'shared' ? [['sharedStrings', 'sharedStrings.xml']] : []),
      ]),
    ],
    ['xl/styles.xml', styles],
    ['xl/worksheets/sheet1.xml', sheet],
  ];
  if (texts === 'shared') parts.push(['xl/sharedStrings.xml', sharedStrings(strings)]);
  return zip(parts.map(([name, text]) => [name, Buffer.from(text, 'utf8')]));
}

function sheetXml(rows, strings) {
  const columns = Math.max(...rows.map((row) => row.cells.length));
  const last = rows.at(-1).number;
  const body = rows.map(
    (row) =>
      `<row r="${row.number}">${row.cells.map((cell, index) => cellXml(cell, `${column(index)}${row.number}`, strings)).join('')}</row>`,
  );
  return `${head}<worksheet xmlns="${main}"><dimension ref="A1:${column(columns - 1)}${last}"/><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function column(index) {
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index];
}

function cellXml(cell, reference, strings) {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'object' && 'date' in cell) return `<c r="${reference}" s="1"><v>${cell.date}</v></c>`;
  if (typeof cell === 'object') return `<c r="${reference}" s="2"><v>${cell.money}</v></c>`;
  if (!strings) return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  if (!strings.has(cell)) strings.set(cell, strings.size);
  return `<c r="${reference}" t="s"><v>${strings.get(cell)}</v></c>`;
}

function sharedStrings(strings) {
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`);
  return `${head}<sst xmlns="${main}" uniqueCount="${strings.size}">${items.join('')}</sst>`;
}

function relations(entries) {
  const items = entries.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${officeRelations}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packageRelations}">${items.join('')}</Relationships>`;
}

function contentTypes(texts) {
  const parts = [
    ['workbook', 'sheet.main'],
    ['worksheets/sheet1', 'worksheet'],
    ['styles', 'styles'],
    ...(texts === 'shared' ? [['sharedStrings', 'sharedStrings']] : []),
  ];
  const overrides = parts.map(([name, type]) => `<Override PartName="/xl/${name}.xml" ContentType="${packageTypes}.${type}+xml"/>`);
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

/** A zip of stored entries, all dated 1980-01-01. */
function zip(entries) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const local = header(0x04034b50, name, data, null);
    files.push(local, data);
    directory.push(header(0x02014b50, name, data, offset));
    offset += local.length + data.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** The local header of an entry, or its central directory record when `offset` is given. */
function header(signature, name, data, offset) {
  const central = offset !== null;
  const bytes = Buffer.alloc(central ? 46 : 30);
  const shift = central ? 2 : 0;
  bytes.writeUInt32LE(signature, 0);
  if (central) bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 4 + shift);
  bytes.writeUInt16LE(0x21, 12 + shift);
  bytes.writeUInt32LE(crc32(data), 14 + shift);
  bytes.writeUInt32LE(data.length, 18 + shift);
  bytes.writeUInt32LE(data.length, 22 + shift);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  if (central) bytes.writeUInt32LE(offset, 42);
  return Buffer.concat([bytes, Buffer.from(name)]);
}
