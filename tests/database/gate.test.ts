import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Connection } from '../../electron/core/database/driver';
import { WriteGate } from '../../electron/core/database/gate';
import { scratchDir } from '../support/scratch';

let dir: string;
let connection: Connection;
let gate: WriteGate;

beforeEach(async () => {
  dir = await scratchDir();
  connection = await Connection.open(join(dir, 'gate.db'), 'create');
  await connection.exec('CREATE TABLE t (n INTEGER)');
  gate = new WriteGate(connection);
});

afterEach(async () => {
  await connection.close();
  await rm(dir, { recursive: true });
});

const count = async () => (await connection.get<{ n: number }>('SELECT count(*) AS n FROM t'))?.n;

test('concurrent transactions run one after the other', async () => {
  const order: string[] = [];
  const work = (name: string) =>
    gate.transaction(async () => {
      order.push(`${name} begins`);
      await connection.run('INSERT INTO t VALUES (1)');
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`${name} ends`);
    });
  await Promise.all([work('a'), work('b'), work('c')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(await count()).toBe(3);
});

test('a failing transaction leaves nothing and does not block the next', async () => {
  await expect(
    gate.transaction(async () => {
      await connection.run('INSERT INTO t VALUES (1)');
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  expect(await count()).toBe(0);
  await gate.transaction(() => connection.run('INSERT INTO t VALUES (2)'));
  expect(await count()).toBe(1);
});

test('a nested transaction joins the running one, and fails with it', async () => {
  await expect(
    gate.transaction(async () => {
      await gate.transaction(() => connection.run('INSERT INTO t VALUES (1)'));
      throw new Error('outer');
    }),
  ).rejects.toThrow('outer');
  expect(await count()).toBe(0);
});

test('integers that JavaScript cannot hold are refused instead of stored wrong', () => {
  expect(() => connection.run('INSERT INTO t VALUES (?)', [2 ** 53])).toThrow(RangeError);
});
