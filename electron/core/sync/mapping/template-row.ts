/** One row after another as a template reads it: cells by meaning instead of by name. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { MappingField } from '../../../../shared/domain/mapping';
import type { CanonicalRecord, PersonPayload } from '../../../../shared/domain/records';
import { parseDay } from '../../../../shared/domain/time';
import type { RowOutcome, SourceRow } from '../formats/format';
import { ignored, isDamagedId, quarantined } from '../formats/outcomes';
import { attributesOf, genderOf, mentioned, person } from '../formats/person-columns';
import { amountOf, currencyOf, instantIn, wallClock } from './cells';
import { isOnes, nameKey } from './name-key';

/** What a template takes from the workspace. */
export interface Home {
  zone: string;
  currency: string;
}

type PersonRecord = Extract<CanonicalRecord, { type: 'person' }>;

export class TemplateReader {
  readonly used: ReadonlySet<string>;
  readonly zone: string;
  readonly #columnOf: ReadonlyMap<MappingField, string>;

  constructor(
    readonly template: MappingTemplate,
    readonly home: Home,
  ) {
    this.#columnOf = new Map(template.columns.map(({ field, column }) => [field, column]));
    this.used = new Set(template.columns.map(({ column }) => column));
    this.zone = template.zone ?? home.zone;
  }

  columnOf(field: MappingField): string | undefined {
    return this.#columnOf.get(field);
  }

  /** As `SourceRow.get`: undefined without the column, null for an empty cell. */
  get(row: SourceRow, field: MappingField): string | null | undefined {
    const column = this.#columnOf.get(field);
    return column === undefined ? undefined : row.get(column);
  }

  /** A UTC instant; null also for what is no time. */
  time(row: SourceRow, field: MappingField): string | null | undefined {
    const text = this.get(row, field);
    return text ? instantIn(text, this.template.dateOrder, this.zone) : text;
  }

  /** The calendar day of a date as this table writes them; null for what is none. */
  day(text: string): string | null {
    return wallClock(text, this.template.dateOrder)?.slice(0, 10) ?? null;
  }

  /** Minor units; undefined without the column or with an empty cell, null for what cannot be read. */
  money(row: SourceRow, field: MappingField, currency: string): number | null | undefined {
    const text = this.get(row, field);
    return text ? amountOf(text, currency, this.template.decimal) : undefined;
  }

  /** ISO code of the row's currency; null when it cannot be read. */
  currency(row: SourceRow): string | null {
    const text = this.get(row, 'currency');
    return text ? currencyOf(text) : (this.template.currency ?? this.home.currency);
  }

  /** The person that a row of a list is about; null when it names nobody who could be found again. */
  person(row: SourceRow): PersonRecord | null {
    const key = this.#id(row) || keyOfName(this.nameOf(row));
    if (!key || isDamagedId(key)) return null;
    const payload = person({
      ...this.#stated(row),
      status: this.get(row, 'status'),
      note: this.get(row, 'note'),
      attributes: attributesOf(row, this.used, {}),
    });
    return { type: 'person', key, payload };
  }

  /**
   * The person whom a row about something else names, seen at its time. A name that is hidden in part, or says that there is none, is many people's
   * and so nobody's.
   */
  mentioned(row: SourceRow, at: string | null): PersonRecord | null {
    const name = this.nameOf(row);
    const key = this.#id(row) || (name && isOnes(name) ? keyOfName(name) : null);
    if (!key || isDamagedId(key)) return null;
    const payload = mentioned({ ...this.#stated(row), firstSeenAt: at, lastSeenAt: at });
    return at === null ? { type: 'person', key, payload } : { type: 'person', key, asOf: at, payload };
  }

  /** As the row calls somebody. */
  nameOf(row: SourceRow): string | null | undefined {
    const name = this.get(row, 'name');
    return name || (this.get(row, 'nickname') ?? name);
  }

  /** Whom a row is about, as keys of rows without a number say it: these never change, or the row would come in once more. */
  whoseRow(row: SourceRow): string {
    const name = this.nameOf(row);
    return this.#id(row) || (name ? `~${name}` : '');
  }

  /** What somebody is known by for certain: id, e-mail or phone, the first that the row states. */
  #id(row: SourceRow): string | null {
    const id = this.get(row, 'externalId');
    return id || this.#email(row) || this.#phone(row) || null;
  }

  #email(row: SourceRow): string | null | undefined {
    return read(this.get(row, 'email'), normaliseEmail);
  }

  #phone(row: SourceRow): string | null | undefined {
    return read(this.get(row, 'phone'), (text) => normalisePhone(text, 'CN'));
  }

  /** Whoever is a member was seen when they became one. */
  #firstSeen(row: SourceRow): string | null | undefined {
    const first = this.time(row, 'firstSeenAt');
    return first ?? this.time(row, 'termStart') ?? first;
  }

  #stated(row: SourceRow): PersonPayload {
    return {
      name: this.get(row, 'name'),
      nickname: this.get(row, 'nickname'),
      email: this.#email(row),
      phone: this.#phone(row),
      gender: read(this.get(row, 'gender'), (text) => genderOf(text) ?? null),
      birthDate: read(this.get(row, 'birthDate'), (text) => parseDay(text) ?? this.day(text)),
      city: this.get(row, 'city'),
      province: this.get(row, 'province'),
      country: this.get(row, 'country'),
      firstSeenAt: this.#firstSeen(row),
      lastSeenAt: this.time(row, 'lastSeenAt'),
      tier: this.get(row, 'tier'),
    };
  }

  /** A row to fix that quotes the cell of a field. */
  wrong(
    row: SourceRow,
    field: MappingField,
    code: 'bad-date' | 'bad-amount' | 'bad-currency' | 'damaged-id' | 'unknown-combination',
  ): RowOutcome {
    return quarantined(code, this.get(row, field) ?? '', this.columnOf(field));
  }

  /** The row lacks what it cannot do without. */
  missing(row: SourceRow, field: MappingField): RowOutcome {
    return row.cells.every((cell) => cell === '')
      ? ignored('empty')
      : quarantined('missing-id', row.cells.join(' ').slice(0, 100), this.columnOf(field));
  }
}

/** A cell through a parser; empty and absent cells stay what they are. */
export function read<T>(text: string | null | undefined, parse: (text: string) => T | null): T | null | undefined {
  return text ? parse(text) : text === undefined ? undefined : null;
}

function keyOfName(name: string | null | undefined): string | null {
  return name ? nameKey(name) : null;
}
