/** Lists of WeChat groups: a name is what somebody is called, and no line of an entry is lost. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordsOfLines } from '../support/mapped';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function entries(lines: readonly string[]) {
  const rows = await recordsOfLines(join(dir, 'list.txt'), ['#接龙', ...lines]);
  return rows.flat().flatMap(({ type, payload }) => (type === 'attendance' ? [payload] : []));
}

describe('how much is ordered right behind a name', () => {
  async function orders(...lines: string[]) {
    return (await entries(lines)).map(({ name, attributes }) => [name, attributes?.数量 ?? attributes?.人数]);
  }

  test('is part of the name where the list counts nothing of that kind', async () => {
    expect(await orders('周末读书会报名', '1. 胖子200斤', '2. 小满3人')).toEqual([
      ['胖子200斤', undefined],
      ['小满', '3'],
    ]);
  });

  test('is a quantity where the list asks for that unit, and only that', async () => {
    expect(await orders('苹果团购，10斤一箱', '例 楼栋 几箱', '1. 胖子200斤 2箱', '2. 小满2箱')).toEqual([
      ['胖子200斤', '2箱'],
      ['小满', '2箱'],
    ]);
  });

  test('is a quantity where the title or another entry names the unit, or several names have it', async () => {
    expect(await orders('苹果5元/斤', '1. 小满2斤')).toEqual([['小满', '2斤']]);
    expect(await orders('苹果', '1. 小满2斤', '2. 阿寒 3斤')).toEqual([
      ['小满', '2斤'],
      ['阿寒', '3斤'],
    ]);
    expect(await orders('苹果', '1. 小满2斤', '2. 阿寒3斤')).toEqual([
      ['小满', '2斤'],
      ['阿寒', '3斤'],
    ]);
  });
});

test('a line that begins like an example belongs to the entry above it', async () => {
  const found = await entries(['打卡', '例 张三 第X天', '1. 小满 第3天', '示例 一句话', '格式：随意', '2. 阿寒 第1天']);
  expect(found.map(({ attributes }) => attributes?.接龙内容)).toEqual(['小满 第3天\n示例 一句话\n格式：随意', '阿寒 第1天']);
});
