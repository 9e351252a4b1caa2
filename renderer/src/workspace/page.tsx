/** Settings: the workspace, how money is converted, how the window looks, and the safety of the data. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../app/location';
import { useWorkspace } from '../app/workspace-context';
import { Page, PageHead } from '../ui/page';
import { AppearanceSection } from './appearance-section';
import { BackupsSection } from './backups-section';
import { DoctorSection } from './doctor-section';
import { ExportSection } from './export-section';
import { GeneralSection } from './general-section';
import { LogSection } from './log-section';
import { RatesSection } from './rates-section';
import classes from './workspace.module.css';

const sections = ['general', 'rates', 'appearance', 'backups', 'doctor', 'export', 'log'] as const;

/** Scrolls to the section that the address names. */
function useAskedSection(): string | null {
  const [params] = useFilters();
  const asked = params.get('section');
  useEffect(() => {
    if (asked) document.getElementById(`section-${asked}`)?.scrollIntoView({ block: 'start' });
  }, [asked]);
  return asked;
}

/** The Settings page. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const { name, path } = useWorkspace();
  const asked = useAskedSection();
  const [, change] = useFilters();
  return (
    <Page testId="settings-page">
      <PageHead title={t('app:area.workspace')} context={<span title={path ?? undefined}>{path ?? name}</span>} />
      <div className={classes.settings}>
        <nav className={classes.contents} aria-label={t('workspace:sections')}>
          {sections.map((section) => (
            <button
              key={section}
              type="button"
              className={classes.contentsLink}
              aria-current={asked === section || undefined}
              onClick={() => change({ section })}
            >
              {t(`workspace:${section}.title`)}
            </button>
          ))}
        </nav>
        <div className={classes.sections}>
          <GeneralSection />
          <RatesSection />
          <AppearanceSection />
          <BackupsSection />
          <DoctorSection />
          <ExportSection />
          <LogSection />
        </div>
      </div>
    </Page>
  );
}
