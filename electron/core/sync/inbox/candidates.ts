/** Which names in a watched folder may be exports at all: decided before any file is touched. */

/** `downloads`: the browser's folder, full of other things; `folder`: one that the user keeps for exports. */
export type WatchedKind = 'folder' | 'downloads';

const exportNames = /\.(csv|tsv|txt|xlsx|xls|zip|gz|ics|json)$/i;
/** What browsers and download managers call a file before it is whole, and what office programs leave beside an open one. */
const unfinished = /^~\$|\.(crdownload|part|partial|download|downloading|opdownload|filepart|xltd|td|aria2|!ut|tmp|temp)$/i;
const system = /^(\.|desktop\.ini$|thumbs\.db$|icon\r$)/i;

/** Whether a file of this name is looked at. In a folder for exports everything is that is whole and not the system's own. */
export function isCandidate(name: string, kind: WatchedKind): boolean {
  if (system.test(name) || unfinished.test(name)) return false;
  return kind === 'folder' || exportNames.test(name);
}

/** Whether a file inside an archive may be an export. */
export function isExportName(name: string): boolean {
  return exportNames.test(name);
}
