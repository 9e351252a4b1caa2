import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { PersonRow } from '../../../shared/contract/people';
import { csvLine } from '../../../shared/domain/csv';
import { formatMoney } from '../../../shared/domain/format';
import { type Command, type Invocation, type Outcome, text } from '../command';
import { table } from '../print';

async function allPeople({ session, options }: Invocation): Promise<PersonRow[]> {
  const people: PersonRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { people: PersonRow[]; next: string | null } = await session.call('people.list', {
      search: text(options, 'search') ?? '',
      platform: text(options, 'platform') ?? null,
      cursor,
      limit: 500,
    });
    people.push(...page.people);
    cursor = page.next;
  } while (cursor !== null);
  return people;
}

async function list(invocation: Invocation): Promise<Outcome> {
  const people = await allPeople(invocation);
  const { language, t } = invocation;
  const rows = people.map((person) => [
    person.id,
    person.name,
    person.platforms.map((platform) => t(`common:platform.${platform}`)).join(' '),
    person.paid.map(({ currency, amount }) => formatMoney(amount, currency, language)).join(' '),
    person.lastSeenAt?.slice(0, 10) ?? '',
  ]);
  return { data: people, text: people.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'left', 'right', 'left']) };
}

async function show({ session, language, t }: Invocation, id: string): Promise<Outcome> {
  const person = await session.call('people.get', { id });
  const { entries } = await session.call('people.timeline', { id, limit: 500 });
  const rows = entries.map((entry) => [
    entry.at,
    entry.kind ? t(`common:kind.${entry.kind}`) : entry.type,
    entry.title ?? '',
    entry.currency !== null && entry.amount !== null ? formatMoney(entry.amount, entry.currency, language) : '',
    entry.source ? `${entry.source.fileName}:${entry.source.row}` : '',
  ]);
  const identities = person.identities.map((identity) => [
    t(`common:platform.${identity.platform}`),
    identity.externalId,
    identity.nickname ?? '',
  ]);
  return {
    data: { ...person, timeline: entries },
    text: [person.name, table(identities), table(rows, ['left', 'left', 'left', 'right', 'left'])].join('\n\n'),
  };
}

async function exportPeople(invocation: Invocation): Promise<Outcome> {
  const out = text(invocation.options, 'out');
  if (out === undefined) throw new AppError('invalid-input', { field: '--out' });
  const people = await allPeople(invocation);
  const lines = [
    ['id', 'name', 'platforms', 'email', 'phone', 'city', 'tier', 'tags', 'first_seen_at', 'last_seen_at'],
    ...people.map((p) => [
      p.id,
      p.name,
      p.platforms.join(' '),
      p.email,
      p.phone,
      p.city,
      p.tier,
      p.tags.join(' '),
      p.firstSeenAt,
      p.lastSeenAt,
    ]),
  ].map(csvLine);
  const path = resolve(out);
  await writeFile(`${path}.partial`, `\ufeff${lines.join('\r\n')}\r\n`);
  await rename(`${path}.partial`, path);
  return { data: { path, people: people.length }, text: invocation.t('cli:exported', { dir: path }) };
}

export const people: Command = {
  usage: 'list [--search TEXT] [--platform ID] | show ID | export --out FILE',
  options: { search: { type: 'string' }, platform: { type: 'string' }, out: { type: 'string' } },
  run: async (invocation) => {
    const [action = 'list', id] = invocation.args;
    await invocation.open(true);
    switch (action) {
      case 'list':
        return list(invocation);
      case 'export':
        return exportPeople(invocation);
      case 'show':
        if (id !== undefined) return show(invocation, id);
        throw new AppError('invalid-input', { field: 'ID' });
      default:
        throw new AppError('invalid-input', { field: action });
    }
  },
};
