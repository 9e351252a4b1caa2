/** Imports in use that left rows to fix. */
import { useMemo } from 'react';
import type { Batch } from '../../../shared/contract/sync';
import { useApi } from '../app/api';

/** Among the latest 500 imports, newest first; a filter may name an older one all the same. */
export function useImportsToFix(): readonly Batch[] {
  const history = useApi('sync.history', { limit: 500 });
  return useMemo(() => history.data?.batches.filter((batch) => batch.toFix > 0) ?? [], [history.data]);
}
