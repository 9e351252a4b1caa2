/** How much one dropped archive may become. Counted while it is unpacked: what an archive says of itself is not believed. */
import { ReadError } from '../read-error';

const maxTotal = 4 * 1024 ** 3;
/** Real exports pack to a hundredth at best; a zip bomb to a thousandth and less. */
const maxRatio = 250;
/** Below this nobody is hurt, and small tables of zeros pack well. */
const free = 64 * 1024 ** 2;
const maxMembers = 500;

export class Budget {
  #bytes = 0;
  #members = 0;

  /** `size`: bytes of the archive; `checkpoint` is told the unpacked bytes and may throw to stop. */
  constructor(
    private readonly file: string,
    private readonly size: number,
    private readonly checkpoint: (bytes: number) => void,
  ) {}

  /** Throws ReadError `file-too-large`. */
  spend(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > maxTotal || this.#bytes > Math.max(free, this.size * maxRatio)) throw new ReadError('file-too-large', this.file);
    this.checkpoint(this.#bytes);
  }

  /** One more file that may be data. Throws ReadError `archive-too-many-files`. */
  addMember(): void {
    if (++this.#members > maxMembers) throw new ReadError('archive-too-many-files', this.file);
  }
}
