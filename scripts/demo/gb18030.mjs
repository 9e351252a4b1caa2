/** GB18030 bytes of a text. Node decodes GB18030 but does not encode it, so the two-byte table is turned around once. */

function twoByteTable() {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const table = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Uint8Array.of(lead, trail);
      const text = decoder.decode(bytes);
      if (!table.has(text)) table.set(text, bytes);
    }
  }
  return table;
}

/** Characters beyond the basic plane stand in order from 0x90308130 on. */
function fourBytes(codePoint) {
  const linear = codePoint - 0x10000;
  return [
    0x90 + Math.floor(linear / 12600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}

let table = null;

/** Encodes a text; throws on a character of the basic plane that has no two-byte form, since the demo uses none. */
export function encodeGb18030(text) {
  table ??= twoByteTable();
  const bytes = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0);
    if (codePoint < 0x80) bytes.push(codePoint);
    else if (codePoint > 0xffff) bytes.push(...fourBytes(codePoint));
    else if (table.has(character)) bytes.push(...table.get(character));
    else throw new Error(`No two-byte GB18030 form for ${character}`);
  }
  return Buffer.from(bytes);
}
