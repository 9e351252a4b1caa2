/**
 * The columns of a PayPal activity by what they mean, in every language and layout that is known. Dutch files are partly English, and the statements
 * of some languages put a blank after the names for gross and fee.
 */

export const meanings = {
  date: ['Date', 'Datum', 'Fecha', 'Data'],
  time: ['Time', 'Uhrzeit', 'Heure', 'Hora', 'Ora', 'Orario', 'Tijd'],
  zone: ['TimeZone', 'Time Zone', 'Time zone', 'Zeitzone', 'Fuseau horaire', 'Zona horaria', 'Fuso orario', 'Tijdzone'],
  // The statement has Description in the place of Type, and no Status.
  type: ['Type', 'Typ', 'Tipo', 'Description', 'Beschreibung', 'Descripción', 'Descrizione', 'Omschrijving'],
  status: ['Status', 'État', 'Etat', 'Estado', 'Stato'],
  currency: ['Currency', 'Währung', 'Devise', 'Divisa', 'Valuta'],
  // The last two of gross and the last one of net are those of personal accounts.
  gross: ['Gross', 'Brutto', 'Avant commission', 'Bruto', 'Lordo', 'Amount', 'Bedrag'],
  fee: ['Fee', 'Gebühr', 'Entgelt', 'Commission', 'Comisión', 'Tarifa', 'Tariffa', 'Kosten', 'Fees'],
  net: ['Net', 'Netto', 'Neto', 'Total', 'Totaal'],
  id: ['Transaction ID', 'Transaktionscode', 'Numéro de transaction', 'Id. de transacción', 'Codice transazione', 'Transactiereferentie'],
  reference: [
    ...['Reference Txn ID', 'Zugehöriger Transaktionscode', 'Numéro de la transaction de référence'],
    ...['Id. de referencia de trans.', 'Id. de referencia de la transacción', 'Codice transazione di riferimento'],
  ],
  invoice: [
    ...['Invoice Number', 'Invoice ID', 'Invoice Id', 'Rechnungsnummer', 'Numéro de facture', 'Identifiant de facture'],
    ...['Id. de factura', 'N. fattura pro-forma', 'N° ordine commerciante', 'Factuurnummer', 'Factuurreferentie'],
  ],
  name: ['Name', 'Nom', 'Nombre', 'Nome', 'Naam'],
  from: [
    ...['From Email Address', 'Absender E-Mail-Adresse', "De l'adresse email", "Adresse email de l'expéditeur"],
    ...['Correo electrónico del remitente', 'Remitente', 'Indirizzo email mittente', 'Van e-mailadres'],
  ],
  to: [
    ...['To Email Address', 'Empfänger E-Mail-Adresse', "À l'adresse email"],
    ...['Correo electrónico del destinatario', 'Destinatario', 'Indirizzo email destinatario', 'Naar e-mailadres'],
  ],
  item: ['Item Title', 'Artikelbezeichnung', "Titre de l'objet", 'Nombre del artículo', 'Titolo oggetto', 'Objecttitel'],
  subject: ['Subject', 'Betreff', 'Objet', 'Asunto', 'Oggetto', 'Onderwerp'],
  note: ['Note', 'Hinweis', 'Remarque', 'Nota', 'Messaggio'],
  phone: [
    ...['Contact Phone Number', 'Telefon', 'Numéro de téléphone du contact'],
    ...['Número de teléfono de contacto', 'Telefono', 'Telefoonnummer contactpersoon'],
  ],
  city: ['Town/City', 'Ort', 'Ville', 'Población o Ciudad', 'Città', 'Plaats'],
  country: ['Country', 'Land', 'Pays', 'País', 'Paese'],
  impact: [
    ...['Balance Impact', 'Auswirkung auf Guthaben', 'Impact sur le solde'],
    ...['Repercusiones en el saldo', 'Impatto sul saldo', 'Effect op saldo'],
  ],
} as const satisfies Record<string, readonly string[]>;
export type Meaning = keyof typeof meanings;

/** What a file must have to be a PayPal activity. */
export const needed: readonly Meaning[] = ['date', 'time', 'zone', 'type', 'currency', 'gross', 'fee', 'net', 'id'];

/** A column name as it is compared: older files put blanks around names, and the apostrophe has two forms. */
export const plainName = (name: string) =>
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

/** Columns with what is left of an amount in downloads of personal accounts, whose column of fees may lack the sign. */
export const personalNet = ['Total', 'Totaal'] as const satisfies readonly (typeof meanings.net)[number][];

/** What arranging adds to a row: what can only be known from the whole file. */
export const added = {
  instant: 'Time (UTC)',
  gross: 'Gross (plain)',
  fee: 'Fee (plain)',
  net: 'Net (plain)',
  settledCurrency: 'Settled currency',
  settledNet: 'Settled net',
} as const;
