/** The command line over small real exports: what it prints, what it keeps, how it ends. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { commands } from '../../electron/cli/commands';
import { contract } from '../../shared/contract';
import { importResult } from '../../shared/contract/sync';
import { catalogues } from '../../shared/locales';
import { flattenTexts } from '../../shared/locales/translate';
import { json, tonghao } from '../support/command-line';
import { alipayBill, xiaoeUsers, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: string;
let files: string[];
beforeAll(async () => {
  dir = await scratchDir();
  workspace = join(dir, 'book.tonghao');
  files = [
    await alipayBill(join(dir, 'alipay_record_20261101_0912_1.csv'), [
      {
        time: '2026-05-01 10:00:00',
        direction: '收入',
        category: '商业服务',
        who: '学员甲',
        what: '专栏',
        amount: '88.00',
        status: '交易成功',
        id: '2026001',
      },
      {
        time: '2026-05-02 10:00:00',
        direction: '支出',
        category: '餐饮美食',
        who: '某餐厅',
        what: '午饭',
        amount: '30.00',
        status: '交易成功',
        id: '2026002',
      },
      {
        time: '2026-05-03 10:00:00',
        direction: '收入',
        category: '商业服务',
        who: '学员甲',
        what: '专栏',
        amount: '八十',
        status: '交易成功',
        id: '2026003',
      },
    ]),
    await youzanOrders(join(dir, '订单报表_20261101090030.csv'), [
      {
        number: 'E1',
        status: '交易完成',
        createdAt: '2026-06-01 08:00:00',
        paidAt: '2026-06-01 08:01:00',
        flow: 'M1',
        paid: '199.00',
        product: '年度专栏',
        nickname: '=HYPERLINK("x")',
        phone: '19900001234',
        refunded: '0.00',
      },
    ]),
    await xiaoeUsers(join(dir, '用户列表导出_20261031.csv'), [
      { id: 'u_1', nickname: '林间', phone: '19900005678', city: '西安', spent: '0.00', registeredAt: '2026-01-01 08:00:00' },
    ]),
  ];
});
afterAll(() => rm(dir, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

interface Files {
  files: {
    file: string;
    path: string;
    status: string;
    rows: Record<string, number>;
    batchId: string | null;
    error: { code: string } | null;
  }[];
}
const at = () => ['--workspace', workspace];

describe('a workspace from the beginning', () => {
  test('init makes one, and never over a file that is there', async () => {
    expect(await json(0, 'init', ...at(), '--zone', 'Asia/Shanghai', '--currency', 'CNY')).toMatchObject({
      state: 'open',
      zone: 'Asia/Shanghai',
    });
    expect(await json(1, 'init', ...at())).toEqual({ error: { code: 'workspace-exists', params: {} } });
    expect(await json(1, 'init', '--workspace', join(dir, 'mars.tonghao'), '--zone', 'Mars/Olympus')).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });

  test('a dry run shows and keeps nothing', async () => {
    const shown = await json<Files>(0, 'import', ...files, '--dry-run', ...at());
    expect(shown.files.map(({ status, rows }) => [status, rows.new])).toEqual([
      ['preview', 1],
      ['preview', 1],
      ['preview', 1],
    ]);
    expect(await json(0, 'imports', 'list', ...at())).toEqual([]);
    expect(await json(0, 'people', 'list', ...at())).toEqual([]);
  });

  test('import applies each file, answers in the agreed shape, and changes nothing the second time', async () => {
    const applied = await json<Files>(0, 'import', ...files, ...at());
    for (const { path, ...file } of applied.files) {
      expect(files).toContain(path);
      expect(importResult.strict().safeParse(file).error?.issues ?? []).toEqual([]);
    }
    expect(applied.files.map(({ file, status }) => [file, status])).toEqual([
      ['alipay_record_20261101_0912_1.csv', 'applied'],
      ['订单报表_20261101090030.csv', 'applied'],
      ['用户列表导出_20261031.csv', 'applied'],
    ]);
    expect(applied.files[0]?.rows).toEqual({ total: 3, new: 1, updated: 0, unchanged: 0, quarantined: 1, ignored: 1 });
    const again = await json<Files>(0, 'import', ...files, ...at());
    expect(again.files.map(({ status, rows }) => [status, (rows.new ?? 0) + (rows.updated ?? 0)])).toEqual([
      ['unchanged', 0],
      ['unchanged', 0],
      ['unchanged', 0],
    ]);
  });

  test('a file of another kind is for the user to map; a missing one fails the run, and the others are kept', async () => {
    const other = join(dir, 'notes.csv');
    await writeFile(other, 'title,text\na,b\n');
    expect((await json<Files>(0, 'import', other, ...at())).files).toMatchObject([{ status: 'needs-mapping', format: null }]);
    const mixed = await json<Files>(1, 'import', join(dir, 'gone.csv'), files[0] ?? '', ...at());
    expect(mixed.files).toMatchObject([{ status: 'failed', error: { code: 'file-missing' } }, { status: 'unchanged' }]);
    expect(await json(1, 'import', ...at())).toMatchObject({ error: { code: 'invalid-input', params: { field: 'FILE' } } });
    expect(await json(1, 'import', other, '--format', 'nonsense', ...at())).toMatchObject({ error: { code: 'unknown-format' } });
  });

  test('metrics answer every id with its base and how far the data reach', async () => {
    const metrics = await json<Record<string, unknown>[]>(0, 'metrics', ...at());
    expect(contract['overview.metrics'].output.safeParse(metrics).success).toBe(true);
    const value = (id: string, scope: string) => metrics.find((metric) => metric.id === id && metric.scope === scope);
    expect(value('revenue.gross', 'reporting')).toMatchObject({ value: 28_700, currency: 'CNY', base: 2, unconverted: 0, available: true });
    expect(value('revenue.payers', 'all')).toMatchObject({ value: 1, dataThrough: '2026-06-01' });
    expect(value('people.total', 'all')).toMatchObject({ value: 2, unit: 'people' });
    expect(await json(0, 'metrics', 'revenue.net', '--from', '2026-06-01', '--to', '2026-07-01', ...at())).toMatchObject([
      { id: 'revenue.net', value: 19_900, from: '2026-06-01', to: '2026-07-01' },
      { id: 'revenue.net', scope: 'reporting' },
    ]);
    expect(await json(1, 'metrics', 'revenue.nonsense', ...at())).toMatchObject({ error: { params: { field: 'revenue.nonsense' } } });
    expect(await json(1, 'metrics', '--from', 'yesterday', ...at())).toMatchObject({
      error: { code: 'invalid-input', params: { field: 'from' } },
    });
  });

  test('the ledger is filtered as in the window', async () => {
    const ledger = (...rest: string[]) =>
      json<{ lines: { kind: string }[]; totals: { amounts: { gross: number } }[] }>(0, 'ledger', 'list', ...at(), ...rest);
    expect((await ledger()).lines).toHaveLength(2);
    expect((await ledger('--limit', '1')).lines).toHaveLength(1);
    expect((await ledger('--platform', 'youzan')).totals).toMatchObject([{ lines: 1, amounts: { gross: 19_900 } }]);
    expect((await ledger('--search', '年度', '--kind', 'sale,tip')).lines).toHaveLength(1);
    for (const wrong of [
      ['--kind', 'nonsense'],
      ['--status', 'nonsense'],
      ['--limit', '0'],
      ['--limit', 'many'],
      ['--from', '2026-1-1'],
    ])
      expect(await json(1, 'ledger', 'list', ...at(), ...wrong)).toMatchObject({
        error: { code: 'invalid-input', params: { field: wrong[0] } },
      });
  });

  test('people: list, one, and a CSV that a spreadsheet reads as text', async () => {
    const people = await json<{ id: string; name: string }[]>(0, 'people', 'list', '--sort', 'paid', ...at());
    expect(people.map(({ name }) => name)).toEqual(['=HYPERLINK("x")', '林间']);
    expect(await json(0, 'people', 'show', people[0]?.id ?? '', ...at())).toMatchObject({
      paid: [{ amount: 19_900 }],
      timeline: [{ type: 'ledgerLine' }, {}],
    });
    expect(await json(1, 'people', 'show', 'nobody', ...at())).toMatchObject({ error: { code: 'person-missing' } });
    expect(await json(1, 'people', 'show', ...at())).toMatchObject({ error: { code: 'invalid-input' } });
    expect(await json(1, 'people', 'list', '--sort', 'shoe-size', ...at())).toMatchObject({ error: { params: { field: '--sort' } } });

    const out = join(dir, 'people.csv');
    expect(await json(0, 'people', 'export', '--sort', 'paid', '--out', out, ...at())).toEqual({ path: out, people: 2 });
    const csv = await readFile(out, 'utf8');
    const rows = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true }).data;
    expect(rows.map((row) => row.name)).toEqual(['\t=HYPERLINK("x")', '林间']);
    expect(rows.map((row) => row.paid_CNY)).toEqual(['199.00', '']);
    expect(csv).not.toMatch(/(^|,|")[=@]/m);
    expect(await readdir(dir)).not.toContain('people.csv.partial');
  });

  test('imports: shown, taken back, brought back', async () => {
    const list = await json<{ id: string; format: string; status: string }[]>(0, 'imports', 'list', ...at());
    const alipay = list.find((batch) => batch.format === 'alipay-bill')?.id ?? '';
    expect(await json(0, 'imports', 'show', alipay, ...at())).toMatchObject({ toFix: [{ row: 14, code: 'bad-amount' }] });
    const stated = await json<{ lines: unknown[] }>(0, 'ledger', 'list', '--import', alipay, ...at());
    expect(stated.lines).toHaveLength(1);
    expect(await json(0, 'imports', 'dismiss-rows', alipay, ...at())).toMatchObject({ ids: [expect.any(Number)] });
    expect(await json(0, 'imports', 'show', alipay, ...at())).toMatchObject({ toFix: [] });
    expect((await tonghao('imports', 'dismiss-rows', alipay, '--revert', '--lang', 'en', ...at())).out).toContain('1 row waits again');
    expect(await json(0, 'imports', 'undo', alipay, ...at())).toMatchObject({ removed: { ledgerLine: 1 } });
    expect(await json(1, 'imports', 'undo', alipay, ...at())).toMatchObject({ error: { code: 'batch-not-live' } });
    expect(await json(0, 'imports', 'redo', alipay, ...at())).toMatchObject({ batchId: alipay });
    expect(await json(1, 'imports', 'show', 'nonsense', ...at())).toMatchObject({ error: { code: 'batch-missing' } });
    for (const wrong of [['undo'], ['explode', alipay], ['list', alipay]])
      expect(await json(1, 'imports', ...wrong, ...at())).toMatchObject({ error: { code: 'invalid-input' } });
  });

  test('backup, restore, export, doctor', async () => {
    const made = await json<{ id: string }>(0, 'backup', ...at());
    expect(await json(0, 'restore', ...at())).toMatchObject([{ id: made.id }]);
    const alipay = (await json<{ id: string; format: string }[]>(0, 'imports', 'list', ...at())).find(
      (batch) => batch.format === 'alipay-bill',
    );
    await json(0, 'imports', 'undo', alipay?.id ?? '', ...at());
    await json(0, 'restore', made.id, ...at());
    expect(await json(0, 'metrics', 'revenue.gross', ...at())).toMatchObject([{ value: 28_700 }, {}]);
    expect(await json(1, 'restore', '../book.tonghao', ...at())).toMatchObject({ error: { code: 'backup-missing' } });

    const copy = join(dir, 'copy.tonghao');
    await json(0, 'backup', '--out', copy, ...at());
    expect(await json(0, 'doctor', '--workspace', copy)).toMatchObject({ ok: true });

    const out = join(dir, 'all');
    await json(0, 'export', '--out', out, ...at());
    const lines = JSON.parse(await readFile(join(out, 'ledger_line.json'), 'utf8')) as unknown[];
    expect(lines).toHaveLength(2);
    expect(Papa.parse(await readFile(join(out, 'ledger_line.csv'), 'utf8'), { header: true, skipEmptyLines: true }).data).toHaveLength(2);
    expect(await json(1, 'export', ...at())).toMatchObject({ error: { params: { field: '--out' } } });
  });
});

describe('how it speaks and ends', () => {
  test.each(['zh-CN', 'en'] as const)('every command runs in words of its language: %s', async (lang) => {
    const keys = new Set([...flattenTexts(catalogues[lang].cli ?? {}).keys()]);
    for (const name of Object.keys(commands)) expect(keys).toContain(`command.${name}`);
    const runs = [
      ['overview'],
      ['overview', '--from', '2026-05-01', '--to', '2026-06-02'],
      ['metrics'],
      ['ledger', 'list'],
      ['people', 'list'],
      ['imports', 'list'],
      ['formats'],
      ['doctor'],
      ['restore'],
      ['import', ...files],
    ];
    for (const argv of runs) {
      const { code, out, err } = await tonghao(...argv, ...at(), '--lang', lang);
      expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
      // An unknown text would show as its key.
      expect(out).not.toMatch(/\b(cli|common|overview|metrics|errors|formats|people):[\w.-]+/);
      expect(out).not.toContain('{{');
    }
  });

  test('the Overview as text names figures, months, coverage and what waits', async () => {
    const { out } = await tonghao('overview', ...at(), '--lang', 'en');
    expect(out).toContain('data through 1 Jun 2026');
    expect(out).toMatch(/Net revenue +¥287\.00/);
    expect(out).toMatch(/Jun 2026 +¥199\.00 +¥199\.00 +¥199\.00/);
    expect(out).toContain('1 row to fix');
    const zh = await tonghao('overview', ...at(), '--lang', 'zh-CN');
    expect(zh.out).toMatch(/净收入 +¥287\.00/);
    expect(zh.out).toContain('1 行待处理');
  });

  test('the language is that of the terminal unless asked otherwise', async () => {
    vi.stubEnv('LC_ALL', '');
    vi.stubEnv('LC_MESSAGES', '');
    vi.stubEnv('LANG', 'zh_CN.UTF-8');
    expect((await tonghao('--help')).out).toContain('命令行');
    expect((await tonghao('formats', '--lang=en')).out).toContain('Alipay');
    vi.stubEnv('LANG', 'C.UTF-8');
    expect((await tonghao('formats', '--lang', 'zh')).out).toContain('支付宝');
    expect(await json(1, 'formats', '--lang', 'fr')).toMatchObject({ error: { params: { field: '--lang' } } });
  });

  test('help for all and for one; an unknown command or option is the user’s', async () => {
    expect(await tonghao('--help', '--lang', 'en')).toMatchObject({ code: 0, err: '' });
    expect((await tonghao('import', '-h')).out).toContain('--dry-run');
    const unknown = await tonghao('constructor');
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('constructor');
    expect(await json(1, 'frobnicate')).toEqual({ error: { code: 'invalid-input', params: { field: 'frobnicate' } } });
    expect(await json(1, 'doctor', '--colour', ...at())).toEqual({ error: { code: 'invalid-input', params: { field: '--colour' } } });
    expect(await json(1, 'doctor')).toEqual({ error: { code: 'invalid-input', params: { field: '--workspace' } } });
    expect(await json(1, 'doctor', '--workspace', join(dir, 'none.tonghao'))).toMatchObject({ error: { code: 'workspace-missing' } });
  });

  test('without --json an error is told in words on stderr', async () => {
    const { code, out, err } = await tonghao('doctor', '--workspace', join(dir, 'none.tonghao'), '--lang', 'en');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).not.toContain('errors:');
    expect(err.length).toBeGreaterThan(20);
  });
});

describe('check-samples', () => {
  test('tells per file what became of it, and leaves nothing behind', async () => {
    const folder = join(dir, 'samples');
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'deep'), { recursive: true });
    for (const file of files) await cp(file, join(folder, 'deep', file.slice(dir.length + 1)));
    await writeFile(join(folder, 'other.csv'), 'a,b\n1,2\n');
    await writeFile(join(folder, 'README.md'), '# words');
    const { files: checked } = await json<{
      files: { path: string; status: string; totals: { gross: number }[]; rows: { total: number } }[];
    }>(0, 'check-samples', folder);
    expect(checked.map(({ path, status, totals }) => [path, status, totals[0]?.gross])).toEqual([
      ['deep/alipay_record_20261101_0912_1.csv', 'applied', 8_800],
      ['deep/用户列表导出_20261031.csv', 'applied', undefined],
      ['deep/订单报表_20261101090030.csv', 'applied', 19_900],
      ['other.csv', 'needs-mapping', undefined],
    ]);
    const { code, out } = await tonghao('check-samples', folder, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('4 files: 3 recognised, 1 of other formats, 0 failed');
    expect(await json(1, 'check-samples', join(dir, 'nowhere'))).toMatchObject({ error: { code: 'file-missing' } });
  });

  test('a snapshot that does not say its day: import asks for it, check-samples takes the day of the file', async () => {
    const folder = join(dir, 'undated');
    await mkdir(folder, { recursive: true });
    const undated = join(folder, 'users.csv');
    await cp(files[2] ?? '', undated);
    const fresh = ['--workspace', join(dir, 'undated.tonghao')];
    await json(0, 'init', ...fresh, '--zone', 'Asia/Shanghai');
    expect(await json(1, 'import', undated, ...fresh)).toMatchObject({ files: [{ status: 'failed', error: { code: 'needs-date' } }] });
    expect(await json(0, 'import', undated, '--snapshot-day', '2026-10-31', ...fresh)).toMatchObject({ files: [{ status: 'applied' }] });
    expect(await json(0, 'check-samples', folder)).toMatchObject({ files: [{ status: 'applied', format: 'xiaoe-users' }] });
  });
});
