/** When main has core watch folders: never before the window is usable, and again whenever core could have forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import { InboxStarter } from '../../electron/main/inbox-starter';
import type { CoreEvent } from '../../shared/contract';

let calls: [string, unknown][];
let starter: InboxStarter;
beforeEach(() => {
  calls = [];
  const call = async (method: string, input: unknown) => {
    calls.push([method, input]);
    return { ok: true, value: { done: true } } as const;
  };
  starter = new InboxStarter({ call }, () => '/home/me/Downloads');
});

const workspace = (state: 'open' | 'none') => ({ kind: 'workspace', status: { state } }) as CoreEvent;
const started = ['inbox.start', { downloads: '/home/me/Downloads' }];

describe('starting', () => {
  it('waits for the window and for a workspace', () => {
    starter.note(workspace('open'));
    starter.focused();
    expect(calls).toEqual([]);
    starter.ready();
    expect(calls).toEqual([started]);
  });

  it('happens with each workspace that is opened later, and with a new core', () => {
    starter.ready();
    expect(calls).toEqual([]);
    starter.note(workspace('open'));
    starter.note({ kind: 'core', state: 'restarted' });
    starter.note(workspace('none'));
    starter.note({ kind: 'core', state: 'failed' });
    starter.note({ kind: 'core', state: 'restarted' });
    starter.note({ kind: 'topics', topics: ['inbox'] });
    expect(calls).toEqual([started, started]);
  });
});

describe('focus', () => {
  it('has the folders looked into, not more than once in two seconds', () => {
    starter.note(workspace('open'));
    starter.ready();
    for (const now of [1_000, 1_500, 2_999, 3_000]) starter.focused(now);
    expect(calls.slice(1)).toEqual([
      ['inbox.rescan', {}],
      ['inbox.rescan', {}],
    ]);
    starter.note(workspace('none'));
    starter.focused(9_000);
    expect(calls).toHaveLength(3);
  });
});
