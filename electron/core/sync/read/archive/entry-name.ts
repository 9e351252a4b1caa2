/** Names inside archives: how they are encoded, which are junk, and what they may be called on this machine's disk. */
import { isUtf8 } from 'node:buffer';

/**
 * The name of an entry. Archives say when it is UTF-8; those of Chinese Windows and of the payment platforms do not and use GBK, those of macOS do
 * not and use UTF-8 all the same. `unicodePath` is Info-ZIP's field 0x7075 (version, checksum, UTF-8 name).
 */
export function nameText(bytes: Buffer, saysUtf8: boolean, unicodePath: Buffer | undefined): string {
  const own = unicodePath?.[0] === 1 ? unicodePath.subarray(5) : bytes;
  const encoding = saysUtf8 || isUtf8(own) ? 'utf-8' : 'gb18030';
  return new TextDecoder(encoding).decode(own).replaceAll('\\', '/');
}

const junkFolder = /(^|\/)__MACOSX\//;
const junkFile = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*)$/i;
const media = /\.(jpe?g|png|gif|webp|heic|svg|ico|mp[34]|mov|m4[av]|wav|amr|silk|woff2?|ttf|css|js)$/i;

/** What an operating system or a web page leaves in an archive beside its tables: folders, thumbnails, pictures, sounds. */
export function isJunk(name: string): boolean {
  return name.endsWith('/') || junkFolder.test(name) || junkFile.test(baseOf(name)) || media.test(name);
}

/** A name as the user sees it: no control characters, no steps out of the archive. */
export function shownName(name: string): string {
  const parts = plain(name)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').slice(-300) || '?';
}

/** A name for the disk that every operating system takes: the last part only, without anything that leads elsewhere. */
export function diskName(name: string): string {
  const safe = plain(baseOf(name))
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^\.+|[. ]+$/g, '');
  const kept = Array.from(safe).slice(-60).join('');
  return kept === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(kept) ? `_${kept}` : kept;
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Without control characters and without those that turn the direction of writing round (`fdp.csv` read as `csv.pdf`). */
function plain(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
