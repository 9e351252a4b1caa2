/** Node decodes GB18030 but does not encode it: the two-byte part (all common Chinese characters) is turned round once. */
let table = null;

function reverseTable() {
  const decoder = new TextDecoder('gb18030');
  const map = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd') map.set(char, (lead << 8) | trail);
    }
  }
  return map;
}

/**
 * @param {string} text characters outside the two-byte part throw
 * @returns {Buffer}
 */
export function encodeGb18030(text) {
  table ??= reverseTable();
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0);
    if (code < 0x80) {
      bytes[length++] = code;
      continue;
    }
    const pair = table.get(char);
    if (pair === undefined) throw new RangeError(`not in the two-byte part of GB18030: ${char}`);
    bytes[length++] = pair >> 8;
    bytes[length++] = pair & 0xff;
  }
  return bytes.subarray(0, length);
}
