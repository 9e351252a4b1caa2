/**
 * Writes the fixtures that no editor can: GB18030 text and workbooks. The bytes are committed; run this only to change them
 * (`node tests/formats/write-fixtures.mjs`). All people and numbers are invented.
 */
import { writeFileSync } from 'node:fs';
import { alipayFixtures } from './fixtures/alipay.mjs';
import { workbookFixtures } from './fixtures/workbooks.mjs';

for (const [name, bytes] of Object.entries({ ...alipayFixtures(), ...workbookFixtures() })) {
  writeFileSync(new URL(name, import.meta.url), bytes);
}
