/**
 * Erased people in what files state. The same function rewrites what is stored when somebody is erased and what a file says when it is
 * imported again, so that the two agree: nobody comes back, and a file that was imported before brings nothing new.
 *
 * It looks at one record at a time and knows people by keyed hashes only (see migration 0006).
 */
import { createHmac } from 'node:crypto';
import { normaliseEmail, normalisePhone } from '../../../shared/domain/contact';
import { erasedPrefix } from '../../../shared/domain/erased';
import type { CanonicalRecord, PersonPayload, RecordType } from '../../../shared/domain/records';
import type { MappedRow } from './map-rows';

/** `person`, `email`, `phone`: who; `record`: a key that names them; `text`: a text that does; `row`: the cells of a row to fix. */
export type MarkKind = 'person' | 'email' | 'phone' | 'record' | 'text' | 'row';

export interface Mark {
  kind: MarkKind;
  hash: string;
  /** Of people the token of the person, of texts what to cut out of them (JSON of [start, length][]), else empty. */
  detail: string;
}

/** All that the erased people of a workspace are known by. Plain data: it goes to the thread that reads files. */
export interface Known {
  secret: string;
  marks: readonly Mark[];
}

/** A token that ends in this stays on rows without money too: no row with money describes the person again. */
export const keptToken = '+';

/** What paid for something stays, without a name; what only says what somebody did goes. */
const moneyTypes: ReadonlySet<RecordType> = new Set(['order', 'ledgerLine', 'term']);
const goingTypes: ReadonlySet<RecordType> = new Set(['attendance', 'communityMember', 'surveyResponse']);
/** Fields that are no words of a file, or that others refer to. */
const exempt: ReadonlySet<string> = new Set(
  'kind side soldOn paidVia currency originalCurrency interval scope at personKey contentKey survey question'.split(' '),
);
/** Fields that must be texts: what is cut away leaves an empty one. */
const required: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  order: ['number', 'status'],
  attendance: ['activity'],
  communityMember: ['community', 'name'],
  content: ['title'],
  calendarEntry: ['uid', 'title'],
  surveyQuestion: ['title'],
  note: ['source'],
};

type Span = readonly [start: number, length: number];
type Payload = Record<string, unknown>;

/** Kept hashes of texts that come again on many rows: products, states, places. */
const cacheSize = 20_000;

export class Eraser {
  readonly #marks = new Map<string, string>();
  readonly #kinds = new Set<MarkKind>();
  #texts = new Map<string, string>();
  /** Marks that were learned from what a file states: another id of somebody whose e-mail is known. */
  readonly learned: Mark[] = [];

  readonly #secret: string;

  constructor({ secret, marks }: Known) {
    this.#secret = secret;
    for (const mark of marks) this.#add(mark);
  }

  /** Keyed hash of what the parts say. */
  hash(...parts: readonly string[]): string {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
  }

  /** Knows a mark from now on. Answers false when it was known. */
  mark(kind: MarkKind, parts: readonly string[], detail = ''): Mark | null {
    const hash = this.hash(...parts);
    if (this.#marks.get(`${kind} ${hash}`) === detail) return null;
    const mark = { kind, hash, detail };
    this.#add(mark);
    return mark;
  }

  #add({ kind, hash, detail }: Mark): void {
    this.#kinds.add(kind);
    this.#marks.set(`${kind} ${hash}`, detail);
    if (kind === 'text') this.#texts = new Map();
  }

