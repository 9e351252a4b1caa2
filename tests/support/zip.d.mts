export interface ZipPart {
  name: string;
  data: Buffer | string;
  /** Uncompressed size that the directory states instead of the true one. */
  statedSize?: number;
  encrypted?: boolean;
}
/** A ZIP archive of the given parts, deflated. */
export function zip(parts: readonly ZipPart[]): Buffer;
