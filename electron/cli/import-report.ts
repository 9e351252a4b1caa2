/** What became of imported files, as text. */
import type { ImportResult } from '../../shared/contract/sync';
import type { Translate } from '../../shared/locales/translate';
import { table } from './print';

export function importReport(files: readonly (ImportResult & { passedOver?: number })[], t: Translate): string {
  const columns = ['file', 'format', 'status', 'total', 'new', 'updated', 'unchanged', 'quarantined', 'ignored'] as const;
  const head = columns.map((column) => t(`cli:import.${column}`));
  const rows = files.map(({ file, format, status, rows: r }) => [
    file,
    format ?? '–',
    t(`cli:status.${status}`),
    ...[r.total, r.new, r.updated, r.unchanged, r.quarantined, r.ignored].map(String),
  ]);
  const problems = files
    .filter((file) => file.error !== null)
    .map((file) => `${file.file}: ${t(`errors:${file.error?.code ?? 'unexpected'}`, file.error?.params ?? {})}`);
  const others = files.flatMap(({ passedOver }) =>
    passedOver === undefined ? [] : [t('sync:card.passedOver', { count: passedOver, formatted: passedOver })],
  );
  return [table([head, ...rows], ['left', 'left', 'left', ...Array<'right'>(6).fill('right')]), ...problems, ...others].join('\n');
}
