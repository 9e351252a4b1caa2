/**
 * PayPal activity (business activity and statement, download of a personal account; CSV or tab-separated): every movement of the balance, in the
 * language of the account. The file is arranged first (`paypal-arrange.ts`), because dates, decimals and conversions can only be read from the whole
 * of it; what the types mean is in `paypal-rules.ts`. Personal accounts also have a short download without ids, which is nobody's: its amounts may be
 * before or after fees, and nothing ties its rows to those of the longer one of the same account.
 *
 * A payment that was converted is one line in the currency it was converted to: net = the conversion's, gross and fee in proportion; the buyer's
 * amount is the original. Files use one id for a withdrawal and its return, so the sign belongs to the key.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import type { Becomes } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';
import { arrangeActivity } from './paypal-arrange';
import { added, type Meaning, meanings, personalNet } from './paypal-columns';
import { lookUpType } from './paypal-rules';
import { stateOf } from './paypal-statuses';
import { firstOf, mapped, mentioned } from './person-columns';

const cell = (row: SourceRow, meaning: Meaning) => firstOf(row, ...meanings[meaning]);

/** Signed minor units. */
interface Movement {
  id: string;
  at: string;
  type: string;
  currency: string;
  gross: number;
  fee: number;
  net: number;
  original: { amount: number; currency: string } | null;
}

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  if (/memo/i.test(cell(row, 'impact') ?? '')) return ignored('not-settled');
  const status = cell(row, 'status') ?? '';
  const state = stateOf(status);
  if (state === null) return quarantined('unknown-combination', status, 'Status');
  if (state !== 'settled') return ignored(state === 'closed' ? 'closed' : 'not-settled');
  const movement = readMovement(row);
  if ('outcome' in movement) return movement;
  const signed = movement.gross || movement.net;
  if (signed === 0) return ignored('empty');
  const becomes = lookUpType({
    direction: signed < 0 ? '-' : '+',
    type: movement.type.toLowerCase(),
    status: '',
    funds: movement.fee < 0 ? 'fee' : '',
    text: '',
  });
  if (becomes === null) return quarantined('unknown-combination', `${movement.type} ${signed < 0 ? '−' : '+'}`);
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (!withExpenses && becomes === 'spending') return ignored('own-spending');
  if (!withExpenses && becomes === 'spending-refund') return ignored('refund-of-spending');
  return records(...recordsOf(row, movement, becomes, status));
}

