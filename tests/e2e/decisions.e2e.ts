/** What the user decides in the preview, in the real window: rows and groups that are left out, and whose value holds against an edit. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { xiaoeUser, xiaoeUsers, youzanOrder, youzanOrders } from '../support/files';
import { callOk, type Electron, expect, screenshot, stubDialogs, test } from './fixtures';

async function stage(app: ElectronApplication, window: Page, paths: string[]): Promise<void> {
  await stubDialogs(app, { open: paths });
  const handles = (await callOk(window, 'app.pickFiles', {})).map(({ handle }) => handle);
  await callOk(window, 'job.wait', await callOk(window, 'app.stageFiles', { handles }));
}

async function newWorkspace(app: ElectronApplication, window: Page, scratch: string): Promise<void> {
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao') });
  await callOk(window, 'app.createWorkspace', {});
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('import-drop')).toBeVisible();
}

async function apply(window: Page): Promise<void> {
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('staged-card')).toHaveCount(0);
}

test('leave rows out one by one and as a group, take one back, and meet them again in the next export', async ({
  app,
  window,
  scratch,
}) => {
  test.setTimeout(180_000);
  await newWorkspace(app, window, scratch);
  const rows = ['林间', '秋分', '檐下', '林间'].map((name, n) => youzanOrder(`E2026030109000${n}`, name, `1990000700${name.length + n}`));
  rows[3] = { ...youzanOrder('E20260301090003', '林间', '19900007002'), status: '交易关闭', paidAt: '——' };
  const table = window.getByTestId('staged-diff-table');
  const boxes = table.getByTestId('row-take');
  await stage(app, window, [await youzanOrders(join(scratch, 'orders-1.csv'), rows)]);
  const wanted = Number(await window.getByTestId('staged-count-new').textContent());
  await window.getByTestId('staged-diff-toggle').click();
  await expect(boxes).toHaveCount(wanted);

  await test.step('one row', async () => {
    await boxes.first().uncheck();
    await expect(window.getByTestId('staged-count-new')).toHaveText(String(wanted - 1));
    await expect(boxes.first()).not.toBeChecked();
    await expect(table).toContainText('你跳过的');
    await screenshot(window, 'decisions-skipped-zh');
  });

  await test.step('all of a group, and one of them back from its drawer', async () => {
    await window.getByTestId('group-menu').click();
    await expect(window.getByTestId('group-item').first()).toBeVisible();
    await screenshot(window, 'decisions-groups-zh');
    await window.locator('[data-testid="group-item"][data-outcome="new"]').first().click();
    await expect(window.getByTestId('staged-count-new')).not.toHaveText(String(wanted - 1));
    await window.getByText(/^已跳过/).click();
    await expect(boxes).toHaveCount(3);
    await table.getByRole('row').nth(1).click();
    await window.getByTestId('row-drawer').getByTestId('row-take').click();
    await expect(boxes).toHaveCount(2);
    await expect(window.getByTestId('row-drawer')).toBeHidden();
  });

  await test.step('only the wanted rows are imported; the others are held back', async () => {
    await apply(window);
    const { lines } = await callOk(window, 'revenue.lines', {});
    expect(lines).toHaveLength(1);
    await stage(app, window, [
      await youzanOrders(join(scratch, 'orders-2.csv'), [...rows, youzanOrder('E20260401090009', '新来的', '19900007009')]),
    ]);
    await expect(window.getByTestId('staged-count-new')).toHaveText('1');
    await window.getByTestId('staged-count-ignored').click();
    await expect(table).toContainText('你以前跳过的');
  });
});

test('keep an edit, give it up for the value of the file, and have it back with an undo', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await newWorkspace(app, window, scratch);
  const list = (city: string, day: string) =>
    xiaoeUsers(
      join(scratch, `members_${day}.csv`),
      ['林间', '秋分'].map((name, n) => xiaoeUser(`u_edit_${n}`, name, `1990000710${n}`, city)),
    );
  await stage(app, window, [await list('西安', '20261031')]);
  await window.getByTestId('nav-sync').click();
  const fileIds = (await callOk(window, 'sync.staged', {})).map(({ id }) => id);
  if ((await callOk(window, 'sync.staged', {}))[0]?.status === 'needs-date')
    await callOk(window, 'job.wait', await callOk(window, 'sync.restage', { fileId: fileIds[0] ?? '', snapshotDay: '2026-10-31' }));
  await apply(window);
  const { people } = await callOk(window, 'people.list', {});
  for (const { id } of people) await callOk(window, 'people.update', { id, fields: { city: '成都' } });
  const cities = async () => {
    const found = await callOk(window, 'people.list', {});
    return Promise.all(found.people.map(async ({ id }) => (await callOk(window, 'people.get', { id })).city));
  };
  await stage(app, window, [await list('昆明', '20261130')]);
  const [waiting] = await callOk(window, 'sync.staged', {});
  if (waiting?.status === 'needs-date')
    await callOk(window, 'job.wait', await callOk(window, 'sync.restage', { fileId: waiting.id, snapshotDay: '2026-11-20' }));

  await test.step('the card names the conflicts and leads to them', async () => {
    await expect(window.getByTestId('staged-conflicts')).toContainText('2');
    await window.getByTestId('open-conflicts').click();
    const table = window.getByTestId('staged-diff-table');
    await expect(table.getByRole('row')).toHaveCount(3);
    await expect(table).toContainText('与你的修改不同');
    await table.getByRole('row').nth(1).click();
    const choice = window.getByTestId('row-drawer').getByTestId('conflict-choice');
    await expect(choice).toContainText('保留我的：城市 成都');
    // The choice follows core, which takes a moment: a plain click, then what comes of it.
    await choice.getByLabel(/用文件里的/).click();
    await expect(choice.getByLabel(/用文件里的/)).toBeChecked();
    await expect(table).toContainText('用文件里的');
    await screenshot(window, 'decisions-conflict-zh');
    await window.keyboard.press('Escape');
  });

  await test.step('in English and in the dark', async () => {
    await callOk(window, 'app.setPreferences', { language: 'en', colorScheme: 'dark' });
    await window.reload();
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('open-conflicts').click();
    await expect(window.getByText('Conflicts 2')).toBeVisible();
    await screenshot(window, 'decisions-conflict-en-dark');
    await window.getByTestId('staged-diff-table').getByRole('row').nth(2).click();
    await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
    await expect(window.getByTestId('row-drawer')).toContainText('Keep mine');
    await screenshot(window, 'decisions-conflict-en-dark-small');
    await window.keyboard.press('Escape');
    await screenshot(window, 'decisions-list-en-dark-small');
  });

  await test.step('one is the file’s now, the other stays; the undo brings the edit back', async () => {
    await apply(window);
    expect((await cities()).sort()).toEqual(['成都', '昆明'].sort());
    const [batch] = (await callOk(window, 'sync.history', {})).batches;
    await callOk(window, 'job.wait', await callOk(window, 'sync.undo', { id: batch?.id ?? '' }));
    expect(await cities()).toEqual(['成都', '成都']);
    await callOk(window, 'job.wait', await callOk(window, 'sync.redo', { id: batch?.id ?? '' }));
    expect((await cities()).sort()).toEqual(['成都', '昆明'].sort());
  });
});
