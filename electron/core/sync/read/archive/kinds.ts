/** Which files of an archive hold data: archives of platforms hold the posts, pictures and documents of years beside a table or two. */
import { headOf } from '../probe';

/** `data` is read; a `page` holds a table or is one of many posts; a `text` may be a list that was copied from a chat; `other` is no data. */
export type MemberKind = 'data' | 'page' | 'text' | 'other';

const pages = /\.(?:x?html?|xml)$/i;
const texts = /\.(?:txt|text)$/i;
const others =
  /\.(?:pdf|md|markdown|rtf|docx?|pages|pptx?|key|epub|mobi|psd|ai|json|ya?ml|log|eml|vtt|srt|map|ts|jsx|vcf|url|webloc|lnk|bmp|tiff?|avif|aac|ogg|opus|flac|avi|mkv|webm|flv)$/i;
/** What a newsletter's archive keeps of every single post: to whom it went and who opened it. Nothing is made of these. */
const postLogs = /(?:^|\/)posts\/[^/]*\.(?:opens|delivers|clicks)\.csv$/i;

/** What a file is by its name alone. */
export function kindByName(name: string): MemberKind {
  if (others.test(name) || postLogs.test(name)) return 'other';
  return pages.test(name) ? 'page' : texts.test(name) ? 'text' : 'data';
}

/** Whether a page begins with a table, as far as the readers look for one. */
export async function holdsTable(path: string): Promise<boolean> {
  const text = await asciiOf(path);
  return /<table\b/i.test(text) || text.includes('urn:schemas-microsoft-com:office:spreadsheet');
}

/** Lines that no delimiter takes apart alike: a note, a letter, a post. */
export async function isProse(path: string): Promise<boolean> {
  const lines = (await asciiOf(path)).split(/[\r\n]+/).filter((line) => line.trim() !== '');
  // A blank stands behind the commas of sentences.
  return ![/\t/, /,(?! )/, /;(?! )/, /\|/].some((delimiter) => dividesAlike(lines.slice(0, 200), delimiter));
}

function dividesAlike(lines: readonly string[], delimiter: RegExp): boolean {
  const times = new Map<number, number>();
  for (const line of lines) {
    const found = line.split(delimiter).length - 1;
    if (found > 0) times.set(found, (times.get(found) ?? 0) + 1);
  }
  return lines.length > 1 && Math.max(0, ...times.values()) * 2 > lines.length;
}

/** The beginning of a text, in which delimiters and tags stand in ASCII whatever the encoding. */
async function asciiOf(path: string): Promise<string> {
  return (await headOf(path)).toString('latin1').replaceAll('\0', '');
}
