/**
 * What the words of a PayPal activity mean, in the languages whose exports are known (English, German, French).
 *
 * | sign | type | becomes |
 * | --- | --- | --- |
 * | any | currency conversion | `transfer`; the payment it belongs to is restated in the currency it was converted to |
 * | any | cart items, orders, invoices, requests | ignored: no money moves, or the payment's row states it |
 * | any | holds, authorisations, reserves and their release | `held` |
 * | − / + | fees | `fee` / `fee_reversal` |
 * | − / + | tax collected by a partner | `tax_withheld` / `fee_reversal` |
 * | − / + | refund | `refund` / refund of own spending |
 * | any | ACH deposit returned | `transfer`; + ACH withdrawal returned → `payout_fee` (lowers payouts by what came back) |
 * | − | chargeback, reversal | `refund`; + chargeback → `fee_reversal` (the money is back); + other reversal → refund of own spending |
 * | any | bank deposit, top-up, buyer credit, internal transfer, loan | `transfer` |
 * | − / + | withdrawal to the bank | `payout` (less its fee) / `payout_fee` |
 * | + | interest, dividend, cash-back | ignored "interest" |
 * | + | mass payment (payouts of platforms arrive so) | undecided; − → own spending |
 * | + | donation | `tip`; − → own spending |
 * | + | general or mobile payment | with a fee (goods and services) `sale`, without (friends) undecided; − → own spending |
 * | + | any other payment | `sale`; − → own spending |
 * | any | adjustment, correction | undecided |
 * Completed, refunded and reversed rows count (what went back has a row of its own); pending and held ones are ignored "not settled", denied,
 * cancelled, voided and expired ones "closed"; `Balance Impact` Memo is ignored. English, German and French types were seen in real files or
 * parsers where they are named in full; German and French words for statuses other than completed are assumed. Anything else is quarantined.
 */
import { type MoneyRule, ruleBook } from './money-rules';

export const conversion = /currency conversion|währungsumrechnung|conversion de devise/;

const rules: readonly MoneyRule[] = [
  { type: conversion, becomes: 'transfer' },
  { type: /shopping cart item|warenkorbartikel|article du panier/, becomes: { ignored: 'duplicate-in-file' } },
  { type: /^order$|^bestellung$|invoice (sent|received)|request (sent|received)|money request/, becomes: { ignored: 'not-settled' } },
  { type: /\bhold\b|authori[sz]ation|autorisierung|autorisation|einbehalt|reserve|payment release|blocage|retenue/, becomes: 'held' },
  { direction: ['-'], type: /\bfees?\b|gebühr|entgelt|\bfrais\b|^commission/, becomes: 'fee' },
  { direction: ['+'], type: /\bfees?\b|gebühr|entgelt|\bfrais\b|^commission/, becomes: 'fee_reversal' },
  { direction: ['-'], type: /tax collected/, becomes: 'tax_withheld' },
  { direction: ['+'], type: /tax collected/, becomes: 'fee_reversal' },
  { direction: ['-'], type: /refund|rückzahlung|erstattung|remboursement/, becomes: 'refund' },
  { direction: ['+'], type: /refund|rückzahlung|erstattung|remboursement/, becomes: 'spending-refund' },
  { type: /von ach-gutschrift|ach deposit|ach credit/, becomes: 'transfer' },
  { direction: ['+'], type: /von ach-abbuchung|ach (withdrawal|debit)/, becomes: 'payout_fee' },
  { direction: ['-'], type: /chargeback|reversal|rückbuchung|rücklastschrift|rétrofacturation|annulation/, becomes: 'refund' },
  { direction: ['+'], type: /chargeback|rétrofacturation/, becomes: 'fee_reversal' },
  { direction: ['+'], type: /reversal|rückbuchung|rücklastschrift|annulation/, becomes: 'spending-refund' },
  {
    type: /bank deposit|bankgutschrift|virement bancaire sur le compte paypal|card deposit|einzahlung|add(ed)? (money|funds)/,
    becomes: 'transfer',
  },
  {
    type: /funding|buyer credit|internal|interne kontobewegung|funds? (transfer|payable|receivable)|transfert de fonds/,
    becomes: 'transfer',
  },
  { type: /working capital|\bloan\b/, becomes: 'transfer' },
  { direction: ['-'], type: /withdrawal|abbuchung|auszahlung|retrait|virement|transfer to (bank|debit card)|sweep/, becomes: 'payout' },
  { direction: ['+'], type: /withdrawal|abbuchung|auszahlung|retrait|virement|transfer to (bank|debit card)|sweep/, becomes: 'payout_fee' },
  { direction: ['+'], type: /dividend|interest|zinsen|intérêt|cash ?back/, becomes: { ignored: 'interest' } },
  { direction: ['+'], type: /mass ?pay|sammelzahlung|massenzahlung|paiement groupé|^payouts?$/, becomes: 'undecided' },
  { direction: ['+'], type: /donation|spende|\bdons?\b/, becomes: 'tip' },
  {
    direction: ['+'],
    type: /general payment|mobile payment|allgemeine zahlung|handyzahlung|paiement général|paiement mobile/,
    funds: ['fee'],
    becomes: 'sale',
  },
  {
    direction: ['+'],
    type: /general payment|mobile payment|allgemeine zahlung|handyzahlung|paiement général|paiement mobile/,
    becomes: 'undecided',
  },
  { direction: ['+'], type: /money received|send money/, becomes: 'undecided' },
  { direction: ['+'], type: /payment|zahlung|paiement|checkout|auction|subscription|abonnement/, becomes: 'sale' },
  {
    direction: ['-'],
    type: /mass ?pay|^payouts?$|donation|spende|\bdons?\b|money sent|send money|payment|zahlung|paiement|checkout|auction|subscription|abonnement|debit card|purchase/,
    becomes: 'spending',
  },
  { type: /adjustment|correction|korrektur|anpassung|ajustement/, becomes: 'undecided' },
];

/** Looks a type up; it is given in lower case with single blanks. */
export const lookUpType = ruleBook(rules);

const settled = new Set([
  '',
  ...['completed', 'refunded', 'partially refunded', 'reversed', 'partially reversed', 'cleared', 'paid', 'placed'],
  ...['abgeschlossen', 'rückzahlung', 'zurückgezahlt', 'teilweise zurückgezahlt', 'zurückgebucht'],
  ...['terminé', 'terminée', 'effectué', 'effectuée', 'remboursé', 'remboursée', 'partiellement remboursé', 'annulé et remboursé'],
]);
const waiting = new Set([
  ...['pending', 'held', 'unclaimed', 'active', 'processing', 'in progress', 'uncleared', 'under review'],
  ...['ausstehend', 'offen', 'einbehalten', 'in bearbeitung', 'en attente', 'en cours', 'non compensé'],
]);
const closed = new Set([
  ...['denied', 'canceled', 'cancelled', 'voided', 'expired', 'failed', 'removed', 'returned', 'declined', 'blocked', 'rejected'],
  ...[
    'abgelehnt',
    'storniert',
    'abgebrochen',
    'fehlgeschlagen',
    'abgelaufen',
    'refusé',
    'refusée',
    'annulé',
    'annulée',
    'expiré',
    'échoué',
  ],
]);

/** Whether money of a status moved; null for a status nobody has seen. */
export function stateOf(status: string): 'settled' | 'waiting' | 'closed' | null {
  const word = status.trim().toLowerCase();
  if (settled.has(word)) return 'settled';
  if (waiting.has(word)) return 'waiting';
  return closed.has(word) ? 'closed' : null;
}
