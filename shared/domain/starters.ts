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

/** A translator of the window or of the command line. */
type Say = (key: string, params?: Record<string, string>) => string;

/** Orders of 小鹅通 belong to the platform whose members have an export. */
export function starterPlatform(platform: UnexportedPlatform): string {
  return platform === 'xiaoe-orders' ? 'xiaoe' : platform;
}

/** The template of a platform's table; its columns are the table's header, in the language that `say` speaks. */
export function starterTemplate(platform: UnexportedPlatform, kind: StarterKind, say: Say): MappingTemplate {
  const name = say(`common:platform.${starterPlatform(platform)}`);
  const columns = starterFields[kind].map((field, index) => {
    const own = say(`mapping:field.${field}`);
    return { column: index === 0 ? say('mapping:unexported.first', { platform: name, field: own }) : own, field };
  });
  return {
    version: 1,
    name: `${name} · ${say(`mapping:unexported.${kind}`)}`,
    kind,
    platform: starterPlatform(platform),
    columns,
    dateOrder: 'ymd',
    decimal: '.',
    zone: null,
    currency: null,
    statuses: {},
  };
}
