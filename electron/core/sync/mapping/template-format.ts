/** A template as a format: the same pipeline reads it, with the same keys, undo and rows to fix as any export. */
import { createHash } from 'node:crypto';
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { MappingField } from '../../../../shared/domain/mapping';
import type { AttendancePayload, CanonicalRecord, PersonPayload } from '../../../../shared/domain/records';
import { parseDay } from '../../../../shared/domain/time';
import type { Format, RowOutcome, SourceRow } from '../formats/format';
import { ignored, isDamagedId, line, quarantined, records } from '../formats/outcomes';
import { attributesOf, genderOf, person } from '../formats/person-columns';
import { amountOf, currencyOf, figureOf, instantIn } from './cells';
import { statusMeaning } from './statuses';

/** Format ids of templates begin with this; their name follows. */
export const templatePrefix = 'template:';

/** What a template takes from the workspace. */
export interface Home {
  zone: string;
  currency: string;
}

/** The format that a template describes. */
export function templateFormat(template: MappingTemplate, home: Home): Format {
  const reader = new TemplateReader(template, home);
  return {
    id: `${templatePrefix}${template.name}`,
    version: template.version,
    platform: template.platform,
    evidence: 'exact',
    kind: template.kind === 'people' ? 'snapshot' : 'ledger',
    currency: template.currency ?? home.currency,
    headers: [{ layout: template.kind, required: template.columns.map(({ column }) => column), confidence: 0.95 }],
    emptyCells: ['-', '--', '——', '/', 'N/A', 'n/a', 'null', 'NULL'],
    frame: (cells) => (/^(合计|总计|小计|累计|total|totals|sum)[:：]?$/i.test(cells.find((cell) => cell !== '') ?? '') ? 'skip' : 'data'),
    facts: () => ({ account: null, periodFrom: null, periodTo: null, exportedAt: null }),
    map: (row) => reader.map(row),
  };
}

class TemplateReader {
  readonly #columnOf: ReadonlyMap<MappingField, string>;
  readonly #used: ReadonlySet<string>;
  readonly #zone: string;

  constructor(
    private readonly template: MappingTemplate,
    private readonly home: Home,
  ) {
    this.#columnOf = new Map(template.columns.map(({ field, column }) => [field, column]));
    this.#used = new Set(template.columns.map(({ column }) => column));
    this.#zone = template.zone ?? home.zone;
  }

  map(row: SourceRow): RowOutcome {
    switch (this.template.kind) {
      case 'people':
        return this.#people(row);
      case 'sales':
        return this.#sale(row);
      case 'attendance':
        return this.#attendance(row);
      case 'content':
        return this.#content(row);
    }
  }

