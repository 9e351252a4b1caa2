/** Files dragged over the window: a clear "over" state and the files that are let go, folders opened. */
import { useEffect, useRef, useState } from 'react';

/** Names that an export can have; used for what lies in dropped folders, where other files are to be expected. */
const exportName = /\.(csv|tsv|txt|xlsx|xls|htm|html|zip|gz)$/i;
/** A dropped folder is a handful of downloads, not a disk. */
const maxDepth = 3;
const maxFiles = 500;

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve) => {
    const read = () =>
      reader.readEntries(
        (some) => {
          // A folder answers in portions; an empty one ends it.
          if (some.length === 0 || all.length >= maxFiles) resolve(all);
          else {
            all.push(...some);
            read();
          }
        },
        () => resolve(all),
      );
    read();
  });
}

async function filesUnder(entry: FileSystemEntry, depth: number): Promise<File[]> {
  if (entry.isFile) {
    if (depth > 0 && !exportName.test(entry.name)) return [];
    const file = await fileOf(entry as FileSystemFileEntry);
    return file ? [file] : [];
  }
  if (depth >= maxDepth) return [];
  const files: File[] = [];
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) {
    if (files.length >= maxFiles) break;
    files.push(...(await filesUnder(child, depth + 1)));
  }
  return files;
}

/** The files of a drop. Entries must be asked for before the event ends, their content may come later. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    items.map(({ entry, file }) => (entry?.isDirectory ? filesUnder(entry, 0) : Promise.resolve(file ? [file] : []))),
  );
  return found.flat();
}

/** Watches the whole window for dragged files; answers whether some hang over it. `onFiles` gets what is let go, possibly nothing. */
export function useFileDrop(enabled: boolean, onFiles: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const handler = useRef(onFiles);
  handler.current = onFiles;

  useEffect(() => {
    if (!enabled) return;
    // dragleave also comes when moving between elements: only the balance tells that the pointer left the window.
    let inside = 0;
    const end = () => {
      inside = 0;
      setOver(false);
    };
    const onEnter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      inside++;
      setOver(true);
    };
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      // The page may have appeared under a drag that had begun before.
      if (inside === 0) {
        inside = 1;
        setOver(true);
      }
    };
    const onLeave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      inside--;
      if (inside <= 0) end();
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      end();
      void droppedFiles(event.dataTransfer).then((files) => handler.current(files));
    };
    addEventListener('dragenter', onEnter);
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragenter', onEnter);
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [enabled]);

  return isOver;
}
