/** Text instead of a file on the Import page: the box, Ctrl+V, preview, apply and undo. */
import { join } from 'node:path';
import { callOk, type Electron, expect, screenshot, stubDialogs, test } from './fixtures';

const chain = '群名称：山中读书社\n#接龙\n周末读书会\n例 1. 张三 两人\n\n1. 小满\n2. 阿寒 +1\n3、谷雨（取消）\n';
const table = 'Timestamp\tWhat do you read?\n10/31/2026 13:04:05\tNovels\n10/31/2026 13:05:06\tEssays\n';

test('paste a list, preview, apply, undo; paste cells with the keyboard', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao') });
  await window.getByTestId('create-workspace').click();
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('import-drop')).toBeVisible();
  const card = window.getByTestId('staged-card');

  await test.step('the box reads a list', async () => {
    await window.getByTestId('import-paste').click();
    await expect(window.getByTestId('paste-read')).toBeDisabled();
    await screenshot(window, 'paste-box-zh');
    await window.getByTestId('paste-text').fill(chain);
    await window.getByTestId('paste-read').click();
    await expect(card).toHaveCount(1);
    await expect(card.getByTestId('staged-format')).toHaveText('微信接龙');
    await expect(card.getByTestId('staged-count-new')).toHaveText('3');
    expect((await callOk(window, 'sync.history', { limit: 10 })).batches).toEqual([]);
  });

  await test.step('applied, its people are there; taken back, they are gone', async () => {
    await card.getByTestId('staged-apply').click();
    await expect(card).toHaveCount(0);
    const [batch] = (await callOk(window, 'sync.history', { limit: 10 })).batches;
    expect(batch).toMatchObject({ format: 'wechat-chain', platform: 'wechat-group', rows: { new: 3 } });
    expect(batch?.records).toMatchObject({ attendance: { new: 3 }, person: { new: 3 } });
    expect(batch?.fileName).toMatch(/^粘贴的文字 \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2}\.txt$/);
    await window.getByTestId('notification-undo').click();
    await expect.poll(async () => (await callOk(window, 'sync.history', { limit: 10 })).batches[0]?.status).toBe('undone');
  });

  await test.step('Ctrl+V anywhere on the page opens the box with the clipboard in it', async () => {
    await app.evaluate(({ clipboard }: Electron, text) => clipboard.writeText(text), table);
    await window.getByTestId('import-drop').click();
    await window.keyboard.press('ControlOrMeta+V');
    await expect(window.getByTestId('paste-text')).toHaveValue(table);
    await window.keyboard.press('ControlOrMeta+Enter');
    await expect(card.getByTestId('staged-format')).toHaveText('Google 表单回复');
    await expect(card.getByTestId('staged-count-new')).toHaveText('2');
  });
});

test.describe('in English', () => {
  test.use({ systemLanguage: 'en' });
  test('the paste box in the dark', async ({ app, window, scratch }) => {
    await stubDialogs(app, { save: join(scratch, 'Reading club.tonghao') });
    await window.getByTestId('create-workspace').click();
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.getByTestId('nav-sync').click();
    await expect(window.getByTestId('import-paste')).toHaveText('Paste text');
    await screenshot(window, 'import-empty-en-dark');
    await window.getByTestId('import-paste').click();
    await expect(window.getByTestId('paste-text')).toBeFocused();
    await window.getByTestId('paste-text').fill('no list at all');
    await screenshot(window, 'paste-box-en-dark');
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('paste-text')).toHaveCount(0);
  });
});
