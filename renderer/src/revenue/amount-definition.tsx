import { useTranslation } from 'react-i18next';
import { Definition } from '../ui/definition';
import type { AmountName } from './line-amounts';

/** ⓘ of one named amount: the catalogue's definition, the same one that tiles and reports show. */
export function AmountDefinition({ name }: { name: AmountName }) {
  const { t } = useTranslation();
  const id = `metrics:revenue.${name}`;
  const entries = [
    { label: t('revenue:definition.what'), text: t(`${id}.definition`) },
    { label: t('revenue:definition.base'), text: t(`${id}.base`) },
    { label: t('revenue:definition.source'), text: t(`revenue:source.${name}`) },
  ];
  return <Definition of={t(`common:amount.${name}`)} entries={entries} testId={`ledger-definition-${name}`} />;
}
