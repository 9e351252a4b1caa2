import { AppError } from '../../../shared/contract/errors';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { formatMoney } from '../../../shared/domain/format';
import { type Command, text } from '../command';
import { table } from '../print';

export const ledger: Command = {
  usage: 'list [--from D] [--to D] [--platform ID] [--limit N]',
  options: { from: { type: 'string' }, to: { type: 'string' }, platform: { type: 'string' }, limit: { type: 'string' } },
  run: async ({ args, options, session, open, language, t }) => {
    if ((args[0] ?? 'list') !== 'list') throw new AppError('invalid-input', { field: args[0] ?? '' });
    await open(true);
    const filter = { from: text(options, 'from') ?? null, to: text(options, 'to') ?? null, platform: text(options, 'platform') ?? null };
    const most = Number(text(options, 'limit') ?? Number.POSITIVE_INFINITY);
    if (Number.isNaN(most) || most < 1) throw new AppError('invalid-input', { field: '--limit' });
    const lines: LedgerLine[] = [];
    let cursor: string | null = null;
    do {
      const page: { lines: LedgerLine[]; next: string | null } = await session.call('revenue.lines', {
        ...filter,
        cursor,
        limit: Math.min(500, most - lines.length),
      });
      lines.push(...page.lines);
      cursor = page.next;
    } while (cursor !== null && lines.length < most);
    const totals = await session.call('revenue.totals', filter);
    const rows = lines.map((line) => [
      line.at,
      t(`common:kind.${line.kind}`),
      t(`common:platform.${line.soldOn}`),
      formatMoney(line.stated, line.currency, language),
      formatMoney(line.amounts.net, line.currency, language),
      line.product ?? line.counterparty ?? '',
    ]);
    return {
      data: { lines, totals },
      text: lines.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'left', 'right', 'right', 'left']),
    };
  },
};
