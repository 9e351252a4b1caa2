/** Which imports a figure is made of: the metric's own lines or people, each under the one import that it rests on, so that the parts add up. */
import type { Output } from '../../../shared/contract';
import type { FigureSource } from '../../../shared/contract/overview';
import type { DayWindow } from '../../../shared/domain/days';
import type { MetricId } from '../../../shared/metrics/catalogue';
import type { Span } from '../../../shared/metrics/ledger-metrics';
import type { Database } from '../database/database';
import type { Reporting } from '../revenue/converted-lines';
import { byHand, sourceFiles } from '../revenue/source-files';
import { readSettings } from '../workspace/settings.service';
import { instants } from '../workspace/zone';
import { amountOf, metricValues } from './metric-values';
import { moneyByImport } from './money.queries';
import { type ImportCount, newByImport, payersByImport, totalByImport } from './people.queries';

/**
 * A line of money belongs to the import whose statement wins, as in the ledger; a person to the import that named them first; somebody who paid to
 * the import of their first payment in the window. What the user added, or counts only because of an edit, is entered by hand (no import).
 */
export async function figureSources(db: Database, { from, to }: DayWindow, id: MetricId): Promise<Output<'overview.sources'>> {
  const settings = await readSettings(db);
  const metric = (await metricValues(db, { from, to }, [id])).find(({ scope }) => scope !== 'currency');
  if (!metric) throw new Error(`no figure for ${id}`);
  const parts = await partsOf(db, id, instants({ from, to }, settings.zone), settings);
  const named = await sourceFiles(db);
  const sources = parts
    .filter(({ records, unconverted }) => records + unconverted > 0)
    .map(({ batch, ...part }) => ({ ...(named.get(batch) ?? byHand), ...part }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || b.records - a.records);
  return { metric, sources };
}

interface Part extends Pick<FigureSource, 'records' | 'amount' | 'unconverted'> {
  batch: number | null;
}

async function partsOf(db: Database, id: MetricId, span: Span, reporting: Reporting): Promise<Part[]> {
  switch (id) {
    case 'people.total':
      return counted(await totalByImport(db, span));
    case 'people.new':
      return counted(await newByImport(db, span));
    case 'revenue.payers':
      return counted(await payersByImport(db, span));
    case 'revenue.gross':
    case 'revenue.refund':
    case 'revenue.deductions':
    case 'revenue.net':
    case 'revenue.payout':
      return (await moneyByImport(db, span, reporting, id)).map(({ batch, parts, base, unconverted }) => ({
        batch,
        records: base,
        amount: amountOf(id, parts),
        unconverted,
      }));
  }
}

function counted(counts: readonly ImportCount[]): Part[] {
  return counts.map(({ batch, people }) => ({ batch, records: people, amount: people, unconverted: 0 }));
}
