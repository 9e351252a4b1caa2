/** What can be counted while the rows of a file pass by. */
import { countedAmounts } from '../../../../shared/domain/ledger';
import type { CanonicalRecord, ContentMetricPayload, LedgerLinePayload, RecordType } from '../../../../shared/domain/records';
import { nextDay } from '../formats/content-rows';
import type { MappedRow } from '../map-rows';
import { DaySpans } from './day-spans';
import type { MoneyTotal, TallyResult } from './messages';

export class Tally {
  #spending = 0;
  #income = 0;
  #lines = 0;
  #first: string | null = null;
  #last: string | null = null;
  #days: TallyResult['days'] = null;
  #listed: [string, string] | null = null;
  readonly #money = new Map<string, MoneyTotal>();
  readonly #types = new Set<RecordType>();
  readonly #lineFields = new Set<string>();
  readonly #lineDays = new DaySpans();
  #undecided = false;
  readonly #mentions = { person: false, content: false };

  add(rows: readonly MappedRow[]): void {
    for (const { outcome } of rows) {
      if (outcome.outcome === 'ignored' && outcome.reason === 'own-spending') this.#spending++;
      if (outcome.outcome === 'ignored' && outcome.day !== undefined) this.#addListed(outcome.day, nextDay(outcome.day));
      if (outcome.outcome !== 'records') continue;
      const spending = outcome.records.some((record) => record.type === 'ledgerLine' && record.payload.kind === 'expense');
      if (spending) this.#spending++;
      else this.#income++;
      for (const record of outcome.records) {
        this.#addRecord(record);
        this.#addMentions(record, outcome.records);
      }
    }
  }

  result(): TallyResult {
    return {
      spending: this.#spending,
      income: this.#income,
      lines: this.#lines,
      first: this.#first,
      last: this.#last,
      days: this.#days,
      money: [...this.#money.values()],
      stated: {
        types: [...this.#types],
        lineFields: [...this.#lineFields],
        mentions: this.#mentions,
        undecided: this.#undecided,
        lineDays: this.#lineDays.all(),
        metricDays: this.#listed,
      },
    };
  }

  #addRecord(record: CanonicalRecord): void {
    this.#types.add(record.type);
    const at = record.type === 'ledgerLine' ? record.payload.at : record.type === 'order' ? record.payload.createdAt : null;
    if (at !== null && (this.#first === null || at < this.#first)) this.#first = at;
    if (at !== null && (this.#last === null || at > this.#last)) this.#last = at;
    if (record.type === 'contentMetric') this.#addDays(record.payload);
    if (record.type !== 'ledgerLine') return;
    this.#lines++;
    this.#lineDays.add(record.payload.at);
    if (record.payload.kind === 'undecided') this.#undecided = true;
    addMoney(this.#money, record.payload);
    this.#addFields(record.payload);
  }

  #addDays({ scope, from, to }: ContentMetricPayload): void {
    if (scope !== 'during' || from === null || to === null) return;
    const { first, last, end } = this.#days ?? { first: from, last: from, end: to };
    this.#days = { first: from < first ? from : first, last: from > last ? from : last, end: to > end ? to : end };
    this.#addListed(from, to);
  }

  /** A day without figures is in the period that was asked for, but what comes to be known of it is not in the file. */
  #addListed(from: string, to: string): void {
    const [first, end] = this.#listed ?? [from, to];
    this.#listed = [from < first ? from : first, to > end ? to : end];
  }

  /** What a row names and describes as well needs no number of its own. */
  #addMentions({ payload }: CanonicalRecord, beside: readonly CanonicalRecord[]): void {
    const describes = (type: RecordType, key: string) => beside.some((record) => record.type === type && record.key === key);
    if (!this.#mentions.person && 'personKey' in payload && payload.personKey)
      this.#mentions.person = !describes('person', payload.personKey);
    if (!this.#mentions.content && 'contentKey' in payload && payload.contentKey)
      this.#mentions.content = !describes('content', payload.contentKey);
  }

  #addFields(payload: LedgerLinePayload): void {
    for (const field in payload) {
      if (payload[field as keyof LedgerLinePayload] != null && !this.#lineFields.has(field)) this.#lineFields.add(field);
    }
  }
}

/** Adds what a line counts for to the totals of its currency. */
export function addMoney(totals: Map<string, MoneyTotal>, line: LedgerLinePayload): void {
  const counted = countedAmounts(line.kind, line);
  let total = totals.get(line.currency);
  if (!total) {
    total = { currency: line.currency, gross: 0, refund: 0, deductions: 0, payout: 0, undecided: 0 };
    totals.set(line.currency, total);
  }
  total.gross += counted.gross;
  total.refund += counted.refund;
  total.deductions += counted.commission + counted.channelFee - counted.feeReversal + counted.split + counted.taxWithheld;
  total.payout += counted.payout;
  if (line.kind === 'undecided') total.undecided += line.amount;
}
