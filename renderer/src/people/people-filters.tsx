/** The list's filters as a sentence, and the search beside it. */
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, resolvePreset } from '../../../shared/domain/days';
import { useApi } from '../app/api';
import { platformName } from '../app/names';
import { FilterBar, SearchField } from '../ui/filter-bar';
import { FilterPill } from '../ui/filter-pill';
import { useFormat } from '../ui/format-context';
import { isNarrowed, type PeopleView } from './people-view';

interface PeopleFiltersProps {
  view: PeopleView;
  change: (changes: Record<string, string | null>) => void;
}

export const cleared = { q: null, platform: null, tag: null, since: null, until: null };

const firstSeenPresets = ['7d', '30d', '90d', '12m', 'year'] as const;

/** Platform, tag and first sight; a window of first sight may also come with a link. */
export function PeopleFilters({ view, change }: PeopleFiltersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const platforms = useApi('people.platforms', {}).data ?? [];
  const tags = useApi('people.tags', {}).data ?? [];
  const today = dayOf(Date.now(), format.zone);
  const dated = view.since !== null || view.until !== null;
  return (
    <FilterBar onReset={isNarrowed(view) ? () => change(cleared) : undefined}>
      <FilterPill
        name={t('people:filter.platform')}
        anyLabel={t('people:filter.anyPlatform')}
        label={t('people:filter.fromPlatform', { platform: platformName(t, view.platform ?? '') })}
        options={platforms.map(({ platform, people }) => ({
          value: platform,
          label: platformName(t, platform),
          hint: format.count(people),
        }))}
        chosen={view.platform === null ? [] : [view.platform]}
        onChange={([platform]) => change({ platform: platform ?? null })}
        testId="person-filter-platform"
      />
      <FilterPill
        name={t('people:filter.tag')}
        anyLabel={t('people:filter.anyTag')}
        label={t('people:filter.withTag', { tag: view.tag ?? '' })}
        options={tags.map(({ tag, people }) => ({ value: tag, label: tag, hint: format.count(people) }))}
        chosen={view.tag === null ? [] : [view.tag]}
        onChange={([tag]) => change({ tag: tag ?? null })}
        testId="person-filter-tag"
      />
      <FilterPill
        name={t('people:filter.firstSeen')}
        anyLabel={t('people:filter.anyFirstSeen')}
        label={firstSeenWords()}
        options={firstSeenPresets.map((preset) => ({ value: preset, label: t(`people:filter.seen.${preset}`) }))}
        chosen={dated ? [chosenPreset() ?? ''] : []}
        onChange={([preset]) => change({ since: since(preset) ?? null, until: null })}
        testId="person-filter-since"
      />
    </FilterBar>
  );

  function since(preset: string | undefined) {
    const known = firstSeenPresets.find((each) => each === preset);
    return known && resolvePreset(known, today).from;
  }

  function chosenPreset() {
    return view.until === null ? firstSeenPresets.find((preset) => since(preset) === view.since) : undefined;
  }

  function firstSeenWords(): string {
    const { since, until } = view;
    if (since !== null && until !== null) return t('people:filter.seenWithin', { window: format.window({ from: since, to: until }) });
    if (since !== null) return t('people:filter.seenSince', { day: format.day(since) });
    return t('people:filter.seenUntil', { day: until === null ? '' : format.day(until) });
  }
}

/** Names, e-mail addresses, numbers and handles; "/" leads to it from anywhere on the page. */
export function PeopleSearch({ view, change }: PeopleFiltersProps) {
  const { t } = useTranslation();
  const around = useRef<HTMLDivElement>(null);
  useHotkeys([['/', () => around.current?.querySelector('input')?.focus()]]);
  return (
    <div ref={around}>
      <SearchField
        value={view.search}
        onSearch={(q) => change({ q })}
        placeholder={t('people:searchFor')}
        width={250}
        testId="person-search"
      />
    </div>
  );
}
