/** One row after another as a template reads it: cells by meaning instead of by name. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { MappingField } from '../../../../shared/domain/mapping';
import type { CanonicalRecord, PersonPayload } from '../../../../shared/domain/records';
import { parseDay } from '../../../../shared/domain/time';
import type { RowOutcome, SourceRow } from '../formats/format';
import { ignored, isDamagedId, quarantined } from '../formats/outcomes';
import { attributesOf, genderOf, person } from '../formats/person-columns';
import { amountOf, currencyOf, instantIn } from './cells';

/** What a template takes from the workspace. */
export interface Home {
  zone: string;
  currency: string;
}

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

  /** The person a row names; null when it names nobody who could be found again. */
  person(row: SourceRow): Extract<CanonicalRecord, { type: 'person' }> | null {
    const stated = (field: MappingField) => this.get(row, field);
    const email = read(stated('email'), normaliseEmail);
    const phone = read(stated('phone'), (text) => normalisePhone(text, 'CN'));
    const name = stated('name') ?? stated('nickname');
    const id = stated('externalId');
    // A name alone is no id: people of the same name on one list are told apart by their order on it.
    const key = this.template.kind === 'content' ? null : id || email || phone || (name ? `~${name}` : null);
    if (!key || isDamagedId(key)) return null;
    const list = this.template.kind === 'people';
    const payload: PersonPayload = person({
      name: stated('name'),
      nickname: stated('nickname'),
      email,
      phone,
      gender: read(stated('gender'), (text) => genderOf(text) ?? null),
      birthDate: read(stated('birthDate'), parseDay),
      city: stated('city'),
      province: stated('province'),
      country: stated('country'),
      firstSeenAt: this.time(row, 'firstSeenAt'),
      lastSeenAt: this.time(row, 'lastSeenAt'),
      tier: stated('tier'),
      status: list ? stated('status') : undefined,
      note: list ? stated('note') : undefined,
      attributes: list ? attributesOf(row, this.used, {}) : undefined,
    });
    return { type: 'person', key, payload };
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
