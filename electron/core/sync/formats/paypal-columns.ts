/** The columns of a PayPal activity by what they mean, in every language and layout that is known. */

export const meanings = {
  date: ['Date', 'Datum'],
  time: ['Time', 'Uhrzeit', 'Heure'],
  zone: ['TimeZone', 'Time Zone', 'Zeitzone', 'Fuseau horaire'],
  // The statement has Description in the place of Type, and no Status.
  type: ['Type', 'Typ', 'Description', 'Beschreibung'],
  status: ['Status', 'État', 'Etat'],
  currency: ['Currency', 'Währung', 'Devise'],
  gross: ['Gross', 'Brutto', 'Avant commission'],
  fee: ['Fee', 'Gebühr', 'Entgelt', 'Commission'],
  net: ['Net', 'Netto'],
  id: ['Transaction ID', 'Transaktionscode', 'Numéro de transaction'],
  reference: ['Reference Txn ID', 'Zugehöriger Transaktionscode', 'Numéro de la transaction de référence'],
  invoice: ['Invoice Number', 'Invoice ID', 'Invoice Id', 'Rechnungsnummer', 'Numéro de facture'],
  name: ['Name', 'Nom'],
  from: ['From Email Address', 'Absender E-Mail-Adresse', "De l'adresse email"],
  to: ['To Email Address', 'Empfänger E-Mail-Adresse', "À l'adresse email"],
  item: ['Item Title', 'Artikelbezeichnung', "Titre de l'objet"],
  subject: ['Subject', 'Betreff', 'Objet'],
  note: ['Note', 'Hinweis', 'Remarque'],
  phone: ['Contact Phone Number', 'Telefon', 'Numéro de téléphone du contact'],
  city: ['Town/City', 'Ort', 'Ville'],
  country: ['Country', 'Land', 'Pays'],
  impact: ['Balance Impact', 'Auswirkung auf Guthaben', 'Impact sur le solde'],
} as const satisfies Record<string, readonly string[]>;
export type Meaning = keyof typeof meanings;

/** What a file must have to be a PayPal activity. */
export const needed: readonly Meaning[] = ['date', 'time', 'zone', 'type', 'currency', 'gross', 'fee', 'net', 'id'];

/** A column name as it is compared: older files put blanks around names, and the apostrophe has two forms. */
const plainName = (name: string) =>
  name
    .replace(/[\s\uFEFF]+/g, ' ')
    .replaceAll('’', "'")
    .trim();

/** Where each meaning stands in a header row. */
export function columnsOf(header: readonly string[]): Map<Meaning, number> {
  const names = header.map(plainName);
  const found = new Map<Meaning, number>();
  for (const meaning of Object.keys(meanings) as Meaning[]) {
    for (const name of meanings[meaning]) {
      const at = names.indexOf(name);
      if (at >= 0 && !found.has(meaning)) found.set(meaning, at);
    }
  }
  return found;
}

/** What arranging adds to a row: what can only be known from the whole file. */
export const added = {
  instant: 'Time (UTC)',
  gross: 'Gross (plain)',
  fee: 'Fee (plain)',
  net: 'Net (plain)',
  settledCurrency: 'Settled currency',
  settledNet: 'Settled net',
} as const;
