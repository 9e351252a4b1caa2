/**
 * The text that 微信读书 puts on the clipboard, one book after another, as entries. Two generations: since about version 8.3 `◆ ` begins a highlight and a
 * chapter is a bare line below two empty ones; before, `◆ ` began a chapter, `>> ` a highlight and `// ` or a dated line a thought.
 */

/** A line of the file with its number; empty lines are known by the gaps between numbers. */
export interface TextLine {
  row: number;
  text: string;
}

export interface WereadEntry {
  row: number;
  title: string;
  author: string;
  chapter: string;
  quote: string;
  thought: string;
  /** `YYYY/MM/DD` of a thought; '' when not stated. */
  date: string;
  /** What a review of the book says of it (好看); '' for all other entries. */
  rating: string;
  /** One more thought about a passage that has one already. */
  further: boolean;
}

const bookTitle = /^《(.+)》$/;
/** The line above the notes of a book. */
export const noteCount = /^\d+\s*个笔记$/;
const signature = /^[-—]+\s*来自微信读书/;
const datedThought = /^(?:◆\s*)?(\d{4}\/\d{1,2}\/\d{1,2})\s*发表想法[:：]?$/;
const datedReview = /^◆\s*(\d{4}\/\d{1,2}\/\d{1,2})\s*认为\s*(.*)$/;
const quoted = /^原文[:：]\s*(.*)$/;

/** Entries of all books; null when no book of 微信读书 begins anywhere. */
export function readWeread(lines: readonly TextLine[]): WereadEntry[] | null {
  const starts = lines.flatMap(({ text }, at) =>
    bookTitle.test(text) && lines.slice(at + 1, at + 5).some((line) => noteCount.test(line.text)) ? [at] : [],
  );
  if (starts.length === 0) return null;
  return starts.flatMap((start, at) => readBook(lines.slice(start, starts[at + 1])));
}

function readBook(lines: readonly TextLine[]): WereadEntry[] {
  const count = lines.findIndex(({ text }) => noteCount.test(text));
  const title = bookTitle.exec(lines[0]?.text ?? '')?.[1] ?? '';
  const author = lines.slice(1, count).map(({ text }) => text);
  const body = lines.slice(count + 1);
  const reader = body.some(({ text }) => text.startsWith('>>')) ? new OlderBook() : new Book();
  let last = lines[count]?.row ?? 0;
  for (const line of body) {
    // The signature ends what was being read, and nothing more.
    if (signature.test(line.text)) reader.end();
    else reader.read(line, line.row - last - 1);
    last = line.row;
  }
  reader.end();
  return joined(reader.entries).map((entry) => ({ ...entry, title, author: author.join(' ') }));
}

type Entry = Omit<WereadEntry, 'title' | 'author'>;

/** Since about version 8.3. */
class Book {
  readonly entries: Entry[] = [];
  #chapter = '';
  #open: Entry | null = null;
  /** What the next bare line belongs to. */
  #part: 'quote' | 'thought' = 'quote';

  /** `blanks` is the number of empty lines above. */
  read({ row, text }: TextLine, blanks: number): void {
    const thought = datedThought.exec(text);
    const review = datedReview.exec(text);
    if (text === '点评') this.end();
    else if (review) this.#begin({ row, chapter: '', date: review[1] ?? '', rating: review[2] ?? '' }, 'thought');
    else if (thought) this.#begin({ row, date: thought[1] ?? '' }, 'thought');
    else if (text.startsWith('◆')) this.#begin({ row, quote: text.replace(/^◆\s*/, '') }, 'quote');
    else this.#readBare(text, blanks);
  }

  #readBare(text: string, blanks: number): void {
    const original = quoted.exec(text);
    if (original && this.#open && this.#part === 'thought') {
      this.#part = 'quote';
      this.#open.quote = original[1] ?? '';
    } else if (this.#open && !this.#isChapter(text, blanks)) this.#add(text);
    else this.#newChapter(text);
  }

