/**
 * What the column Status of a PayPal activity says. Completed, refunded and reversed rows count (what went back has a row of its own); pending and
 * held ones have not moved any money yet, denied, cancelled, voided, removed and expired ones never will. German and French words other than those for
 * completed, pending and removed are assumed; Spanish, Italian and Dutch ones are those that were seen.
 */

const settled = new Set([
  '',
  ...['completed', 'refunded', 'partially refunded', 'reversed', 'partially reversed', 'cleared', 'paid', 'placed'],
  ...['abgeschlossen', 'rückzahlung', 'zurückgezahlt', 'teilweise zurückgezahlt', 'zurückgebucht'],
  ...['terminé', 'terminée', 'effectué', 'effectuée', 'remboursé', 'remboursée', 'partiellement remboursé', 'annulé et remboursé'],
  ...['completado', 'completata', 'voltooid'],
]);
const waiting = new Set([
  ...['pending', 'held', 'unclaimed', 'active', 'processing', 'in progress', 'uncleared', 'under review'],
  ...['ausstehend', 'offen', 'einbehalten', 'in bearbeitung', 'en attente', 'en cours', 'non compensé'],
  ...['pendiente', 'in sospeso'],
]);
const closed = new Set([
  ...['denied', 'canceled', 'cancelled', 'voided', 'expired', 'failed', 'removed', 'returned', 'declined', 'blocked', 'rejected'],
  ...['abgelehnt', 'storniert', 'abgebrochen', 'fehlgeschlagen', 'abgelaufen', 'entfernt'],
  ...['refusé', 'refusée', 'annulé', 'annulée', 'expiré', 'échoué'],
  ...['annullata', 'rifiutata', 'rimosso', 'negato'],
]);

/** Whether money of a status moved; null for a status nobody has seen. */
export function stateOf(status: string): 'settled' | 'waiting' | 'closed' | null {
  const word = status.trim().toLowerCase();
  if (settled.has(word)) return 'settled';
  if (waiting.has(word)) return 'waiting';
  return closed.has(word) ? 'closed' : null;
}
