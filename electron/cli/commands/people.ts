/** People: the list as filtered in the window, one with their timeline, or a CSV. */
import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { type PersonRow, type PersonSource, personSort } from '../../../shared/contract/people';
import { csvLine } from '../../../shared/domain/csv';
import { formatMoney, formatNumber, formatWhen } from '../../../shared/domain/format';
import { currencyExponent } from '../../../shared/domain/money';
import { type Command, flag, type Invocation, type Outcome, text } from '../command';
import { limitOf, readPages } from '../pages';
import { table } from '../print';
import { platformName } from '../words';
import { erase } from './erase-people';
import { different, dismissed, merge, separate, suggestions, unmerge } from './people-identity';

function readPeople({ session, options }: Invocation): Promise<PersonRow[]> {
  const sort = personSort.safeParse(text(options, 'sort') ?? 'lastSeen');
  if (!sort.success) throw new AppError('invalid-input', { field: '--sort' });
  return readPages(limitOf(options), async (cursor, limit) => {
    const page = await session.call('people.list', {
      search: text(options, 'search') ?? '',
      platform: text(options, 'platform') ?? null,
      tag: text(options, 'tag') ?? null,
      since: text(options, 'since') ?? null,
      until: text(options, 'until') ?? null,
      sort: sort.data,
      descending: !flag(options, 'ascending'),
      cursor,
      limit,
    });
    return { rows: page.people, next: page.next };
  });
}

function paidText(paid: PersonRow['paid'], { language }: Invocation): string {
  return paid.map(({ currency, amount }) => formatMoney(amount, currency, language)).join(' ');
}

async function list(invocation: Invocation): Promise<Outcome> {
  const people = await readPeople(invocation);
  const { session, language, t } = invocation;
  const { zone } = await session.call('workspace.settings', {});
  const head = ['id', 'name', 'platforms', 'paid', 'lastSeen', 'tags'].map((column) => t(`cli:people.${column}`));
  const rows = people.map((person) => [
    person.id,
    person.name,
    person.platforms.map((platform) => platformName(t, platform)).join(' '),
    paidText(person.paid, invocation),
    person.lastSeenAt === null ? '' : formatWhen(person.lastSeenAt, zone, language, 'day'),
    person.tags.join(' '),
  ]);
  return {
    data: people,
    text: people.length === 0 ? t('cli:nothing') : table([head, ...rows], ['left', 'left', 'left', 'right', 'left', 'left']),
  };
}