function readMovement(row: SourceRow): Movement | RowOutcome {
  const id = cell(row, 'id');
  if (!id) return quarantined('missing-id', '', 'Transaction ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'Transaction ID');
  const at = row.get(added.instant);
  if (!at) return quarantined('bad-date', [cell(row, 'date'), cell(row, 'time'), cell(row, 'zone')].filter(Boolean).join(' '), 'Date');
  const currency = parseCurrency(cell(row, 'currency') ?? '');
  if (currency === null) return quarantined('bad-currency', cell(row, 'currency') ?? '', 'Currency');
  const gross = parseAmount(row.get(added.gross) ?? '', currency);
  const stated = parseAmount(row.get(added.fee) ?? '0', currency);
  if (gross === null) return quarantined('bad-amount', cell(row, 'gross') ?? '', 'Gross');
  if (stated === null) return quarantined('bad-amount', cell(row, 'fee') ?? '', 'Fee');
  const net = parseAmount(row.get(added.net) ?? '', currency) ?? gross + stated;
  const fee = signedFee(row, { gross, fee: stated, net });
  if (fee === null)
    return quarantined('bad-amount', [cell(row, 'gross'), cell(row, 'fee'), cell(row, 'net')].filter(Boolean).join(' '), 'Total');
  const type = (cell(row, 'type') ?? '').replace(/\s+/g, ' ');
  return settled(row, { id, at, type, currency, gross, fee, net, original: null });
}

/**
 * The fee as business accounts state it, below 0 when it was taken. Personal ones are only known with fees of 0: there the total says the sign, and
 * parts that do not make it (a total in another currency) are for the user to look at.
 */
function signedFee(row: SourceRow, { gross, fee, net }: Pick<Movement, 'gross' | 'fee' | 'net'>): number | null {
  if (firstOf(row, ...personalNet) === undefined || gross + fee === net) return fee;
  return gross - fee === net ? -fee : null;
}

/** Restates a converted payment; one whose parts do not add up stays in its own currency. */
function settled(row: SourceRow, paid: Movement): Movement {
  const currency = parseCurrency(row.get(added.settledCurrency) ?? '');
  const net = currency === null ? null : parseAmount(row.get(added.settledNet) ?? '', currency);
  if (currency === null || net === null || net === 0 || paid.net === 0) return paid;
  const gross = Math.round((net * paid.gross) / paid.net);
  return { ...paid, currency, gross, net, fee: net - gross, original: { amount: paid.gross, currency: paid.currency } };
}

type LineBecomes = Exclude<Becomes, object>;

function recordsOf(row: SourceRow, movement: Movement, becomes: LineBecomes, status: string): CanonicalRecord[] {
  const email = partnerOf(row, movement);
  const isBuyer = becomes === 'sale' || becomes === 'tip' || becomes === 'refund';
  const personKey = isBuyer && email ? `email:${email}` : undefined;
  const sign = (movement.gross || movement.net) < 0 ? '-' : '+';
  const payload = line({
    at: movement.at,
    side: 'bill',
    soldOn: 'own',
    paidVia: 'paypal',
    currency: movement.currency,
    product: firstOf(row, ...meanings.item, ...meanings.subject),
    counterparty: cell(row, 'name') ?? email,
    personKey,
    numbers: numbersOf(
      movement.id,
      becomes === 'refund' ? transactionOf(cell(row, 'reference')) : null,
      shopReference(cell(row, 'invoice')),
    ),
    sourceKind: movement.type,
    status: status === '' ? undefined : status,
    note: cell(row, 'note'),
    originalAmount: movement.original ? Math.abs(movement.original.amount) : undefined,
    originalCurrency: movement.original?.currency,
    ...amounts(movement, becomes),
  });
  // A part of the file that lacks the conversion rows knows less.
  const rank = movement.original ? 2 : 1;
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: `${movement.id}|${sign}`, rank, payload }];
  if (personKey !== undefined) made.push(buyer(row, personKey, email, movement.at, becomes));
  return made;
}

function buyer(row: SourceRow, key: string, email: string | null | undefined, at: string, becomes: LineBecomes): CanonicalRecord {
  const payload = mentioned({
    name: cell(row, 'name'),
    email,
    // Of a refund the contact details are the seller's.
    ...(becomes === 'refund'
      ? null
      : {
          phone: mapped(cell(row, 'phone'), (text) => normalisePhone(text, null)),
          city: cell(row, 'city'),
          country: cell(row, 'country'),
        }),
    firstSeenAt: at,
    lastSeenAt: at,
  });
  return { type: 'person', key, asOf: at, payload };
}

/** The other party: activities name sender and recipient, statements only the other one. */
function partnerOf(row: SourceRow, { gross }: Movement): string | null | undefined {
  const recipient = cell(row, 'to');
  const text = gross < 0 && recipient !== undefined ? recipient : cell(row, 'from');
  return mapped(text, normaliseEmail);
}

/** References also name billing agreements (`B-…`, `I-…`), which many payments share. */
function transactionOf(reference: string | null | undefined): string | null {
  return reference && /^[0-9A-Z]{17}$/.test(reference) ? reference : null;
}

/** The reference that a Shopify checkout gives to PayPal; invoice numbers of other kinds are short and begin anew everywhere. */
function shopReference(invoice: string | null | undefined): string | null {
  return invoice && /^[cr]\d{8,}\.\d+$/.test(invoice) ? invoice : null;
}

type Amounts = Pick<StatedLine, 'kind' | 'amount'> & Partial<StatedLine>;