  #find(kind: MarkKind, ...parts: readonly string[]): string | undefined {
    return this.#kinds.has(kind) ? this.#marks.get(`${kind} ${this.hash(...parts)}`) : undefined;
  }

  /** The token of the erased person whom a key of this platform names; undefined for everybody else. */
  personToken(platform: string, key: string): string | undefined {
    return this.#find('person', platform, key) ?? this.contactToken(key.replace(/^(phone|email):/, ''));
  }

  /** The token of the erased person whose e-mail or phone a text is. */
  contactToken(text: string): string | undefined {
    if (text.length > 254 || !/[@\d]/.test(text)) return undefined;
    const email = text.includes('@') ? normaliseEmail(text) : null;
    if (email !== null) return this.#find('email', email);
    const phone = normalisePhone(text, 'CN');
    return phone === null ? undefined : this.#find('phone', phone);
  }

  /** A text without what names somebody; the text itself when nothing does. */
  text(text: string): string {
    if (!this.#kinds.has('text') || text === '') return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const spans = this.#marks.get(`text ${this.hash(text)}`);
    const result = spans === undefined ? text : cut(text, JSON.parse(spans) as Span[]);
    if (this.#texts.size >= cacheSize) this.#texts = new Map();
    this.#texts.set(text, result);
    return result;
  }

  /** The key of a record as it stands once it may name nobody. What told repeated keys of a file apart stays behind it. */
  erasedKey(platform: string, type: RecordType, key: string): string {
    if (key.startsWith(erasedPrefix)) return key;
    const [, base = key, ordinal = ''] = /^(.+?)((?:#\d+)+)$/s.exec(key) ?? [];
    return `${erasedPrefix}${this.hash(platform, type, base)}${ordinal}`;
  }

  /** A row of a file without erased people. */
  row(row: MappedRow, platform: string): MappedRow {
    const { outcome } = row;
    switch (outcome.outcome) {
      case 'ignored':
        return row;
      case 'quarantined':
        if (row.cells.some((cell) => this.contactToken(cell) !== undefined) || this.#find('row', ...row.cells) !== undefined)
          return erasedRow(row);
        return { ...row, cells: this.cells(row.cells), outcome: { ...outcome, problem: this.#problem(outcome.problem) } };
      case 'records': {
        const { records, named } = this.records(platform, outcome.records);
        if (records.length === 0) return erasedRow(row);
        return { ...row, cells: named ? blank(row.cells) : this.cells(row.cells), outcome: { ...outcome, records } };
      }
    }
  }

  #problem<T extends { text: string; column?: string }>(problem: T): T {
    return { ...problem, text: this.text(problem.text) };
  }

  cells(cells: readonly string[]): string[] {
    return cells.map((cell) => this.text(cell));
  }

  /** The records of one row without erased people; `named` when the row names one. */
  records(platform: string, records: readonly CanonicalRecord[]): { records: CanonicalRecord[]; named: boolean } {
    let named = false;
    const made: { record: CanonicalRecord; token: string | undefined }[] = [];
    this.#learn(platform, records);
    for (const record of records) {
      const token = this.#tokenOf(platform, record);
      if (token !== undefined) named = true;
      if (token === undefined || !goingTypes.has(record.type)) made.push({ record: this.#record(platform, record, token), token });
    }
    const paid = made.some(({ record }) => moneyTypes.has(record.type));
    const kept = made.filter(({ record, token }) => token === undefined || record.type !== 'person' || paid || token.endsWith(keptToken));
    return { records: kept.map(({ record }) => record), named };
  }

  /** Somebody who is known by e-mail or phone is known by this platform's key from here on. */
  #learn(platform: string, records: readonly CanonicalRecord[]): void {
    for (const record of records) {
      if (record.type !== 'person' || this.personToken(platform, record.key) !== undefined) continue;
      const token = this.#contactOf(record.payload);
      if (token === undefined) continue;
      const mark = this.mark('person', [platform, record.key], token);
      if (mark) this.learned.push(mark);
    }
  }

  #contactOf({ email, phone }: PersonPayload): string | undefined {
    return (email ? this.contactToken(email) : undefined) ?? (phone ? this.contactToken(phone) : undefined);
  }

  #tokenOf(platform: string, record: CanonicalRecord): string | undefined {
    if (record.type === 'person') return this.personToken(platform, record.key);
    const key = 'personKey' in record.payload ? record.payload.personKey : undefined;
    return key ? this.personToken(platform, key) : undefined;
  }

  #record(platform: string, record: CanonicalRecord, token: string | undefined): CanonicalRecord {
    const key = this.#key(platform, record, token);
    const payload =
      token !== undefined && record.type === 'person'
        ? // One address per person holds the profiles of several platforms together, as their own did.
          { email: `${erasedPrefix}${token.replace(keptToken, '')}` }
        : this.#payload(platform, record, token);
    return { ...record, key, payload } as CanonicalRecord;
  }

  #key(platform: string, record: CanonicalRecord, token: string | undefined): string {
    const { type, key } = record;
    if (type === 'person') return token === undefined ? key : this.erasedKey(platform, type, key);
    const [, base = key] = /^(.+?)((?:#\d+)+)$/s.exec(key) ?? [];
    if (this.#find('record', platform, type, base) !== undefined) return this.erasedKey(platform, type, key);
    if (token === undefined || !('personKey' in record.payload)) return key;
    const named = record.payload.personKey?.replace(/^(phone|nick|email):/, '') ?? '';
    return (named.length >= 4 && key.includes(named)) || this.#holdsContact(key) ? this.erasedKey(platform, type, key) : key;
  }

  #holdsContact(text: string): boolean {
    return text.split(/[\s|,;/]+/).some((part) => this.contactToken(part) !== undefined);
  }

  #payload(platform: string, record: CanonicalRecord, token: string | undefined): Payload {
    const payload: Payload = { ...record.payload };
    if (token !== undefined) {
      if (typeof payload.personKey === 'string') payload.personKey = this.erasedKey(platform, 'person', payload.personKey);
      for (const name of ['counterparty', 'note'] as const) if (payload[name] !== undefined) payload[name] = null;
      if (payload.attributes !== undefined) payload.attributes = {};
    }
    if (!this.#kinds.has('text')) return payload;
    const needed = required[record.type] ?? [];
    for (const [name, value] of Object.entries(payload)) {
      if (exempt.has(name)) continue;
      const clean = this.#clean(value);
      payload[name] = clean === '' && value !== '' && !needed.includes(name) ? null : clean;
    }
    return payload;
  }

  #clean(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value))
      return value.map((part) => [part, this.#clean(part)]).flatMap(([was, is]) => (is === '' && was !== '' ? [] : [is]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        const clean = this.#clean(part);
        return [name, clean === '' && part !== '' ? null : clean];
      }),
    );
  }
}

/** Every text of a payload that may name somebody, nested ones included. */
export function textsOf(payload: object): string[] {
  return Object.entries(payload).flatMap(([name, value]) => (exempt.has(name) ? [] : textsIn(value)));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function erasedRow(row: MappedRow): MappedRow {
  return { row: row.row, cells: blank(row.cells), outcome: { outcome: 'ignored', reason: 'erased' } };
}

/** As many cells as before, with nothing in them. */
export function blank(cells: readonly string[]): string[] {
  return cells.map(() => '');
}

function cut(text: string, spans: readonly Span[]): string {
  let result = '';
  let from = 0;
  for (const [start, length] of spans) {
    result += text.slice(from, start);
    from = start + length;
  }
  return (result + text.slice(from)).trim();
}
