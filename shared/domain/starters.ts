/**
 * Tables to begin with, for platforms that nobody can export from: columns that say what they hold, and the template that reads them. The platform's
 * name stands in the first column's, so that the table of each is told from all others.
 */
import type { MappingTemplate } from '../contract/mapping';
import type { MappingField } from './mapping';
import type { UnexportedPlatform } from './unexported';

export const starterKinds = ['sales', 'people'] as const;
export type StarterKind = (typeof starterKinds)[number];

const starterFields: Readonly<Record<StarterKind, readonly MappingField[]>> = {
  sales: ['number', 'at', 'amount', 'product', 'name', 'phone', 'fee', 'refunded', 'note'],
  people: ['nickname', 'name', 'phone', 'email', 'city', 'firstSeenAt', 'tier', 'note'],
};

/** How things are called in the user's language. */
export interface StarterWords {
  platform: string;
  kind: string;
  field(field: MappingField): string;
  /** The platform's name before that of the first column. */
  first(platform: string, field: string): string;
}

/** Orders of 小鹅通 belong to the platform whose members have an export. */
export function starterPlatform(platform: UnexportedPlatform): string {
  return platform === 'xiaoe-orders' ? 'xiaoe' : platform;
}

/** The template of a platform's table; its columns are the table's header. */
export function starterTemplate(platform: UnexportedPlatform, kind: StarterKind, words: StarterWords): MappingTemplate {
  return {
    version: 1,
    name: `${words.platform} · ${words.kind}`,
    kind,
    platform: starterPlatform(platform),
    columns: starterFields[kind].map((field, index) => ({
      column: index === 0 ? words.first(words.platform, words.field(field)) : words.field(field),
      field,
    })),
    dateOrder: 'ymd',
    decimal: '.',
    zone: null,
    currency: null,
    statuses: {},
  };
}
