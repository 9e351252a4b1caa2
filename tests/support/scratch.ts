import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for one test; the test removes it. */
export function scratchDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tonghao-test-'));
}