  #get(row: SourceRow, field: MappingField): string | null | undefined {
    const column = this.#columnOf.get(field);
    return column === undefined ? undefined : row.get(column);
  }

  #time(row: SourceRow, field: MappingField): string | null | undefined {
    const text = this.#get(row, field);
    return text ? instantIn(text, this.template.dateOrder, this.#zone) : text;
  }

  /** The person a row names; null when it names nobody who could be found again. */
  #person(row: SourceRow): Extract<CanonicalRecord, { type: 'person' }> | null {
    const stated = (field: MappingField) => this.#get(row, field);
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
      firstSeenAt: this.#time(row, 'firstSeenAt'),
      lastSeenAt: this.#time(row, 'lastSeenAt'),
      tier: stated('tier'),
      status: list ? stated('status') : undefined,
      note: list ? stated('note') : undefined,
      attributes: list ? attributesOf(row, this.#used, {}) : undefined,
    });
    return { type: 'person', key, payload };
  }

  #people(row: SourceRow): RowOutcome {
    const found = this.#person(row);
    if (!found) return this.#missing(row, 'name');
    return records(found);
  }

  #sale(row: SourceRow): RowOutcome {
    const at = this.#time(row, 'at');
    const atText = this.#get(row, 'at');
    if (!at) return quarantined('bad-date', atText ?? '', this.#columnOf.get('at'));
    const currencyText = this.#get(row, 'currency');
    const currency = currencyText ? currencyOf(currencyText) : (this.template.currency ?? this.home.currency);
    if (!currency) return quarantined('bad-currency', currencyText ?? '', this.#columnOf.get('currency'));
    const money = (field: MappingField) => this.#money(row, field, currency);
    const amount = money('amount');
    if (amount === null || amount === undefined)
      return quarantined('bad-amount', this.#get(row, 'amount') ?? '', this.#columnOf.get('amount'));
    const [fee, refunded] = [money('fee'), money('refunded')];
    if (fee === null) return quarantined('bad-amount', this.#get(row, 'fee') ?? '', this.#columnOf.get('fee'));
    if (refunded === null) return quarantined('bad-amount', this.#get(row, 'refunded') ?? '', this.#columnOf.get('refunded'));
    const status = this.#get(row, 'status');
    const { statuses } = this.template;
    const said = status && Object.hasOwn(statuses, status) ? statuses[status] : undefined;
    const meaning = status ? (said ?? statusMeaning(status)) : 'paid';
    if (meaning === null || meaning === 'open') return quarantined('unknown-combination', status ?? '', this.#columnOf.get('status'));
    if (meaning === 'ignored') return ignored('not-settled');
    const number = this.#get(row, 'number');
    if (number && isDamagedId(number)) return quarantined('damaged-id', number, this.#columnOf.get('number'));
    return this.#saleRecords(row, {
      at,
      currency,
      amount,
      fee: Math.abs(fee ?? 0),
      refunded: Math.abs(refunded ?? 0),
      meaning,
      number,
      status,
    });
  }

  #saleRecords(row: SourceRow, sale: Sale): RowOutcome {
    const found = this.#person(row);
    const product = this.#get(row, 'product');
    const base = {
      at: sale.at,
      side: 'order' as const,
      soldOn: this.template.platform,
      paidVia: null,
      currency: sale.currency,
      product,
      counterparty: this.#get(row, 'name'),
      personKey: found?.key,
      numbers: sale.number ? [sale.number] : undefined,
      status: sale.status,
      note: this.#get(row, 'note'),
    };
    const key = sale.number || `~${[sale.at, sale.amount, found?.key ?? '', product ?? ''].join('|')}`;
    const isRefund = sale.amount < 0 || (sale.meaning === 'refunded' && sale.refunded === 0 && sale.number === undefined);
    const made: CanonicalRecord[] = [];
    const fee = isRefund ? {} : { channelFee: sale.fee };
    made.push({
      type: 'ledgerLine',
      key: isRefund ? `${key}:refund` : key,
      payload: line({ ...base, kind: isRefund ? 'refund' : 'sale', amount: Math.abs(sale.amount), ...fee }),
    });
    // A sale whose status says that all of it went back, and that does not say how much, went back whole.
    const back = sale.refunded || (sale.meaning === 'refunded' ? sale.amount : 0);
    if (!isRefund && back > 0) {
      made.push({
        type: 'ledgerLine',
        key: `${key}:refund`,
        payload: line({ ...base, kind: 'refund', amount: back, dateEstimated: true }),
      });
    }
    if (found) made.push(found);
    return records(...made);
  }

  /** Minor units; undefined without the column or with an empty cell, null for what cannot be read. */
  #money(row: SourceRow, field: MappingField, currency: string): number | null | undefined {
    const text = this.#get(row, field);
    return text ? amountOf(text, currency, this.template.decimal) : undefined;
  }

  #attendance(row: SourceRow): RowOutcome {
    const found = this.#person(row);
    if (!found) return this.#missing(row, 'name');
    const atText = this.#get(row, 'at');
    const at = this.#time(row, 'at') ?? null;
    if (atText && at === null) return quarantined('bad-date', atText, this.#columnOf.get('at'));
    const minutes = read(this.#get(row, 'minutes'), figureOf);
    const activity = this.#get(row, 'activity') || this.template.name;
    const payload: AttendancePayload = {
      kind: 'event',
      activity,
      personKey: found.key,
      name: this.#get(row, 'name'),
      at,
      seconds: typeof minutes === 'number' ? Math.round(minutes * 60) : minutes,
      status: this.#get(row, 'status'),
      attributes: attributesOf(row, this.#used, {}),
    };
    return records({ type: 'attendance', key: `~${[activity, found.key, at ?? ''].join('|')}`, payload }, found);
  }

  #content(row: SourceRow): RowOutcome {
    const title = this.#get(row, 'title');
    if (!title) return this.#missing(row, 'title');
    const dateText = this.#get(row, 'publishedAt');
    const publishedAt = this.#time(row, 'publishedAt');
    if (dateText && !publishedAt) return quarantined('bad-date', dateText, this.#columnOf.get('publishedAt'));
    const url = this.#get(row, 'url');
    const key = this.#get(row, 'externalId') || url || `title:${fingerprint(`${title}|${publishedAt ?? ''}`)}`;
    const metrics: Record<string, number> = {};
    for (const { column, field } of this.template.columns) {
      const text = field === 'figure' ? row.get(column) : null;
      const value = text ? figureOf(text) : null;
      if (text && value === null) return quarantined('bad-amount', text, column);
      if (value !== null) metrics[column] = value;
    }
    const made: CanonicalRecord[] = [
      {
        type: 'content',
        key,
        payload: {
          title,
          kind: 'other',
          publishedAt,
          url,
          series: this.#get(row, 'series'),
          attributes: attributesOf(row, this.#used, {}),
        },
      },
    ];
    if (Object.keys(metrics).length > 0) {
      made.push({
        type: 'contentMetric',
        key: `${key}/lifetime`,
        payload: { contentKey: key, scope: 'lifetime', from: null, to: null, metrics },
      });
    }
    return records(...made);
  }

  #missing(row: SourceRow, field: MappingField): RowOutcome {
    return row.cells.every((cell) => cell === '')
      ? ignored('empty')
      : quarantined('missing-id', row.cells.join(' ').slice(0, 100), this.#columnOf.get(field));
  }
}

interface Sale {
  at: string;
  currency: string;
  /** Signed minor units. */
  amount: number;
  fee: number;
  refunded: number;
  meaning: 'paid' | 'refunded';
  number: string | null | undefined;
  status: string | null | undefined;
}

function read<T>(text: string | null | undefined, parse: (text: string) => T | null): T | null | undefined {
  return text ? parse(text) : text === undefined ? undefined : null;
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
