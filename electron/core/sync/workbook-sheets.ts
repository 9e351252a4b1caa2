/**
 * A workbook may hold several tables: the user's own sheets, or several exports put into one file. Each group of sheets that one format or template
 * reads is a file of its own among those that wait, so that each is looked at, applied and undone by itself.
 */
import { v7 as uuid } from 'uuid';
import { templatePrefix } from './mapping/template-format';
import type { Book, ReadFile, ToStage } from './staged';
import type { Waiting } from './waiting';

export function newBook(): Book {
  return { gone: new Set() };
}

/**
 * Stages the sheets that no waiting file of the workbook reads, as long as anything reads any. `stage` keeps what is recognised. Names the
 * files by their sheets and tells with the first of them what is left. Answers the new ids.
 */
export async function stageOtherSheets(
  state: Waiting,
  first: ReadFile,
  stage: (file: Omit<ToStage, 'key'>) => Promise<ReadFile>,
): Promise<string[]> {
  if (first.stored !== null || first.file.format === null || first.sheets === null) return [];
  // Whoever says what a file is speaks of all of it.
  if (first.options.format !== undefined && !first.options.format.startsWith(templatePrefix)) return [];
  const ids: string[] = [];
  let unread = untaken(first, partsOf(state, first));
  try {
    while (unread.length > 0) {
      const { key: _key, options, ...same } = first;
      const sheets = { ...same, id: uuid(), sheets: unread, options: { ...options, format: undefined, account: undefined } };
      const part = await stageHeld(sheets, stage);
      if (part.file.format === null) break;
      ids.push(part.file.id);
      const left = untaken(first, partsOf(state, first));
      if (left.length === unread.length) break;
      unread = left;
    }
  } finally {
    tell(partsOf(state, first), unread);
  }
  return ids;
}

/** What was unpacked stays while it is read, whatever becomes of the other files meanwhile, and as long as the new one waits. */
async function stageHeld(sheets: Omit<ToStage, 'key'>, stage: (file: Omit<ToStage, 'key'>) => Promise<ReadFile>): Promise<ReadFile> {
  sheets.parcel?.hold();
  let part: ReadFile | null = null;
  try {
    part = await stage(sheets);
    return part;
  } finally {
    if (part === null || part.file.format === null) await sheets.parcel?.release();
  }
}

/** The file waits no more: nothing of the same workbook brings its sheets back. */
export function leaveSheets({ book, sheets }: ReadFile): void {
  for (const sheet of sheets ?? []) book.gone.add(sheet);
}

/** The sheets that a file may be read from when nothing has recognised it: all that no other file of the workbook is or was; null = all there is. */
export function openSheets(state: Waiting, file: ReadFile): readonly string[] | null {
  const others = partsOf(state, file).filter((part) => part.file.id !== file.file.id);
  if (others.length === 0 && file.book.gone.size === 0) return null;
  return untaken(file, others);
}

function partsOf(state: Waiting, { book }: ReadFile): ReadFile[] {
  return [...state.files.values()].filter((one) => one.book === book);
}

function untaken({ allSheets, book }: ReadFile, parts: readonly ReadFile[]): string[] {
  const taken = new Set([...book.gone, ...parts.flatMap(({ sheets }) => sheets ?? [])]);
  return allSheets.filter((sheet) => !taken.has(sheet));
}

function tell(parts: readonly ReadFile[], unread: string[]): void {
  for (const [index, { file, name, sheets, book }] of parts.entries()) {
    const isPart = parts.length > 1 || book.gone.size > 0;
    file.fileName = isPart && sheets !== null ? `${name} › ${sheets.join('、')}` : name;
    file.unreadSheets = index === 0 ? unread : [];
  }
}
