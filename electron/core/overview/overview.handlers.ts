/** The overview area's methods. */
import type { overviewMethods } from '../../../shared/contract/overview';
import type { Handlers } from '../api/context';
import { metricValues } from './metric-values';
import { overview } from './overview.service';
import { figureSources } from './sources';

export const overviewHandlers: Handlers<keyof typeof overviewMethods> = {
  'overview.get': overview,
  'overview.sources': (context, { id, ...window }) => figureSources(context.db(), window, id),
  'overview.metrics': (context, { ids, ...window }) => metricValues(context.db(), window, ids),
};
