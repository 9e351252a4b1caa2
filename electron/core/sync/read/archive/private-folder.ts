/** Folders for what was unpacked: readable by nobody else, and gone when nothing of them waits any more — or, after a crash, at the next use. */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'tonghao-unpacked-';
const live = new Set<string>();
let prepared = false;

export class PrivateFolder {
  #next = 1;

  private constructor(readonly path: string) {}

  static async create(): Promise<PrivateFolder> {
    await prepare();
    // The process's number tells leftovers of a crash from folders in use.
    const path = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
    live.add(path);
    return new PrivateFolder(path);
  }

  /** Removes the folders of processes that ended without doing so. */
  static sweep(): Promise<void> {
    return removeLeftovers();
  }

  /** A path for a file of this name; each lies in a folder of its own, so that names may repeat. */
  async place(name: string): Promise<string> {
    const dir = join(this.path, String(this.#next++));
    await mkdir(dir, { mode: 0o700 });
    return join(dir, name);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
    live.delete(this.path);
  }
}

async function prepare(): Promise<void> {
  if (prepared) return;
  prepared = true;
  process.once('exit', () => {
    for (const path of live) rmSync(path, { recursive: true, force: true });
  });
  await PrivateFolder.sweep();
}

async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
