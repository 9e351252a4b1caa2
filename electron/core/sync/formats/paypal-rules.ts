/**
 * What the words of a PayPal activity mean, in the languages whose exports are known (English, German, French, Spanish, Italian, Dutch).
 *
 * | sign | type | becomes |
 * | --- | --- | --- |
 * | any | currency conversion | `transfer`; the payment it belongs to is restated in the currency it was converted to |
 * | any | cart items, orders, invoices, requests | ignored: no money moves, or the payment's row states it |
 * | any | holds, reviews, authorisations, reserves and their release | `held` |
 * | − / + | fees | `fee` / `fee_reversal` |
 * | − / + | tax collected by a partner | `tax_withheld` / `fee_reversal` |
 * | − / + | refund | `refund` / refund of own spending |
 * | any | ACH deposit returned | `transfer`; + ACH withdrawal returned → `payout_fee` (lowers payouts by what came back) |
 * | − | chargeback, reversal | `refund`; + chargeback → `fee_reversal` (the money is back); + other reversal → refund of own spending |
 * | any | what PayPal pays itself: bonus, protection | undecided: it goes to buyers and to sellers |
 * | any | bank deposit, top-up, buyer credit, internal transfer, loan | `transfer` |
 * | any | card deposit and card withdrawal | `transfer`: a card pays for own spending, and gets back what of it is refunded |
 * | any | coupon or certificate redeemed | `transfer`: it pays for own spending as a card does |
 * | − / + | withdrawal to the bank | `payout` (less its fee) / `payout_fee` |
 * | + | interest, dividend, cash-back | ignored "interest" |
 * | + | mass payment (payouts of platforms arrive so) | undecided; − → own spending |
 * | + | donation | `tip`; − → own spending |
 * | + | general or mobile payment | with a fee (goods and services) `sale`, without (friends) undecided; − → own spending |
 * | + | any other payment | `sale`; − → own spending |
 * | + | PayPal's debit card | refund of own spending; − → own spending |
 * | any | adjustment, correction | undecided |
 *
 * English, German and French types were seen in real files or parsers where they are named in full. Spanish, Italian and Dutch ones are the names
 * that were seen and no others: a root like "pago" would take in holds and reviews of payments, whose names there are not known. Anything else is
 * quarantined. What the column Status says is in `paypal-statuses.ts`.
 */
import { type MoneyRule, ruleBook } from './money-rules';

export const conversion =
  /currency conversion|währungsumrechnung|conversion de devise|conversión de divisas|conversione di valuta|valutaomrekening/;

