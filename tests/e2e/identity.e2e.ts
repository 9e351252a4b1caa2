/** Who is the same person, in the real window: merging from the suggestions, taking apart in the drawer, "not the same" and back. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

/** A 小鹅通 user list with two users of one phone, and a namesake of somebody added by hand. */
async function userList(dir: string): Promise<string> {
  const path = join(dir, '用户列表导出_20261115.csv');
  const header = '序号,用户ID	,昵称,来源渠道,姓名,账户绑定手机号,最近采集手机号,账号状态,邮箱,性别,生日,省份,城市,注册时间';
  const rows = [
    '1,u_same_one,阅微听雨,微信,,19900007701,19900007701,正常,,女,,四川,成都市,2026-10-01 20:44:24',
    '2,u_same_two,阅微听雨小号,微信,,19900007701,19900007701,正常,,女,,四川,成都市,2026-10-05 20:44:24',
    '3,u_namesake,檐下看山人,微信,,19900007702,19900007702,正常,,,,云南,大理市,2026-10-06 20:44:24',
  ];
  await writeFile(path, `\uFEFF${[header, ...rows].join('\n')}\n`);
  return path;
}

async function prepare(app: ElectronApplication, window: Page, scratch: string): Promise<void> {
  await stubDialogs(app, { save: join(scratch, '同一个人.tonghao') });
  await callOk(window, 'app.createWorkspace', {});
  await stubDialogs(app, { open: [await userList(scratch)] });
  const handles = (await callOk(window, 'app.pickFiles', {})).map(({ handle }) => handle);
  await callOk(window, 'job.wait', await callOk(window, 'app.stageFiles', { handles }));
  const fileIds = (await callOk(window, 'sync.staged', {})).map(({ id }) => id);
  await callOk(window, 'job.wait', await callOk(window, 'sync.apply', { fileIds }));
  await callOk(window, 'people.create', { name: '檐下看山人' });
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-people').click();
  await expect(window.getByTestId('person-row')).toHaveCount(4);
}

test('merge from the suggestions, take apart in the drawer, call different and take it back', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await prepare(app, window, scratch);
  const drawer = window.getByTestId('person-drawer');
  const pairs = window.getByTestId('same-pair');
  await expect(window.getByTestId('same-count')).toHaveText('2');

  await test.step('the likeliest first, with its reason', async () => {
    await window.getByTestId('people-same').click();
    await expect(pairs).toHaveCount(2);
    await expect(pairs.first()).toContainText('很可能');
    await expect(pairs.first()).toContainText('电话相同 +8619900007701');
    await expect(pairs.nth(1)).toContainText('名字都是「檐下看山人」');
    await screenshot(window, 'same-person-zh');
  });

  await test.step('merge, undo from the notification, merge again', async () => {
    await pairs.first().getByTestId('same-merge').click();
    await expect(pairs).toHaveCount(1);
    expect((await callOk(window, 'people.list', {})).total).toBe(3);
    await window.getByTestId('notification-undo').last().click();
    await expect(pairs).toHaveCount(2);
    await pairs.first().getByTestId('same-merge').click();
    await expect(pairs).toHaveCount(1);
  });

  await test.step('not the same: gone from the list, kept among the others, asked again', async () => {
    await pairs.first().getByTestId('same-different').click();
    await expect(window.getByTestId('empty-state')).toContainText('没有看起来像同一个人的');
    await window.getByText('不是同一人（1）').click();
    await expect(window.getByTestId('same-dismissed')).toContainText('檐下看山人');
    await screenshot(window, 'same-person-dismissed-zh');
    await window.getByTestId('same-revert').click();
    await expect(window.getByTestId('same-dismissed')).toHaveCount(0);
    await window.getByText('待确认（1）').click();
    await expect(pairs).toHaveCount(1);
    await window.getByTestId('same-back').click();
    await expect(window.getByTestId('person-row')).toHaveCount(3);
  });

  await test.step('take the merge apart in the drawer', async () => {
    await window.getByTestId('person-row').filter({ hasText: '阅微听雨' }).click();
    await expect(drawer.getByTestId('person-identity')).toHaveCount(2);
    await expect(drawer.getByTestId('person-merge')).toContainText('合并了「阅微听雨小号」');
    await drawer.getByTestId('person-merge').scrollIntoViewIfNeeded();
    await screenshot(window, 'person-merged-zh');
    await drawer.getByTestId('person-unmerge').click();
    await expect(window.getByText('合并之后添加的内容留在「阅微听雨」')).toBeVisible();
    await window.getByTestId('person-unmerge-confirm').click();
    await expect(drawer.getByTestId('person-identity')).toHaveCount(1);
    await expect(window.getByTestId('person-row')).toHaveCount(4);
    await expect(drawer.getByTestId('person-likely')).toContainText('可能是同一人：小鹅通 阅微听雨小号');
  });

  await test.step('merge with somebody chosen by name, then separate an identity', async () => {
    await drawer.getByTestId('person-merge-with').click();
    await window.getByTestId('merge-other').fill('檐下');
    await window.getByRole('option', { name: '檐下看山人 小鹅通' }).click();
    await expect(window.getByTestId('merge-dialog').getByTestId('pair-name')).toHaveText(['阅微听雨', '檐下看山人']);
    await screenshot(window, 'merge-dialog-zh');
    await window.getByTestId('merge-confirm').click();
    await expect(drawer.getByTestId('person-identity')).toHaveCount(2);
    const box = drawer.getByTestId('person-identity').filter({ hasText: 'u_namesake' });
    await box.getByTestId('identity-separate').click();
    await window.getByTestId('identity-separate-confirm').click();
    await expect(drawer.getByTestId('person-identity')).toHaveCount(1);
    await expect(window.getByTestId('person-row')).toHaveCount(4);
    await window.getByTestId('notification-undo').last().click();
    await expect(drawer.getByTestId('person-identity')).toHaveCount(2);
  });
});

test.describe('in English, dark and small', () => {
  test.use({ systemLanguage: 'en' });

  test('pairs and dialog fit', async ({ app, window, scratch }) => {
    test.setTimeout(120_000);
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.setViewportSize({ width: 1024, height: 700 });
    await prepare(app, window, scratch);
    await screenshot(window, 'people-same-button-en-dark');
    await window.getByTestId('people-same').click();
    await expect(window.getByTestId('page-title')).toHaveText('Same person?');
    await expect(window.getByTestId('same-pair').first()).toContainText('same phone +8619900007701');
    await screenshot(window, 'same-person-en-dark');
    await window.getByTestId('pair-name').first().click();
    await expect(window.getByTestId('person-drawer').getByTestId('person-likely')).toContainText('Maybe the same person');
    await window.getByTestId('person-merge-with').scrollIntoViewIfNeeded();
    await screenshot(window, 'person-likely-en-dark');
    await window.getByTestId('person-likely').click();
    await expect(window.getByTestId('merge-dialog').getByTestId('pair-name')).toHaveCount(2);
    await window.getByTestId('merge-different').click();
    await expect(window.getByTestId('person-likely')).toHaveCount(0);
    await expect(window.getByTestId('same-pair')).toHaveCount(1);
    await window.getByTestId('person-merge-with').click();
    await window.getByTestId('merge-other').fill('檐下');
    await window.getByRole('option', { name: '檐下看山人 Xiaoe-tech' }).click();
    await expect(window.getByTestId('merge-dialog').getByTestId('pair-name')).toHaveCount(2);
    await screenshot(window, 'merge-dialog-en-dark');
  });
});
