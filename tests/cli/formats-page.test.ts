import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, tonghao } from '../support/command-line';
import { scratchDir } from '../support/scratch';

test('docs/formats.md is what the formats say of themselves', async () => {
  const { out } = await tonghao('formats', '--markdown');
  expect(await readFile(join(import.meta.dirname, '../../docs/formats.md'), 'utf8')).toBe(out);
});

test('a mapping is handed on as JSON from one workspace to another', async () => {
  const dir = await scratchDir();
  const [a, b] = [join(dir, 'a.tonghao'), join(dir, 'b.tonghao')];
  for (const path of [a, b]) await json(0, 'init', '--workspace', path);
  const file = join(dir, 'mapping.json');
  const template = {
    version: 1,
    name: '星球',
    kind: 'sales',
    platform: 'zsxq',
    columns: [
      { column: '付款时间', field: 'at' },
      { column: '实付', field: 'amount' },
    ],
    dateOrder: 'ymd',
    decimal: '.',
    zone: null,
    currency: null,
    statuses: {},
  };
  await writeFile(file, JSON.stringify(template));
  await json(0, 'templates', 'import', file, '--workspace', a);
  // Word for word the same: nothing to do. The same name with other words: kept beside it, unless it is to be replaced.
  expect(await json(0, 'templates', 'import', file, '--workspace', a)).toEqual({ name: '星球', isNew: false });
  await writeFile(file, JSON.stringify({ ...template, currency: 'USD' }));
  expect(await json(0, 'templates', 'import', file, '--workspace', a)).toEqual({ name: '星球 2', isNew: true });
  expect(await json(0, 'templates', 'import', file, '--replace', '--workspace', a)).toEqual({ name: '星球', isNew: true });
  await writeFile(file, JSON.stringify(template));
  await json(0, 'templates', 'import', file, '--replace', '--workspace', a);
  const out = join(dir, 'out.json');
  await json(0, 'templates', 'export', '星球', '--out', out, '--workspace', a);
  await json(0, 'templates', 'import', out, '--workspace', b);
  expect(await json(0, 'templates', '--workspace', b)).toEqual([template]);
  const sales = join(dir, 'sales.csv');
  await writeFile(sales, '付款时间,实付,课程\n2026-09-01 10:00,99,写作课\n');
  expect(await json(0, 'import', sales, '--workspace', b)).toMatchObject({ files: [{ format: 'template:星球', status: 'applied' }] });
  await writeFile(file, '{"version":1,"name":"x"}');
  expect(await json(1, 'templates', 'import', file, '--workspace', b)).toMatchObject({ error: { code: 'template-unreadable' } });
  expect(await json(1, 'templates', 'import', join(dir, 'gone.json'), '--workspace', b)).toMatchObject({ error: { code: 'file-missing' } });
  await json(0, 'templates', 'remove', '星球', '--workspace', b);
  expect(await json(0, 'templates', '--workspace', b)).toEqual([]);
});
