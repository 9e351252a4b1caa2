/** Rows are written as bytes by hand; the fingerprints of everything ever imported rest on their being those of JSON.stringify. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonBytes } from '../../electron/core/sync/reading/json-bytes';
import { SeenTexts } from '../../electron/core/sync/seen-texts';

const written = (value: unknown) => {
  const json = new JsonBytes();
  json.value(value);
  return Buffer.from(json.take()).toString('utf8');
};

describe('JSON as bytes', () => {
  test('is what JSON.stringify says, for every value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 2_000 },
    );
  });

  test('escapes control characters, quotes and halves of characters, and writes all others as they are', () => {
    for (const text of ['\u0000\b\t\n\u000b\f\r\u001f', '"\\/', '\u007f\u0080\u07ff\u0800\uffff', '书友😀', '\ud83d', '\ude00x', 'a\udbff'])
      expect(written(text)).toBe(JSON.stringify(text));
  });

  test('leaves undefined fields out and knows no numbers without end', () => {
    const value = { a: undefined, b: [undefined, null, true], c: Number.NaN, d: { e: undefined }, f: -0, g: 1e21 };
    expect(written(value)).toBe(JSON.stringify(value));
  });

  test('grows with what is written, and begins anew when it is taken', () => {
    const json = new JsonBytes();
    const long = '知'.repeat(2_000_000);
    json.value(['short']);
    const start = json.length;
    json.value(long);
    expect(Buffer.from(json.since(start)).toString('utf8')).toBe(JSON.stringify(long));
    expect(json.take().length).toBe(start + 6_000_002);
    json.raw('[]');
    expect(json.take()).toEqual(new Uint8Array([91, 93]));
  });
});

describe('seen texts', () => {
  test('knows what was added, among very many, and tells parts apart', () => {
    const seen = new SeenTexts();
    for (let n = 0; n < 50_000; n++) expect(seen.add('order', `E${n}`)).toBe(true);
    for (let n = 0; n < 50_000; n += 7) expect(seen.add('order', `E${n}`)).toBe(false);
    expect(seen.add('orde', 'rE1')).toBe(true);
    expect(seen.add('order', 'E1', '')).toBe(true);
  });
});
