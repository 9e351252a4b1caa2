/** Files of an archive that state no period, while others beside them tell it by their days: a table of totals, and the same figures per day. */
import { chinaOffset, parseLocalTime } from '../../../shared/domain/time';
import { formats } from './formats/registry';
import type { StatedPeriod } from './reading/messages';
import type { Staged } from './staged';

/** The period of each file that is told one. */
export function toldPeriods(staged: readonly Staged[]): { id: string; period: StatedPeriod }[] {
  return staged.flatMap((file) => {
    const teller = formats.find(({ id }) => id === file.file.format)?.periodFrom;
    if (teller === undefined || file.parcel === null || file.file.periodFrom !== null) return [];
    const days = staged.flatMap((other) => (other.file.format === teller && isBeside(file, other) ? (other.stated.metricDays ?? []) : []));
    const period = periodOf(days);
    return period === null ? [] : [{ id: file.file.id, period }];
  });
}

/** In the same folder of the same archive. */
function isBeside(one: Staged, other: Staged): boolean {
  return one.parcel === other.parcel && folderOf(one.name) === folderOf(other.name);
}

function folderOf(name: string): string {
  return /^(.*)(?:\/| › )/s.exec(name)?.[1] ?? '';
}

/** Days in names of files are read as Beijing days: so are these. */
function periodOf(days: readonly string[]): StatedPeriod | null {
  const [first] = [...days].sort();
  const last = [...days].sort().at(-1);
  const from = first === undefined ? null : parseLocalTime(first, chinaOffset);
  const to = last === undefined ? null : parseLocalTime(last, chinaOffset);
  return from === null || to === null || from >= to ? null : { from, to };
}
