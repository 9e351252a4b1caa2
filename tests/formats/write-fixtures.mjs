/**
 * Writes the fixtures that no editor can: GB18030 text and workbooks. The bytes are committed; run this only to change them
 * (`node tests/formats/write-fixtures.mjs`). All people and numbers are invented.
 */
import { writeFileSync } from 'node:fs';
import { alipayApp2021 } from './fixtures/alipay-app-2021.mjs';
import { alipayApp2023 } from './fixtures/alipay-app-2023.mjs';
import { alipayApp2026 } from './fixtures/alipay-app-2026.mjs';
import { alipayMerchant } from './fixtures/alipay-merchant.mjs';
import { alipayWeb } from './fixtures/alipay-web.mjs';
import { contentWorkbooks } from './fixtures/content-workbooks.mjs';
import { paypalResaved } from './fixtures/paypal-resaved.mjs';
import { surveyWorkbooks } from './fixtures/survey-workbooks.mjs';
import { workbookFixtures } from './fixtures/workbooks.mjs';
import { xiaoeCheckIns } from './fixtures/xiaoe-check-ins.mjs';

for (const [name, bytes] of Object.entries({
  ...contentWorkbooks(),
  ...alipayWeb(),
  ...alipayApp2021(),
  ...alipayApp2023(),
  ...alipayApp2026(),
  ...alipayMerchant(),
  ...workbookFixtures(),
  ...surveyWorkbooks(),
  ...xiaoeCheckIns(),
  ...paypalResaved(),
})) {
  writeFileSync(new URL(name, import.meta.url), bytes);
}
