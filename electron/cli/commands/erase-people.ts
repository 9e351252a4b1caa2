/** `tonghao people erase`: for good, and never without --yes. */
import type { ErasureCopy } from '../../../shared/contract/people';
import { formatWhen } from '../../../shared/domain/format';
import { flag, type Invocation, type Outcome } from '../command';
import { table } from '../print';

/** Erases people for good with --yes; without, says what would happen and does nothing. */
export async function erase(invocation: Invocation, ids: string[]): Promise<Outcome> {
  const { session, options, t, language } = invocation;
  const { zone } = await session.call('workspace.settings', {});
  const copyLines = (copies: readonly ErasureCopy[]) =>
    copies.length === 0
      ? []
      : [
          t('cli:people.erase.copies', { count: copies.length }),
          table(copies.map(({ at, place, fileName }) => [formatWhen(at, zone, language), t(`people:erase.place.${place}`), fileName])),
        ];
  if (!flag(options, 'yes')) {
    const preview = await session.call('people.erasePreview', { ids });
    const names = preview.people.map(({ name }) => name).join(t('people:listSeparator'));
    const would = t('cli:people.erase.would', { names, lines: preview.lines });
    return {
      data: { erased: false, ...preview },
      text: [would, ...copyLines(preview.copies), t('cli:people.erase.yes')].join('\n'),
      ok: false,
    };
  }
  const result = await session.call('people.erased', { jobId: await session.finish(await session.call('people.erase', { ids })) });
  const lines = [
    t('cli:people.erase.done', { people: result.people, rows: result.rows, linesKept: result.linesKept }),
    ...copyLines(result.copies),
    result.cleaned ? '' : t('people:erase.notCleaned'),
  ];
  return { data: { erased: true, ...result }, text: lines.filter(Boolean).join('\n') };
}