function amounts({ gross, fee, net }: Movement, becomes: LineBecomes): Amounts {
  switch (becomes) {
    case 'spending':
      return { kind: 'expense', amount: Math.abs(net) };
    case 'spending-refund':
      return { kind: 'expense', amount: 0, returned: Math.abs(net) };
    case 'payout':
      return { kind: 'payout', amount: Math.max(Math.abs(net), Math.abs(gross)), payoutFee: Math.max(0, -fee) };
    case 'fee':
    case 'fee_reversal':
    case 'payout_fee':
    case 'tax_withheld':
      return { kind: becomes, amount: Math.abs(net) };
    case 'sale':
    case 'renewal':
    case 'tip':
    case 'ticket':
    case 'sponsorship':
    case 'commission':
    case 'ad_share':
    case 'platform_share':
    case 'refund':
    case 'split':
    case 'held':
    case 'collected_for_others':
    case 'transfer':
    case 'undecided':
      return { kind: becomes, amount: Math.abs(gross), channelFee: Math.max(0, -fee), feeReversal: Math.max(0, fee) };
  }
}

/** Activities name the account on the side where the first payment's other party is not. */
function facts({ first }: FileFrame): FileFacts {
  const incoming = !(first?.get(added.gross) ?? '').startsWith('-');
  const own = first && cell(first, 'to') !== undefined ? cell(first, incoming ? 'to' : 'from') : null;
  return { account: mapped(own, normaliseEmail) ?? null, periodFrom: null, periodTo: null, exportedAt: null };
}

const arranged = Object.values(added);

/** Activity of a PayPal account. */
export const paypalActivity: Format = {
  id: 'paypal-activity',
  version: 2,
  platform: 'paypal',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'english', required: ['Date', 'Type', 'Gross', 'Transaction ID', ...arranged], confidence: 0.98 },
    { layout: 'english-statement', required: ['Date', 'Description', 'Gross', 'Transaction ID', ...arranged], confidence: 0.98 },
    { layout: 'german', required: ['Datum', 'Typ', 'Brutto', 'Transaktionscode', ...arranged], confidence: 0.95 },
    { layout: 'german-statement', required: ['Datum', 'Beschreibung', 'Brutto', 'Transaktionscode', ...arranged], confidence: 0.98 },
    { layout: 'french', required: ['Date', 'Type', 'Avant commission', 'Numéro de transaction', ...arranged], confidence: 0.95 },
    {
      layout: 'french-statement',
      required: ['Date', 'Description', 'Avant commission', 'Numéro de transaction', ...arranged],
      confidence: 0.95,
    },
    { layout: 'spanish', required: ['Fecha', 'Tipo', 'Bruto', 'Id. de transacción', ...arranged], confidence: 0.95 },
    { layout: 'spanish-statement', required: ['Fecha', 'Descripción', 'Bruto', 'Id. de transacción', ...arranged], confidence: 0.98 },
    { layout: 'italian', required: ['Data', 'Tipo', 'Lordo', 'Codice transazione', ...arranged], confidence: 0.98 },
    { layout: 'italian-statement', required: ['Data', 'Descrizione', 'Lordo', 'Codice transazione', ...arranged], confidence: 0.98 },
    { layout: 'dutch', required: ['Datum', 'Type', 'Bruto', 'Transactiereferentie', ...arranged], confidence: 0.95 },
    { layout: 'dutch-statement', required: ['Datum', 'Omschrijving', 'Bruto', 'Transactiereferentie', ...arranged], confidence: 0.98 },
    { layout: 'english-personal', required: ['Date', 'Type', 'Amount', 'Total', 'Transaction ID', ...arranged], confidence: 0.95 },
    { layout: 'dutch-personal', required: ['Datum', 'Type', 'Bedrag', 'Totaal', 'Transactiereferentie', ...arranged], confidence: 0.9 },
  ],
  emptyCells: [],
  arrange: arrangeActivity,
  facts,
  map,
};
