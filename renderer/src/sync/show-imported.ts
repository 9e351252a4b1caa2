/** From an import to its rows on the other pages. */
import { asAppError, fetchApi } from '../app/api';
import { goTo } from '../app/location';
import { notifyError } from '../app/notify';

/** Opens Revenue on the lines of an import, over all time. */
export function showImportedLines(batchId: string): void {
  goTo(`/revenue?window=all&import=${batchId}`);
}

/** Opens People on the platform of an import. */
export async function showImportedPeople(batchId: string): Promise<void> {
  try {
    const { platform } = await fetchApi('sync.batch', { id: batchId });
    goTo(`/people?platform=${platform}`);
  } catch (error) {
    notifyError(asAppError(error));
  }
}
