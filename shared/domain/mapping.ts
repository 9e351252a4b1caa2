/** What the rows and columns of a table can mean to the mapping wizard. */

/** What the rows of a mapped table are. */
export const mappingKinds = ['people', 'sales', 'attendance', 'content'] as const;
export type MappingKind = (typeof mappingKinds)[number];

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
    'note',
  ],
  sales: ['at', 'amount', 'number', 'product', 'name', 'externalId', 'email', 'phone', 'status', 'fee', 'refunded', 'currency', 'note'],
  attendance: ['name', 'activity', 'at', 'externalId', 'email', 'phone', 'minutes', 'status', 'note'],
  content: ['title', 'publishedAt', 'externalId', 'url', 'series', 'figure'],
} as const satisfies Record<MappingKind, readonly string[]>;
export type MappingField = (typeof mappingFields)[MappingKind][number];

/** Fields without which a row of the kind says nothing; of several lists one must be whole. */
export const neededFields: Record<MappingKind, readonly (readonly MappingField[])[]> = {
  people: [['name'], ['nickname'], ['externalId'], ['email'], ['phone']],
  sales: [['at', 'amount']],
  attendance: [['name'], ['externalId'], ['email'], ['phone']],
  content: [['title']],
};
