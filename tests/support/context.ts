/** What core hands to its services, over one open workspace and nobody else: for tests of a service itself. */
import type { Context } from '../../electron/core/api/context';
import { Jobs } from '../../electron/core/api/jobs';
import type { OpenWorkspace } from '../../electron/core/database/workspace-file';

/** The clock of `testContext`. */
export const testNow = '2026-11-22T04:00:00Z';

export function testContext({ db }: OpenWorkspace, demoDir: string): Context {
  const nothing = () => undefined;
  return {
    options: { log: nothing, demoDir },
    jobs: new Jobs(nothing, nothing),
    db: () => db,
    use: async () => undefined,
    emit: nothing,
    changed: nothing,
    now: () => testNow,
  };
}