async function show(invocation: Invocation, id: string): Promise<Outcome> {
  const { session, language, t } = invocation;
  const person = await session.call('people.get', { id });
  const { zone } = await session.call('workspace.settings', {});
  const timeline = await readPages(Number.POSITIVE_INFINITY, async (cursor, limit) => {
    const page = await session.call('people.timeline', { id, cursor, limit });
    return { rows: page.entries, next: page.next };
  });
  const rows = timeline.map((entry) => [
    formatWhen(entry.at, zone, language),
    entry.kind ? t(`common:kind.${entry.kind}`) : t(`cli:people.${entry.type}`),
    entry.title ?? '',
    entry.currency !== null && entry.amount !== null ? formatMoney(entry.amount, entry.currency, language) : '',
    entry.source ? t('common:source.fileRow', { file: entry.source.fileName, row: entry.source.row }) : '',
  ]);
  const identities = person.identities.map((identity) => [
    `${identity.record}`,
    platformName(t, identity.platform),
    identity.externalId,
    identity.nickname ?? '',
    identity.tier ?? '',
    identity.status ?? '',
  ]);
  const made = await session.call('people.sources', { id });
  const sources = made.sources.map((source) => [
    source.fileName,
    [platformName(t, source.platform), source.account ?? ''].filter(Boolean).join(' · '),
    formatWhen(source.appliedAt, zone, language),
    recordsText(source, invocation),
    source.rows.slice(0, 8).join(' ') + (source.rowCount > 8 ? ' …' : ''),
  ]);
  const merges = person.merges.map(({ id: merge, name, at }) =>
    t('cli:people.mergedWith', { merge, name, when: formatWhen(at, zone, language) }),
  );
  const about = [person.name, person.email, person.phone, person.city, paidText(person.paid, invocation)].filter(Boolean).join(' · ');
  return {
    data: { ...person, ...made, timeline },
    text: [
      about,
      table(identities),
      merges.join('\n'),
      sourcesText(sources, invocation),
      table(rows, ['left', 'left', 'left', 'right', 'left']),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** What a file states of somebody, and on which rows. */
function sourcesText(rows: readonly string[][], { t }: Invocation): string {
  return rows.length === 0 ? '' : [t('people:section.sources'), table(rows)].join('\n');
}

function recordsText({ records }: PersonSource, { t, language }: Invocation): string {
  return Object.entries(records)
    .map(([type, count]) => {
      const params = { count, formatted: formatNumber(count, language) };
      return type === 'person' ? t('people:sources.profile', params) : t(`sync:records.${type}`, params);
    })
    .join(t('sync:comma'));
}

/** Amounts as plain decimals in a column per currency, times in UTC; spreadsheets read no cell as a formula (shared/domain/csv.ts). */
async function exportPeople(invocation: Invocation): Promise<Outcome> {
  const out = text(invocation.options, 'out');
  if (out === undefined) throw new AppError('invalid-input', { field: '--out' });
  const people = await readPeople(invocation);
  const currencies = [...new Set(people.flatMap(({ paid }) => paid.map(({ currency }) => currency)))].sort();
  const paidColumns = currencies.map((currency) => `paid_${currency}`);
  const head = [
    'id',
    'name',
    'platforms',
    'email',
    'phone',
    'city',
    'tier',
    'tags',
    'first_seen_at',
    'last_seen_at',
    'is_team',
    ...paidColumns,
  ];
  const lines = people.map((person) => [
    person.id,
    person.name,
    person.platforms.join(' '),
    person.email,
    person.phone,
    person.city,
    person.tier,
    person.tags.join(' '),
    person.firstSeenAt,
    person.lastSeenAt,
    person.isTeam ? 1 : 0,
    ...currencies.map((currency) => decimal(person, currency)),
  ]);
  const path = resolve(out);
  // The mark at the start lets spreadsheet programs see that this is UTF-8; the name appears only when the file is complete.
  await writeFile(`${path}.partial`, `\ufeff${[head, ...lines].map(csvLine).join('\r\n')}\r\n`);
  await rename(`${path}.partial`, path);
  return { data: { path, people: people.length }, text: invocation.t('cli:exported', { dir: path }) };
}

function decimal({ paid }: PersonRow, currency: string): string | null {
  const sum = paid.find((entry) => entry.currency === currency);
  const digits = currencyExponent(currency);
  return sum === undefined ? null : (sum.amount / 10 ** digits).toFixed(digits);
}

export const people: Command = {
  usage:
    'list [--search TEXT] [--platform ID] [--tag TAG] [--since D] [--until D] [--sort name|firstSeen|lastSeen|paid] [--ascending] [--limit N] | show ID | export --out FILE [filters of list] | suggestions [--person ID] [--limit N] | merge KEEP OTHER | unmerge MERGE | separate ID RECORD | different ID ID [--revert] | dismissed [--limit N] | erase ID… [--yes]',
  options: {
    search: { type: 'string' },
    platform: { type: 'string' },
    tag: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    sort: { type: 'string' },
    ascending: { type: 'boolean' },
    limit: { type: 'string' },
    out: { type: 'string' },
    person: { type: 'string' },
    revert: { type: 'boolean' },
    yes: { type: 'boolean' },
  },
  run: async (invocation) => {
    const [action = 'list', id, ...more] = invocation.args;
    switch (action) {
      case 'list':
        await invocation.open(true);
        return list(invocation);
      case 'export':
        await invocation.open(true);
        return exportPeople(invocation);
      case 'show':
        if (id === undefined) throw new AppError('invalid-input', { field: 'ID' });
        await invocation.open(true);
        return show(invocation, id);
      case 'suggestions':
        await invocation.open(true);
        return suggestions(invocation);
      case 'dismissed':
        await invocation.open(true);
        return dismissed(invocation);
      case 'merge':
        await invocation.open();
        return merge(invocation);
      case 'unmerge':
        await invocation.open();
        return unmerge(invocation);
      case 'separate':
        await invocation.open();
        return separate(invocation);
      case 'different':
        await invocation.open();
        return different(invocation);
      case 'erase':
        if (id === undefined) throw new AppError('invalid-input', { field: 'ID' });
        await invocation.open(!flag(invocation.options, 'yes'));
        return erase(invocation, [id, ...more]);
      default:
        throw new AppError('invalid-input', { field: action });
    }
  },
};