/** One line a language where several have words of their own. */
const anyOf = (...patterns: readonly RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'));

const held = anyOf(
  /\b(hold|release)\b|authori[sz]ation|reserve/,
  /autorisierung|einbehalt|freigabe/,
  /autorisation|blocage|retenue/,
  /autorización|retención/,
  /autorizzazione|\bblocco\b/,
  /autorisatie|vastgehouden/,
);

const fees = /\bfees?\b|gebühr|entgelt|\bfrais\b|^commission/;
const refunds = /refund|rückzahlung|erstattung|remboursement|^reembolso|^rimborso/;

/** The user's own money on its way into PayPal, and back to where it came from. */
const ownMoney = anyOf(
  /bank deposit|card deposit|general (credit )?card withdrawal|add(ed)? (money|funds)|funding/,
  /bankgutschrift|einzahlung|gutschrift auf kreditkarte|abbuchung von kreditkarte|überweisung als zahlungsquelle/,
  /virement bancaire sur le compte paypal/,
  /^depósito (bancario|general a tarjeta)/,
  /versamento generico con carta|bonifico bancario sul conto paypal|versamento con addebito diretto|saldo con addebito diretto/,
  /bankstorting|kaartstorting/,
  /buyer credit|credito acquirenti|coupon redemption|certificate redemption/,
  /internal|interne kontobewegung|funds? (transfer|payable|receivable)|transfert de fonds|working capital|\bloan\b/,
);

const toBank =
  /withdrawal|abbuchung|auszahlung|retrait|virement|transfer to (bank|debit card)|sweep|^retirada|^trasferimento avviato dall.utente/;
const donations = /donation|spende|\bdons?\b/;

/** Payments that friends make too. */
const general = anyOf(
  /general payment|mobile payment|allgemeine zahlung|handyzahlung|paiement général|paiement mobile/,
  /^pago estándar|^pagamento generico|^pagamento da cellulare/,
);

const payments = anyOf(
  /payment|zahlung|paiement|checkout|auction|subscription|abonnement/,
  /pago exprés|pago de usuario de billpay|^pagamento (preautorizzato|su sito web|abbonamento)|^vooraf goedgekeurde betaling/,
);

const rules: readonly MoneyRule[] = [
  { type: conversion, becomes: 'transfer' },
  { type: /shopping cart item|warenkorbartikel|article du panier/, becomes: { ignored: 'duplicate-in-file' } },
  {
    type: /^order$|^bestellung$|invoice (sent|received)|request (sent|received)|money request|anforderung (gesendet|erhalten)/,
    becomes: { ignored: 'not-settled' },
  },
  { type: held, becomes: 'held' },
  { direction: ['-'], type: fees, becomes: 'fee' },
  { direction: ['+'], type: fees, becomes: 'fee_reversal' },
  { direction: ['-'], type: /tax collected/, becomes: 'tax_withheld' },
  { direction: ['+'], type: /tax collected/, becomes: 'fee_reversal' },
  { direction: ['-'], type: refunds, becomes: 'refund' },
  { direction: ['+'], type: refunds, becomes: 'spending-refund' },
  { type: /von ach-gutschrift|ach deposit|ach credit/, becomes: 'transfer' },
  { direction: ['+'], type: /von ach-abbuchung|ach (withdrawal|debit)/, becomes: 'payout_fee' },
  {
    direction: ['-'],
    type: /chargeback|reversal|rückbuchung|rücklastschrift|rétrofacturation|annulation|^storno (di )?pagamento/,
    becomes: 'refund',
  },
  { direction: ['+'], type: /chargeback|rétrofacturation/, becomes: 'fee_reversal' },
  { direction: ['+'], type: /reversal|rückbuchung|rücklastschrift|annulation|^storno (di )?pagamento/, becomes: 'spending-refund' },
  { type: /general bonus|protection bonus|payout for .*protection/, becomes: 'undecided' },
  { type: ownMoney, becomes: 'transfer' },
  { direction: ['-'], type: toBank, becomes: 'payout' },
  { direction: ['+'], type: toBank, becomes: 'payout_fee' },
  { direction: ['+'], type: /dividend|interest|zinsen|intérêt|cash ?back/, becomes: { ignored: 'interest' } },
  { direction: ['+'], type: /mass ?pay|sammelzahlung|massenzahlung|paiement groupé|^payouts?$/, becomes: 'undecided' },
  { direction: ['+'], type: donations, becomes: 'tip' },
  { direction: ['+'], type: general, funds: ['fee'], becomes: 'sale' },
  { direction: ['+'], type: general, becomes: 'undecided' },
  { direction: ['+'], type: /money received|send money/, becomes: 'undecided' },
  { direction: ['+'], type: payments, becomes: 'sale' },
  { direction: ['+'], type: /debit card transaction/, becomes: 'spending-refund' },
  { direction: ['-'], type: general, becomes: 'spending' },
  { direction: ['-'], type: payments, becomes: 'spending' },
  { direction: ['-'], type: donations, becomes: 'spending' },
  { direction: ['-'], type: /mass ?pay|^payouts?$|money sent|send money|debit card|purchase/, becomes: 'spending' },
  { type: /adjustment|correction|korrektur|anpassung|ajustement/, becomes: 'undecided' },
];

/** Looks a type up; it is given in lower case with single blanks. */
export const lookUpType = ruleBook(rules);
