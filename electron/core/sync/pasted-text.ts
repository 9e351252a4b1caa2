/** Pasted text as a file: it lies in a private folder while it waits, and is read, compared and kept like any other. */
import { writeFile } from 'node:fs/promises';
import { PrivateFolder } from './read/archive/private-folder';
import { type Part, SharedParcel } from './staged-archives';

/** The file of a pasted text. The caller holds its parcel once. */
export async function partOfText(name: string, text: string): Promise<Part> {
  const folder = await PrivateFolder.create();
  try {
    const path = await folder.place(name);
    await writeFile(path, text, { encoding: 'utf8', mode: 0o600 });
    const parcel = new SharedParcel({ members: [], passedOver: 0, remove: () => folder.remove() });
    parcel.hold();
    return { path, name, problem: null, parcel };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
