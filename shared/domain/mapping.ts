/** What the rows and columns of a table can mean to the mapping wizard, and how its text can be taken apart. */

/** Encodings that text files come in; the first four are recognised, the others only said by hand. */
export const textEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5', 'shift_jis', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** What stands between the cells of a line. */
export const textDelimiters = [',', ';', '\t', '|'] as const;
export type TextDelimiter = (typeof textDelimiters)[number];

/** How a file is taken apart where the guess is wrong; null = guessed. Workbooks know their cells: of them only `footer` counts. */
export interface Reading {
  encoding: TextEncoding | null;
  delimiter: TextDelimiter | null;
  /** `plain`: quotes are letters like others, and every line is a row. */
  quotes: 'quoted' | 'plain';
  /** Rows at the end that are no rows of the table: sums, remarks. Empty ones are not counted. */
  footer: number;
  /** No row names the columns, of which there are so many: they are called A, B, C … Absent where a row does. */
  headless?: number;
}

/** The name of a column that has none, as spreadsheet programs give it: A … Z, AA, AB … */
export function columnLetter(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}

/** The other way round. */
export function letterIndex(letter: string): number {
  return [...letter].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
}

/** More columns than this have a header. */
export const maxHeadless = 200;

/** Everything guessed. */
export const guessedReading: Reading = { encoding: null, delimiter: null, quotes: 'quoted', footer: 0 };

/** The longest footer that can be said. */
export const maxFooter = 50;

/** What the rows of a mapped table are. */
export const mappingKinds = ['people', 'sales', 'cashbook', 'expenses', 'attendance', 'content', 'plan'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** Rows of these kinds are money, whose status says whether it moved. */
export function isMoney(kind: MappingKind): boolean {
  return kind === 'sales' || kind === 'cashbook' || kind === 'expenses';
}

const net = /到账|实收|净|结算|(?:^|[^a-z])net(?:[^a-z]|$)|^net(?=[A-Z]|amount|income|sales|proceeds|payout|revenue)|payouts?\b|proceeds/;

/** Whether an amount of this name is what is left of a sale after its fees. */
export function isNetAmount(column: string): boolean {
  return net.test(column) || net.test(column.toLowerCase());
}

/** Whether a column of this name says what there is on an account: what stands beside it is a statement of the account. */
export function isBalance(column: string): boolean {
  return /余额|结余|balance/i.test(column);
}

/** What a column can mean, by kind; the first ones are needed. */
export const mappingFields = {
  people: [
    'name',
    'nickname',
    'externalId',
    'email',
    'phone',
    'gender',
    'birthDate',
    'city',
    'province',
    'country',
    'firstSeenAt',
    'lastSeenAt',
    'tier',
    'status',
    'termStart',
    'termEnd',
    'note',
  ],
  sales: [
    'at',
    'amount',
    'number',
    'product',
    'name',
    'nickname',
    'externalId',
    'email',
    'phone',
    'status',
    'fee',
    'refunded',
    'currency',
    'termStart',
    'termEnd',
    'note',
  ],
  cashbook: ['at', 'amount', 'direction', 'amountIn', 'amountOut', 'category', 'purpose', 'party', 'number', 'status', 'currency', 'note'],
  expenses: ['at', 'amount', 'category', 'purpose', 'party', 'number', 'status', 'currency', 'note'],
  attendance: ['name', 'nickname', 'activity', 'at', 'externalId', 'email', 'phone', 'minutes', 'status', 'note'],
  content: ['title', 'publishedAt', 'externalId', 'url', 'series', 'figure'],
  plan: ['title', 'plannedAt', 'channel', 'category', 'status', 'externalId', 'url', 'note'],
} as const satisfies Record<MappingKind, readonly string[]>;
export type MappingField = (typeof mappingFields)[MappingKind][number];

/** Fields without which a row of the kind says nothing; of several lists one must be whole. */
export const neededFields: Record<MappingKind, readonly (readonly MappingField[])[]> = {
  people: [['name'], ['nickname'], ['externalId'], ['email'], ['phone']],
  sales: [['at', 'amount']],
  cashbook: [
    ['at', 'amount'],
    ['at', 'amountIn'],
    ['at', 'amountOut'],
  ],
  expenses: [['at', 'amount']],
  attendance: [['name'], ['nickname'], ['externalId'], ['email'], ['phone']],
  content: [['title']],
  plan: [['title', 'plannedAt']],
};
