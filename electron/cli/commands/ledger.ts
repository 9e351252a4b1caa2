/** Lines of the ledger, as filtered in the window. */
import { AppError } from '../../../shared/contract/errors';
import { amountName, type LedgerFilter, type LedgerTotals, ledgerFilter } from '../../../shared/contract/revenue';
import { formatMoney, formatNumber, formatWhen } from '../../../shared/domain/format';
import { type Command, flag, type Invocation, type Outcome, text } from '../command';
import { limitOf, readPages } from '../pages';
import { table } from '../print';
import { platformName } from '../words';
import { match, matches } from './ledger-matches';

export const ledger: Command = {
  usage:
    'list|sources AMOUNT|matches [--said]|match ONE OTHER [--different|--revert] [--from D] [--to D] [--platform ID] [--paid-via ID] [--kind KIND,…] [--currency CODE] [--status STATUS] [--person ID] [--import ID] [--search TEXT] [--oldest-first] [--limit N]',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    platform: { type: 'string' },
    'paid-via': { type: 'string' },
    kind: { type: 'string' },
    currency: { type: 'string' },
    status: { type: 'string' },
    person: { type: 'string' },
    import: { type: 'string' },
    search: { type: 'string' },
    'oldest-first': { type: 'boolean' },
    said: { type: 'boolean' },
    different: { type: 'boolean' },
    revert: { type: 'boolean' },
    limit: { type: 'string' },
  },
  run: async (invocation) => {
    const [what = 'list'] = invocation.args;
    switch (what) {
      case 'list':
        return list(invocation);
      case 'sources':
        return sources(invocation);
      case 'matches':
        await invocation.open(true);
        return matches(invocation);
      case 'match':
        await invocation.open(false);
        return match(invocation);
      default:
        throw new AppError('invalid-input', { field: what });
    }
  },
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { options, session, open, language, t } = invocation;
  const filter = filterOf(options);
  const most = limitOf(options);
  await open(true);
  const { zone } = await session.call('workspace.settings', {});
  const lines = await readPages(most, async (cursor, limit) => {
    const page = await session.call('revenue.lines', { ...filter, descending: !flag(options, 'oldest-first'), cursor, limit });
    return { rows: page.lines, next: page.next };
  });
  const totals = await session.call('revenue.totals', filter);
  const head = ['at', 'kind', 'platform', 'stated', 'net', 'what', 'who'].map((column) => t(`cli:ledger.${column}`));
  const rows = lines.map((line) => [
    formatWhen(line.at, zone, language),
    t(`common:kind.${line.kind}`),
    platformName(t, line.soldOn),
    formatMoney(line.stated, line.currency, language),
    formatMoney(line.amounts.net, line.currency, language),
    line.product ?? '',
    line.person?.name ?? line.counterparty ?? '',
  ]);
  const text =
    lines.length === 0
      ? t('cli:nothing')
      : [table([head, ...rows], ['left', 'left', 'left', 'right', 'right', 'left', 'left']), totalsTable(totals, invocation)].join('\n\n');
  return { data: { lines, totals }, text };
}

/** The imports that one of the five totals over the filtered lines is made of. */
async function sources(invocation: Invocation): Promise<Outcome> {
  const { args, options, session, open, language, t } = invocation;
  const amount = amountName.safeParse(args[1]);
  if (!amount.success) throw new AppError('invalid-input', { field: args[1] ?? 'AMOUNT' });
  const filter = filterOf(options);
  await open(true);
  const found = await session.call('revenue.sources', { ...filter, amount: amount.data });
  const head = [
    ...['file', 'account', 'imported', 'records'].map((column) => t(`cli:metrics.${column}`)),
    t(`common:amount.${amount.data}`),
  ];
  const rows = found.map((source) => [
    source.batchId === null ? t('common:sources.byHand') : source.fileName,
    [source.platform === '' ? '' : platformName(t, source.platform), source.account ?? ''].filter(Boolean).join(' · '),
    source.appliedAt ?? '',
    formatNumber(source.lines, language),
    formatMoney(source.amount, source.currency, language),
  ]);
  return { data: found, text: found.length === 0 ? t('cli:nothing') : table([head, ...rows], ['left', 'left', 'left', 'right', 'right']) };
}

/** The options as the contract's filter; what it refuses is named by its option. */
function filterOf(options: Invocation['options']): LedgerFilter {
  const kinds = text(options, 'kind');
  const parsed = ledgerFilter.safeParse({
    from: text(options, 'from'),
    to: text(options, 'to'),
    platform: text(options, 'platform'),
    paidVia: text(options, 'paid-via'),
    kinds: kinds?.split(',').map((kind) => kind.trim()),
    currency: text(options, 'currency'),
    status: text(options, 'status'),
    personId: text(options, 'person'),
    importId: text(options, 'import'),
    search: text(options, 'search'),
  });
  if (parsed.success) return parsed.data;
  const names: Readonly<Record<string, string>> = { paidVia: 'paid-via', kinds: 'kind', personId: 'person', importId: 'import' };
  const field = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new AppError('invalid-input', { field: `--${names[field] ?? field}` });
}

/** The five named amounts of the shown filter, per currency. */
function totalsTable(totals: readonly LedgerTotals[], { language, t }: Invocation): string {
  const names = ['gross', 'refund', 'deductions', 'net', 'payout'] as const;
  const head = [t('cli:metrics.currency'), t('cli:ledger.lines'), ...names.map((name) => t(`common:amount.${name}`))];
  const rows = totals.map(({ currency, lines, amounts }) => [
    currency,
    formatNumber(lines, language),
    ...names.map((name) => formatMoney(amounts[name], currency, language)),
  ]);
  return table([head, ...rows], ['left', ...head.slice(1).map(() => 'right' as const)]);
}
