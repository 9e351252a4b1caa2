import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { AmountName } from '../../../shared/contract/revenue';
import { Definition } from '../ui/definition';

/** Asked for only when a definition is open. */
const TotalSources = lazy(() => import('./total-sources'));

interface AmountDefinitionProps {
  name: AmountName;
  /** Of the lines that the total adds up; null where it stands over no ledger. */
  filter: Input<'revenue.totals'> | null;
}

/** ⓘ of one named amount: the catalogue's definition, the same one that tiles and reports show, and the files that the total is made of. */
export function AmountDefinition({ name, filter }: AmountDefinitionProps) {
  const { t } = useTranslation();
  const id = `metrics:revenue.${name}`;
  const entries = [
    { label: t('revenue:definition.what'), text: t(`${id}.definition`) },
    { label: t('revenue:definition.base'), text: t(`${id}.base`) },
    { label: t('revenue:definition.source'), text: t(`revenue:source.${name}`) },
    ...(filter
      ? [
          {
            label: t('revenue:definition.files'),
            text: (
              <Suspense>
                <TotalSources amount={name} filter={filter} />
              </Suspense>
            ),
          },
        ]
      : []),
  ];
  return <Definition of={t(`common:amount.${name}`)} entries={entries} testId={`ledger-definition-${name}`} />;
}
