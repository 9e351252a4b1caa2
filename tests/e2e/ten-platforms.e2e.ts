/** Ten exports of ten platforms in one drop, one of them in an archive with a password: preview, import, undo two of them, redo. */
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { anomaliesOf } from '../../shared/domain/anomalies';
import { archive } from '../support/archives';
import { callOk, dropFiles, expect, screenshot, stubDialogs, test } from './fixtures';

const formats = resolve(import.meta.dirname, '../formats');
const password = '483920';
const locked = 'alipay-bill/app-2023.csv';
const plain = [
  'wechat-bill/statement.csv',
  'youzan-orders/orders-20260401.csv',
  'xiaoe-users/users-20261031.csv',
  'stripe-payments/october.csv',
  'paypal-activity/activity-us.csv',
  'gumroad-sales/sales.csv',
  'ghost-members/members.2026-10-31.csv',
  'youtube-table/Geography 2026-10-01_2026-10-31.csv',
  'calendar-ics/google.ics',
];

interface Expected {
  format: string;
  rows: { records?: { type: string; key: string }[] }[];
}

/** Ledger lines that a fixture states, by the expectation that is kept beside it. */
async function linesOf(fixture: string): Promise<number> {
  const { rows } = JSON.parse(await readFile(join(formats, `${fixture}.expected.json`), 'utf8')) as Expected;
  const lines = rows.flatMap(({ records = [] }) => records).filter(({ type }) => type === 'ledgerLine');
  return new Set(lines.map(({ key }) => key)).size;
}

/** Every byte that the app has written: workspace, log, settings. */
async function written(dir: string): Promise<string> {
  const texts: string[] = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) texts.push(await written(path));
    // Chromium's locks are links to nowhere, and it drops files of its own at any time.
    else if (entry.isFile()) texts.push(await readFile(path, 'latin1').catch(() => ''));
  }
  return texts.join('\n');
}

async function turn(window: Page, at: number, kind: 'undo' | 'redo'): Promise<void> {
  const row = window.getByTestId('history-table').locator('tbody tr').nth(at);
  await row.getByTestId(`history-${kind}`).click();
  await window.getByTestId('turn-confirm').click();
  await expect(row.getByTestId('history-row')).toHaveAttribute('data-status', kind === 'undo' ? 'undone' : 'live');
  await expect(window.getByTestId('turn-dialog')).toBeHidden();
}

test('ten files of ten platforms, one locked: preview, import, undo two, redo', async ({ app, window, scratch, userData }) => {
  test.setTimeout(300_000);
  await stubDialogs(app, { save: join(scratch, 'ten.tonghao') });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('import-drop')).toBeVisible();

  const parcel = join(scratch, 'alipay_record.zip');
  await writeFile(
    parcel,
    archive([{ name: 'alipay_record_20230301.csv', data: await readFile(join(formats, locked)), password, lock: 'aes-256' }]),
  );
  const paths = await Promise.all(
    plain.map(async (fixture) => {
      const path = join(scratch, fixture.split('/')[1] ?? '');
      await copyFile(join(formats, fixture), path);
      return path;
    }),
  );
  await dropFiles(window, [parcel, ...paths]);
  const staged = () => callOk(window, 'sync.staged', {});
  await expect.poll(async () => (await staged()).length, { timeout: 60_000 }).toBe(10);

  await test.step('the locked one asks, says when the password is wrong, and opens', async () => {
    await window
      .getByTestId('file-filter')
      .getByText(/^需要看一眼/)
      .click();
    const field = window.getByTestId('staged-password');
    await field.scrollIntoViewIfNeeded();
    await field.fill('000000');
    await window.getByTestId('staged-unlock').click();
    await expect(window.getByText('密码不对')).toBeVisible();
    await screenshot(window, 'locked-wrong-zh');
    await field.fill(password);
    await window.getByTestId('staged-unlock').click();
    await expect(field).toHaveCount(0, { timeout: 30_000 });
    await window.getByTestId('file-filter').getByText(/^全部/).click();
  });

  await test.step('each is known as its own platform, with its counts', async () => {
    const found = await staged();
    expect(new Set(found.map(({ platform }) => platform)).size).toBe(10);
    expect(found.map(({ format }) => format).sort()).toEqual([locked, ...plain].map((fixture) => fixture.split('/')[0] ?? '').sort());
    expect((await callOk(window, 'revenue.lines', {})).total).toBe(0);
    await screenshot(window, 'ten-platforms-zh');
  });

  const lines = async () => (await callOk(window, 'revenue.lines', {})).total;
  let all = 0;
  for (const fixture of [locked, ...plain]) all += await linesOf(fixture);

  await test.step('those without anomalies go with one button, the others one by one', async () => {
    const toLookAt = (await staged()).filter((file) => anomaliesOf(file).length > 0).length;
    expect(toLookAt).toBeLessThan(10);
    await window.getByTestId('apply-all').click();
    // All of them: they go one after the other.
    await expect.poll(async () => (await staged()).length, { timeout: 60_000 }).toBe(toLookAt);
    while ((await staged()).length > 0) {
      const waiting = (await staged()).length;
      await window.getByTestId('staged-apply').first().click();
      await expect.poll(async () => (await staged()).length, { timeout: 60_000 }).toBe(waiting - 1);
    }
    expect(await lines()).toBe(all);
  });

  await test.step('two are taken back and brought again; the figures follow', async () => {
    const totals = () => callOk(window, 'overview.metrics', { from: null, to: null });
    const complete = await totals();
    await window.getByTestId('import-tab-history').click();
    const { batches } = await callOk(window, 'sync.history', {});
    expect(batches).toHaveLength(10);
    const places = ['gumroad-sales', 'paypal-activity'].map((format) => batches.findIndex((batch) => batch.format === format));
    for (const at of places) await turn(window, at, 'undo');
    expect(await lines()).toBe(all - (await linesOf('gumroad-sales/sales.csv')) - (await linesOf('paypal-activity/activity-us.csv')));
    await screenshot(window, 'ten-platforms-undone-zh');
    for (const at of places.reverse()) await turn(window, at, 'redo');
    expect(await lines()).toBe(all);
    expect(await totals()).toEqual(complete);
  });

  await test.step('the password is nowhere', async () => {
    const bytes = (await written(userData)) + (await readFile(join(scratch, 'ten.tonghao'), 'latin1'));
    const log = await readFile(join(scratch, 'ten.tonghao-wal'), 'latin1').catch(() => '');
    expect(`${bytes}${log}`.includes(password)).toBe(false);
  });
});