  end(): void {
    if (this.#open) this.entries.push(this.#open);
    this.#open = null;
  }

  #begin(entry: Partial<Entry> & { row: number }, part: 'quote' | 'thought'): void {
    this.end();
    this.#open = { chapter: this.#chapter, quote: '', thought: '', date: '', rating: '', further: false, ...entry };
    this.#part = part;
  }

  /** A bare line below two empty ones, or a short one below a single empty line that ends like no sentence. */
  #isChapter(text: string, blanks: number): boolean {
    if (blanks === 0) return false;
    return blanks > 1 || (this.#part === 'quote' && text.length <= 30 && !/[。！？；：，、…”』」.!?;:,"']$/.test(text));
  }

  #add(text: string): void {
    const open = this.#open;
    if (open) open[this.#part] = open[this.#part] === '' ? text : `${open[this.#part]}\n${text}`;
  }

  #newChapter(text: string): void {
    this.end();
    this.#chapter = text;
  }
}

/** Before: thoughts stand above the highlight that they are about. */
class OlderBook {
  readonly entries: Entry[] = [];
  #chapter = '';
  #quote: Entry | null = null;
  #thought: Entry | null = null;
  #review = false;

  read({ row, text }: TextLine, blanks: number): void {
    if (blanks > 0 && this.#quote) this.#close();
    const thought = datedThought.exec(text);
    if (text.startsWith('◆')) this.#newChapter(text.replace(/^◆\s*/, ''));
    else if (thought) this.#beginThought(row, thought[1] ?? '', '');
    else if (text.startsWith('//')) this.#slashThought(row, text.replace(/^\/\/\s*/, ''));
    else if (text.startsWith('>>')) this.#beginQuote(row, text.replace(/^>>\s*/, ''));
    else if (this.#quote) this.#quote.quote += `\n${text}`;
    else if (this.#thought) this.#thought.thought += this.#thought.thought === '' ? text : `\n${text}`;
    else if (this.#review) this.#beginThought(row, '', text, text);
  }

  end(): void {
    this.#close();
    if (this.#thought) this.entries.push(this.#thought);
    this.#thought = null;
  }

  #newChapter(name: string): void {
    this.end();
    this.#review = name === '点评';
    this.#chapter = this.#review ? '' : name;
  }

  /** A thought right below a highlight is about it, any other about the next one. */
  #slashThought(row: number, thought: string): void {
    if (this.#quote?.thought === '') this.#quote.thought = thought;
    else this.#beginThought(row, '', thought);
  }

  #beginThought(row: number, date: string, thought: string, rating = ''): void {
    this.end();
    this.#thought = { row, chapter: this.#chapter, quote: '', thought, date, rating, further: false };
  }

  #beginQuote(row: number, quote: string): void {
    this.#close();
    const { thought = '', date = '' } = this.#thought ?? {};
    this.#quote = { row, chapter: this.#chapter, quote, thought, date, rating: '', further: false };
    this.#thought = null;
  }

  #close(): void {
    if (this.#quote) this.entries.push(this.#quote);
    this.#quote = null;
  }
}

/** A highlight that a thought quotes stands there once more by itself: one entry with both. Further thoughts about it stay entries of their own. */
function joined(entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  const bare = new Map<string, Entry>();
  for (const entry of entries) {
    const words = entry.quote.replace(/\s+/g, '');
    if (words === '' && entry.thought === '' && entry.rating === '') continue;
    const same = bare.get(words);
    if (words === '' || same === undefined) {
      const own = { ...entry };
      if (words !== '') bare.set(words, own);
      kept.push(own);
    } else if (entry.thought === '') same.chapter ||= entry.chapter;
    else if (same.thought === '') Object.assign(same, { thought: entry.thought, date: entry.date });
    else kept.push({ ...entry, further: true });
  }
  return kept;
}
