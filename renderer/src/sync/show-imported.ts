/** From an import to its rows on the other pages. */
import { addDays, dayOf } from '../../../shared/domain/days';
import { asAppError, fetchApi } from '../app/api';
import { goTo } from '../app/location';
import { notifyError } from '../app/notify';

/** Opens Revenue on the period and channel of an import; the window of days that all pages share moves there. */
export async function showImportedLines(batchId: string, zone: string): Promise<void> {
  try {
    const { periodFrom, periodTo, platform } = await fetchApi('sync.batch', { id: batchId });
    const filter = new URLSearchParams(ledgerFilter(platform));
    if (periodFrom && periodTo) {
      filter.set('from', dayOf(periodFrom, zone));
      filter.set('to', addDays(dayOf(Date.parse(periodTo) - 1000, zone), 1));
    } else filter.set('window', 'all');
    goTo(`/revenue?${filter}`);
  } catch (error) {
    notifyError(asAppError(error));
  }
}

/** Bills say how money moved, shops where it was bought: the ledger is filtered by the one or the other. */
export function ledgerFilter(platform: string): string {
  switch (platform) {
    case 'wechatpay':
    case 'alipay':
      return `via=${platform}`;
    case 'wechatpay-merchant':
      return 'via=wechatpay';
    default:
      return `platform=${platform}`;
  }
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
