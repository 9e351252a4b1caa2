import { useTranslation } from 'react-i18next';
import { Page, PageHead } from '../ui/page';

/** The Overview. */
export default function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Page testId="overview-page">
      <PageHead title={t('app:area.overview')} withWindow />
    </Page>
  );
}
