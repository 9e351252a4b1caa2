/** The records that the rows of a file become. */
import { writeFileSync } from 'node:fs';
import { detect } from '../../electron/core/sync/detect';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import type { CanonicalRecord } from '../../shared/domain/records';

/** Writes a text file of these lines and answers the records of each row that makes any. */
export async function recordsOfLines(path: string, lines: readonly string[]): Promise<CanonicalRecord[][]> {
  writeFileSync(path, `${lines.join('\n')}\n`);
  const source = await openSource(path);
  const detection = await detect(source);
  if (!detection) throw new Error(`nothing claims ${path}`);
  const found: CanonicalRecord[][] = [];
  for await (const batch of (await mapRows(source, detection, { withExpenses: false })).batches) {
    for (const { outcome } of batch) if (outcome.outcome === 'records') found.push(outcome.records);
  }
  return found;
}
