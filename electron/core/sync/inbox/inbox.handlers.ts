/** The inbox's methods. */
import type { inboxMethods } from '../../../../shared/contract/inbox';
import type { Handlers } from '../../api/context';
import * as inbox from './inbox.service';

const done = { done: true } as const;

export const inboxHandlers: Handlers<keyof typeof inboxMethods> = {
  'inbox.get': inbox.get,
  'inbox.start': async (context, input) => {
    await inbox.start(context, input);
    return done;
  },
  'inbox.setFolder': async (context, { path }) => {
    await inbox.setFolder(context, path);
    return done;
  },
  'inbox.removeFolder': async (context) => {
    await inbox.setFolder(context, null);
    return done;
  },
  'inbox.setDownloads': async (context, { on }) => {
    await inbox.setDownloads(context, on);
    return done;
  },
  'inbox.rescan': async (context) => {
    await inbox.rescan(context);
    return done;
  },
  'inbox.stage': async (context, { ids }) => {
    const paths = await inbox.pathsOf(context, ids);
    return context.jobs.start('inbox.stage', (progress) => inbox.stage(context, paths, progress));
  },
  'inbox.ignore': async (context, { ids }) => {
    await inbox.ignore(context, ids);
    return done;
  },
  'inbox.unignore': async (context, { ids }) => {
    await inbox.unignore(context, ids);
    return done;
  },
  'inbox.always': inbox.always,
  'inbox.setAlways': async (context, input) => {
    await inbox.setAlways(context, input);
    return done;
  },
  'inbox.list': inbox.list,
  'inbox.scan': (context, { path }) => inbox.scan(context, path),
  'inbox.watch': async (context, input) => {
    await inbox.watchFolder(context, input);
    return done;
  },
  'inbox.ignoreFiles': async (context, { paths }) => ({ ids: await inbox.ignoreFiles(context, paths) }),
};
