/** The people area's methods. */
import { AppError } from '../../../shared/contract/errors';
import type { ErasureResult, peopleMethods } from '../../../shared/contract/people';
import type { Handlers } from '../api/context';
import { readSettings } from '../workspace/settings.service';
import { decide, merge, separate, unmerge } from './identity.service';
import { personByUid, personNumber, platformCounts, tagCounts } from './people.queries';
import { addNote, addTag, create, remove, removeNote, removeTag, restore, update } from './people.service';
import { peoplePage } from './people-list.queries';
import { personSources } from './sources.queries';
import { dismissedPage, suggestionsPage } from './suggestions.service';
import { timelinePage } from './timeline.queries';

const done = { done: true } as const;

export const peopleHandlers: Handlers<keyof typeof peopleMethods> = {
  'people.list': async (context, input) => peoplePage(context.db(), input, await readSettings(context.db())),
  'people.get': (context, { id }) => personByUid(context.db(), id),
  'people.sources': async (context, { id }) => personSources(context.db(), await personNumber(context.db(), id)),
  'people.timeline': async (context, { id, cursor, limit }) =>
    timelinePage(context.db(), await personNumber(context.db(), id), cursor, limit),
  'people.create': create,
  'people.update': update,
  'people.remove': async (context, { ids }) => ({ removed: await remove(context, ids) }),
  'people.restore': async (context, { ids }) => ({ restored: await restore(context, ids) }),
  'people.erasePreview': async (context, { ids }) => (await import('./erase.service')).erasePreview(context, ids),
  'people.erase': async (context, { ids }) => {
    if (context.db().readOnly) throw new AppError('workspace-read-only');
    const { erase } = await import('./erase.service');
    return context.jobs.start('people.erase', (progress) => erase(context, ids, progress));
  },
  'people.erased': async (context, { jobId }) => context.jobs.result<ErasureResult>(jobId),
  'people.addTag': async (context, { ids, tag }) => {
    await addTag(context, ids, tag);
    return done;
  },
  'people.removeTag': async (context, { ids, tag }) => {
    await removeTag(context, ids, tag);
    return done;
  },
  'people.suggestions': (context, input) => suggestionsPage(context.db(), input),
  'people.merge': merge,
  'people.unmerge': unmerge,
  'people.separate': separate,
  'people.decide': decide,
  'people.dismissed': (context, input) => dismissedPage(context.db(), input),
  'people.tags': (context) => tagCounts(context.db()),
  'people.platforms': (context) => platformCounts(context.db()),
  'people.addNote': async (context, { id, text }) => {
    await addNote(context, id, text);
    return done;
  },
  'people.removeNote': async (context, { id, noteId }) => {
    await removeNote(context, id, noteId);
    return done;
  },
};
