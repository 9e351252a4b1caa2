/** Dropped paths to the files they hold: an archive is as many files as are inside, and its folder goes with the last of them. */
import { basename } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { Progress } from '../api/jobs';
import { type Parcel, separator, unpack } from './read/archive';

/** A file to be staged. */
export interface Part {
  path: string;
  /** What the user sees: the file's name, behind that of the archive it came in. */
  name: string;
  problem: AppError | null;
  /** Kept while the file waits. */
  parcel: SharedParcel | null;
  /** Waits only where something recognises it. */
  isProse?: boolean;
}

/** A parcel that several staged files lie in. */
export class SharedParcel {
  #holders = 0;
  /** Files of the archive that are no data. */
  passedOver: number;

  constructor(private readonly parcel: Parcel) {
    this.passedOver = parcel.passedOver;
  }

  hold(): void {
    this.#holders++;
  }

  /** Removes the unpacked files when nobody holds them any more. */
  async release(): Promise<void> {
    if (--this.#holders <= 0) await this.parcel.remove();
  }
}

/** Where a dropped path or an archive inside another one stands. */
export interface Packed {
  path: string;
  name?: string | undefined;
}

/**
 * The files of a path: itself, or what is inside. Never throws for what is in the archive: a part says what is wrong. The caller holds each
 * part's parcel once.
 */
export async function partsOf({ path, name = basename(path) }: Packed, password: string | null, progress: Progress): Promise<Part[]> {
  try {
    const parcel = await unpack(path, {
      name,
      password,
      checkpoint: (bytes) => progress.checkpoint('unpacking', Math.floor(bytes / 1024 ** 2), null),
    });
    if (parcel === null) return [{ path, name, problem: null, parcel: null }];
    const shared = new SharedParcel(parcel);
    for (const _ of parcel.members) shared.hold();
    return parcel.members.map((member) => ({ ...member, parcel: shared }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return [{ path, name, problem: error, parcel: null }];
  }
}

/** The name of the archive that a file came in. */
export function archiveOf(name: string): string {
  return name.split(separator)[0] ?? name;
}
