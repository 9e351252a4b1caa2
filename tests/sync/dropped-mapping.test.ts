/** A mapping among the files that are dropped: no data, and kept only when the user says so. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const template = {
  version: 1 as const,
  name: '星球',
  kind: 'sales' as const,
  platform: 'zsxq',
  columns: [
    { column: '付款时间', field: 'at' as const },
    { column: '实付', field: 'amount' as const },
  ],
  dateOrder: 'ymd' as const,
  decimal: '.' as const,
  zone: null,
  currency: null,
  statuses: {},
};

async function dropped(text: string, name = 'mapping.json') {
  const path = join(workspace.dir, name);
  await writeFile(path, text);
  await workspace.job('sync.stage', { paths: [path] });
  const file = (await workspace.call('sync.staged', {})).at(-1);
  if (!file) throw new Error('not staged');
  return file;
}

describe('a mapping that is dropped', () => {
  test.each([
    ['as it was exported', JSON.stringify(template, null, 2)],
    ['on one line, with a byte order mark', `\uFEFF${JSON.stringify(template)}`],
  ])('is told from data, %s, and kept when the user says so', async (_how, text) => {
    const file = await dropped(text);
    expect([file.status, file.error?.code, file.template]).toEqual([
      'needs-mapping',
      'is-mapping',
      { name: '星球', platform: 'zsxq', kind: 'sales', columns: 2 },
    ]);
    expect(await workspace.call('mapping.templates', {})).toEqual([]);
    expect(await workspace.call('mapping.addWaiting', { fileId: file.id })).toEqual({ name: '星球', isNew: true });
    expect(await workspace.call('sync.staged', {})).toEqual([]);
    expect(await workspace.call('mapping.templates', {})).toEqual([template]);
    const data = await dropped('付款时间,实付\n2026-03-01,199\n', 'data.csv');
    expect([data.status, data.format]).toEqual(['ready', 'template:星球']);
  });

  test('is not added twice, and another of its name gets a number', async () => {
    await workspace.call('mapping.save', { template });
    const same = await dropped(JSON.stringify(template));
    expect(await workspace.call('mapping.addWaiting', { fileId: same.id })).toEqual({ name: '星球', isNew: false });
    const other = await dropped(JSON.stringify({ ...template, platform: 'dedao' }));
    expect(await workspace.call('mapping.addWaiting', { fileId: other.id })).toEqual({ name: '星球 2', isNew: true });
  });

  test('that is damaged says so; other JSON is a file that nothing knows', async () => {
    const broken = await dropped(JSON.stringify({ ...template, version: 7 }));
    expect([broken.status, broken.error?.code]).toEqual(['failed', 'template-unreadable']);
    for (const text of ['{"a": 1}', '{', '{}', `${'{"columns":'.repeat(2_000)}1${'}'.repeat(2_000)}`, '{"kind":"sales","columns":[1]}']) {
      const { status, template: found } = await dropped(text);
      expect([text.slice(0, 30), status, found]).toEqual([text.slice(0, 30), 'needs-mapping', null]);
    }
    const long = await dropped(JSON.stringify({ ...template, note: 'x'.repeat(1_100_000) }));
    expect(long.template).toBeNull();
  });

  test('can be added only while it waits', async () => {
    await expect(workspace.call('mapping.addWaiting', { fileId: 'gone' })).rejects.toMatchObject({ code: 'staged-missing' });
    const data = await dropped('甲,乙\n1,2\n', 'data.csv');
    await expect(workspace.call('mapping.addWaiting', { fileId: data.id })).rejects.toMatchObject({ code: 'template-unreadable' });
    expect(await workspace.call('sync.staged', {})).toHaveLength(1);
  });
});
