/**
 * At least 20,000 damaged exports of all formats through reading, detection, mapping and validation: none may crash, hang, or hand on a record
 * that the rest cannot rely on. `FUZZ_SEED` repeats a run, `FUZZ_INPUTS` makes it longer or shorter.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import { unpack } from '../../electron/core/sync/read/archive';
import { validateRecord } from '../../electron/core/sync/validate';
import { AppError } from '../../shared/contract/errors';
import { archive } from '../support/archives';
import { corpus, type Sample, sampledFormats } from './corpus';
import { damaged, mutant } from './mutate';
import { Random, seedOf } from './random';

const seed = Number(process.env.FUZZ_SEED ?? 20260901);
const inputs = Number(process.env.FUZZ_INPUTS ?? 20_000);
const slowest = 5_000;
const maxGrowth = 900 * 1024 ** 2;

// The workbook library speaks of what it does not know.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

let dir: string;
let samples: Sample[];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-test-'));
  samples = await corpus();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Reads a file as staging does. Answers what became of it; throws for what must not happen. */
async function read(path: string): Promise<'claimed' | 'unknown' | 'refused'> {
  try {
    const source = await openSource(path);
    const detection = await detect(source);
    if (!detection) return 'unknown';
    const mapping = await mapRows(source, detection, { withExpenses: true, snapshotDay: '2026-09-01' });
    for await (const batch of mapping.batches) {
      for (const { outcome } of batch) {
        if (outcome.outcome === 'quarantined') expect(typeof outcome.problem.text).toBe('string');
        if (outcome.outcome !== 'records') continue;
        for (const record of outcome.records) {
          const problem = validateRecord(record);
          if (problem !== null) throw new Error(`a record that is not valid was handed on: ${JSON.stringify({ problem, record })}`);
        }
      }
    }
    for (const { code } of mapping.warnings()) expect(code).not.toBe('');
    return 'claimed';
  } catch (error) {
    if (error instanceof AppError) return 'refused';
    throw error;
  }
}

test(`${inputs} damaged files, seed ${seed}`, { timeout: 600_000 }, async () => {
  const path = join(dir, 'input');
  const before = process.memoryUsage.rss();
  const outcomes = { claimed: 0, unknown: 0, refused: 0 };
  const reached = new Map<string, number>();
  let peak = before;
  let slow = 0;
  for (let n = 0; n < inputs; n++) {
    const sample = samples[n % samples.length] as Sample;
    const { how, bytes } = mutant(sample, new Random(seedOf(seed, `${sample.format}/${sample.name}`, Math.floor(n / samples.length))));
    writeFileSync(path, bytes);
    const started = performance.now();
    const outcome = await read(path).catch((error: unknown) => {
      throw new Error(`input ${n} of seed ${seed}: ${sample.format}/${sample.name}, ${how}`, { cause: error });
    });
    const took = performance.now() - started;
    if (took > slowest) throw new Error(`input ${n} of seed ${seed} took ${Math.round(took)} ms: ${sample.format}/${sample.name}, ${how}`);
    slow = Math.max(slow, took);
    outcomes[outcome]++;
    if (outcome === 'claimed') reached.set(sample.format, (reached.get(sample.format) ?? 0) + 1);
    if (n % 100 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  console.log(
    `fuzz seed ${seed}: ${inputs} inputs of ${samples.length} samples, ${JSON.stringify(outcomes)}, slowest ${Math.round(slow)} ms, ` +
      `memory grew by ${Math.round((peak - before) / 1024 ** 2)} MB`,
  );
  expect(peak - before).toBeLessThan(maxGrowth);
  // Damage must not be so heavy that the formats never see it.
  for (const id of sampledFormats()) expect(reached.get(id) ?? 0, id).toBeGreaterThan(0);
});

test('archives of them, damaged', { timeout: 120_000 }, async () => {
  const random = new Random(seed + 1);
  const path = join(dir, 'input.zip');
  const outcomes = { unpacked: 0, refused: 0 };
  for (let n = 0; n < 1_000; n++) {
    const chosen = [random.pick(samples), random.pick(samples)];
    const password = random.next() < 0.5 ? 'mima-1' : null;
    const lock = random.pick(['zip-crypto', 'aes-128', 'aes-256'] as const);
    const whole = archive(
      chosen.map(({ name, bytes }) => ({ name, data: bytes.subarray(0, 4_000), ...(password ? { password, lock } : {}) })),
    );
    const bytes = damaged(whole, random);
    writeFileSync(path, bytes);
    try {
      const parcel = await unpack(path, { password, checkpoint: () => undefined });
      outcomes.unpacked++;
      await parcel?.remove();
    } catch (error) {
      if (!(error instanceof AppError)) throw new Error(`archive ${n} of seed ${seed + 1}`, { cause: error });
      outcomes.refused++;
    }
  }
  expect(Math.min(outcomes.unpacked, outcomes.refused)).toBeGreaterThan(50);
});
