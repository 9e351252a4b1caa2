/** The sheet a creator keeps of everybody: who bought what, and from when until when they are members. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MappingKind } from '../../shared/domain/mapping';
import { canonicalDump } from '../support/dump';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

async function draft(text: string, kind?: MappingKind) {
  const path = join(workspace.dir, 'sheet.csv');
  await writeFile(path, text);
  await workspace.job('sync.stage', { paths: [path] });
  const [staged] = await workspace.call('sync.staged', {});
  const fileId = staged?.id ?? '';
  return workspace.call('mapping.draft', { fileId, ...(kind ? { kind } : {}) });
}

/** Imports a table by what is guessed of it. */
async function imported(text: string, kind?: MappingKind) {
  const { fileId, template } = await draft(text, kind);
  const preview = await workspace.call('mapping.preview', { fileId, template: template as never });
  await workspace.call('mapping.save', { template: template as never });
  await workspace.job('sync.restage', { fileId, snapshotDay: '2026-06-01' });
  await workspace.job('sync.apply', { fileIds: [fileId] });
  return { preview, fields: Object.fromEntries(template.columns.map(({ field, column }) => [field, column])), kind: template.kind };
}

const people = async () => (await workspace.call('people.list', { limit: 50 })).people.map(({ name }) => name).sort();
const terms = async () => (await canonicalDump(workspace.path)).others.term ?? [];
const text = `微信昵称,微信号,手机号,购买产品,金额,付款时间,入会日期,到期日期,备注
林间,wx_lin,19900001001,年度会员,365,2026-03-01 10:00:00,2026-03-01,2027-02-28,
秋分,wx_qiu,19900001002,终身会员,999,2026-03-05 10:00:00,2026-03-05,永久,老读者
山雀,wx_shan,,单次课,29,2026-03-06 10:00:00,,,
`;

describe('a sheet of sales with memberships', () => {
  test('calls people by their nickname and keeps when they are members', async () => {
    const { kind, fields, preview } = await imported(text);
    expect([kind, fields]).toEqual([
      'sales',
      {
        nickname: '微信昵称',
        externalId: '微信号',
        phone: '手机号',
        product: '购买产品',
        amount: '金额',
        at: '付款时间',
        termStart: '入会日期',
        termEnd: '到期日期',
        note: '备注',
      },
    ]);
    expect(preview.rows.map(({ who, what }) => [who, what])).toEqual([
      ['林间', '年度会员 · 2026-03-01 → 2027-02-28'],
      ['秋分', '终身会员 · 2026-03-05 → …'],
      ['山雀', '单次课'],
    ]);
    expect(await people()).toEqual(['山雀', '林间', '秋分'].sort());
    expect(await terms()).toMatchObject([
      { plan: '年度会员', started_at: '2026-03-01', ends_at: '2027-02-28' },
      { plan: '终身会员', started_at: '2026-03-05', ends_at: null, attributes: '{"到期日期":"永久"}' },
    ]);
    const { lines } = await workspace.call('revenue.lines', { limit: 10 });
    expect(lines.map(({ counterparty }) => counterparty).sort()).toEqual(['山雀', '林间', '秋分'].sort());
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
  });

  test('whose end is put right changes; the same term of one name is one', async () => {
    const rows = (end: string) =>
      `昵称,商品,金额,付款时间,入会日期,到期日期\n林间,年卡,365,2026-03-01,2026-03-01,${end}\n林间,年卡,20,2026-03-02,2026-03-01,${end}\n`;
    await imported(rows('2027-02-28'));
    const later = join(workspace.dir, 'later.csv');
    await writeFile(later, rows('2027-05-31'));
    await workspace.importFiles([later]);
    expect(await terms()).toMatchObject([{ plan: '年卡', started_at: '2026-03-01', ends_at: '2027-05-31' }]);
    expect(await people()).toEqual(['林间']);
  });

  test('without a day of payment begins on the day of joining', async () => {
    const { fields } = await imported('昵称,金额,入会日期,到期日期\n林间,365,2026-03-01,2027-02-28\n', 'sales');
    expect(fields).toMatchObject({ at: '入会日期', termEnd: '到期日期' });
    expect(await terms()).toMatchObject([{ started_at: null, ends_at: '2027-02-28' }]);
  });
});

describe('a list of members', () => {
  test('keeps the membership of each, of two of one name too', async () => {
    const { kind, fields } = await imported(
      '姓名,城市,会员等级,状态,入会日期,到期日期\n林间,杭州,年卡,正常,2026-03-01,2027-02-28\n林间,成都,月卡,过期,2026-01-05,2026-02-04\n秋分,,,,,\n',
    );
    expect([kind, fields]).toMatchObject(['people', { termStart: '入会日期', termEnd: '到期日期', tier: '会员等级' }]);
    const found = await terms();
    expect(found).toHaveLength(2);
    expect(found.find(({ plan }) => plan === '年卡')).toMatchObject({ status: '正常', started_at: '2026-03-01', ends_at: '2027-02-28' });
    expect(found.find(({ plan }) => plan === '月卡')).toMatchObject({ status: '过期', started_at: '2026-01-05', ends_at: '2026-02-04' });
    expect(new Set(found.map((term) => term.person_record)).size).toBe(2);
    const { people: listed } = await workspace.call('people.list', { limit: 10 });
    expect(
      listed
        .map(({ firstSeenAt }) => firstSeenAt)
        .filter(Boolean)
        .sort(),
    ).toEqual(['2026-01-04T16:00:00Z', '2026-02-28T16:00:00Z']);
  });

  test('that only says when they joined knows no membership', async () => {
    const { fields } = await imported('姓名,城市,入会日期\n林间,杭州,2026-03-01\n');
    expect(fields).toMatchObject({ firstSeenAt: '入会日期' });
    expect(await terms()).toEqual([]);
  });
});

test('whoever takes part may be known by a nickname', async () => {
  const { fields } = await imported('群昵称,活动,日期\n林间,晨读,2026-03-01\n', 'attendance');
  expect(fields).toMatchObject({ nickname: '群昵称' });
  expect(await people()).toEqual(['林间']);
});
