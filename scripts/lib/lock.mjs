// @ts-check
/** One of several scripts started at once does the shared work; the others wait for it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while holding the lock file; a lock whose owner is no longer alive is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) {
    if (!ownerAlive(file)) rmSync(file, { force: true });
    else await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function ownerAlive(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // An empty file belongs to somebody who is about to write into it.
    if (!owner) return true;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // Somebody else's process exists but may not be signalled; a vanished file means the lock is free to take.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
