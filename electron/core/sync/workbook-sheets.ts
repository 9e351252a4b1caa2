/**
 * A workbook may hold several tables: the user's own sheets, or several exports put into one file. Each group of sheets that one format or template
 * reads is a file of its own among those that wait, so that each is looked at, applied and undone by itself.
 */
import { v7 as uuid } from 'uuid';
import { templatePrefix } from './mapping/template-format';
import type { ReadFile, ToStage } from './staged-file';
import type { Waiting } from './waiting';

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
  let unread = unreadOf(state, first);
  try {
    while (unread.length > 0) {
      const { key: _key, options, ...same } = first;
      const sheets = { ...same, id: uuid(), sheets: unread, options: { ...options, format: undefined, account: undefined } };
      const part = await stage(sheets);
      if (part.file.format === null) break;
      part.parcel?.hold();
      ids.push(part.file.id);
      const left = unreadOf(state, first);
      if (left.length === unread.length) break;
      unread = left;
    }
  } finally {
    tell(partsOf(state, first), unread);
  }
  return ids;
}

/** The file waits no more: nothing of the same workbook brings its sheets back. */
export function leaveSheets(state: Waiting, { book, sheets }: ReadFile): void {
  for (const [id, part] of state.files)
    if (part.book === book) state.files.set(id, { ...part, goneSheets: [...part.goneSheets, ...(sheets ?? [])] });
}

function partsOf(state: Waiting, { book }: ReadFile): ReadFile[] {
  return [...state.files.values()].filter((one) => one.book === book);
}

function unreadOf(state: Waiting, first: ReadFile): string[] {
  const read = new Set([...first.goneSheets, ...partsOf(state, first).flatMap(({ sheets }) => sheets ?? [])]);
  return first.allSheets.filter((sheet) => !read.has(sheet));
}

function tell(parts: readonly ReadFile[], unread: string[]): void {
  for (const [index, { file, name, sheets, goneSheets }] of parts.entries()) {
    const isPart = parts.length > 1 || goneSheets.length > 0;
    file.fileName = isPart && sheets !== null ? `${name} › ${sheets.join('、')}` : name;
    file.unreadSheets = index === 0 ? unread : [];
  }
}
