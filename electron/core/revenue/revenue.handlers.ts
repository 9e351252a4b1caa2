/** The revenue area's methods. */
import type { revenueMethods } from '../../../shared/contract/revenue';
import type { Context, Handlers } from '../api/context';
import { readSettings } from '../workspace/settings.service';
import { linePage, linesOfSale, lineTotals } from './ledger.queries';
import { saidMatches, waitingMatches } from './matches.queries';
import { sayMatch } from './matches.service';
import { filterChoices, lineSources, undecidedGroups } from './revenue.queries';
import { addLine, decide, removeLine, requireLine, updateLine } from './revenue.service';
import { totalSources } from './source-files';

const zoneOf = async (context: Context) => (await readSettings(context.db())).zone;

export const revenueHandlers: Handlers<keyof typeof revenueMethods> = {
  'revenue.lines': async (context, input) => linePage(context.db(), input, await zoneOf(context)),
  'revenue.totals': async (context, filter) => lineTotals(context.db(), filter, await zoneOf(context)),
  'revenue.sources': async (context, input) => totalSources(context.db(), input, await zoneOf(context)),
  'revenue.line': async (context, { id }) => {
    const db = context.db();
    const line = await requireLine(db, id);
    return { line, sources: await lineSources(db, id), group: await linesOfSale(db, id) };
  },
  'revenue.undecided': (context) => undecidedGroups(context.db()),
  'revenue.decide': async (context, { counterparty, sourceKind, kind }) => ({
    lines: await decide(context, counterparty, sourceKind, kind),
  }),
  'revenue.undoDecision': async (context, { counterparty, sourceKind }) => ({
    lines: await decide(context, counterparty, sourceKind, null),
  }),
  'revenue.matches': (context, { said, limit }) => (said ? saidMatches : waitingMatches)(context.db(), limit),
  'revenue.match': async (context, input) => {
    await sayMatch(context, input);
    return { done: true };
  },
  'revenue.addLine': addLine,
  'revenue.updateLine': updateLine,
  'revenue.removeLine': async (context, { id }) => {
    await removeLine(context, id);
    return { done: true };
  },
  'revenue.filters': (context) => filterChoices(context.db()),
};
