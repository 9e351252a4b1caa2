import type { overviewMethods } from '../../../shared/contract/overview';
import type { Handlers } from '../api/context';
import { metricValues, overview } from './overview.service';

export const overviewHandlers: Handlers<keyof typeof overviewMethods> = {
  'overview.get': (context, window) => overview(context, window),
  'overview.metrics': (context, { ids, ...window }) => metricValues(context.db(), window, ids),
};
