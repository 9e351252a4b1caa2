/** Lines that may be the same money, from the command line: pairs that wait for a word, and the word. */
import { AppError } from '../../../shared/contract/errors';
import type { LedgerLine, LineMatch } from '../../../shared/contract/revenue';
import { formatMoney, formatWhen } from '../../../shared/domain/format';
import { flag, type Invocation, type Outcome } from '../command';
import { table } from '../print';
import { platformName } from '../words';

/** Pairs that wait for a word, or with --said those that have got one. */
export async function matches({ session, options, language, t }: Invocation): Promise<Outcome> {
  const found = await session.call('revenue.matches', { said: flag(options, 'said') });
  const { zone } = await session.call('workspace.settings', {});
  const line = ({ id, at, soldOn, paidVia, side, product, counterparty }: LedgerLine) => [
    `${id}`,
    formatWhen(at, zone, language),
    platformName(t, side === 'bill' ? (paidVia ?? soldOn) : soldOn),
    product ?? counterparty ?? '',
  ];
  const word = ({ said }: LineMatch) => (said === null ? [] : [t(said.same ? 'revenue:matches.same' : 'revenue:matches.different')]);
  const rows = found.matches.map((match) => [
    formatMoney(match.one.stated, match.one.currency, language),
    ...line(match.one),
    ...line(match.other),
    ...word(match),
  ]);
  return { data: found, text: rows.length === 0 ? t('cli:nothing') : table(rows, ['right']) };
}

/** `match ONE OTHER`: the two numbers that `matches` prints; --different says that they are not the same, --revert takes a word back. */
export async function match({ session, args, options, t }: Invocation): Promise<Outcome> {
  const [one, other] = [number(args[1], 'ONE'), number(args[2], 'OTHER')];
  const same = flag(options, 'revert') ? null : !flag(options, 'different');
  const data = await session.call('revenue.match', { pairs: [{ one, other }], same });
  const done = same === null ? 'revenue:matches.takenBack' : same ? 'revenue:matches.done' : 'revenue:matches.doneDifferent';
  return { data, text: t(done, { count: 1 }) };
}

function number(text: string | undefined, name: string): number {
  const value = Number(text);
  if (text === undefined || !Number.isSafeInteger(value)) throw new AppError('invalid-input', { field: name });
  return value;
}
