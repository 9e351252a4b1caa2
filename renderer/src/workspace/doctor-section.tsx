/** The workspace's self-examination, on demand. */
import { Button, Code, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../shared/contract/workspace';
import { asAppError, useApi } from '../app/api';
import { ErrorState, LoadingState } from '../ui/states';
import { Section } from './shared-parts';
import classes from './workspace.module.css';

function Report({ report }: { report: DoctorReport }) {
  const { t } = useTranslation();
  return (
    <div data-testid="doctor-report" data-ok={report.ok}>
      <Text fw={600} mb="xs">
        {report.ok ? t('workspace:doctor.allGood') : t('workspace:doctor.faulty')}
      </Text>
      <ul className={classes.checks}>
        {report.checks.map((check) => (
          <li key={check.id} data-ok={check.ok}>
            {check.ok ? (
              <IconCircleCheck size={17} stroke={1.7} aria-label={t('workspace:doctor.ok')} />
            ) : (
              <IconAlertTriangle size={17} stroke={1.7} aria-label={t('workspace:doctor.fault')} />
            )}
            <div>
              <Text component="span">{t(`workspace:doctor.checks.${check.id}`)}</Text>
              {check.ok ? null : (
                <Text component="span" c="red">
                  {' '}
                  {t('workspace:doctor.faults', { count: check.faults })}
                </Text>
              )}
              {check.examples.length > 0 ? <Code block>{check.examples.join('\n')}</Code> : null}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** See the file's head. */
export function DoctorSection() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const doctor = useApi('workspace.doctor', {}, { enabled: asked });
  const run = () => (asked ? void doctor.refetch() : setAsked(true));
  return (
    <Section
      id="doctor"
      title={t('workspace:doctor.title')}
      text={t('workspace:doctor.text')}
      actions={
        <Button variant="default" onClick={run} loading={doctor.isFetching} data-testid="doctor-run">
          {t('workspace:doctor.run')}
        </Button>
      }
    >
      {!asked ? null : doctor.error ? (
        <ErrorState compact error={asAppError(doctor.error)} />
      ) : doctor.data ? (
        <Report report={doctor.data} />
      ) : (
        <LoadingState rows={5} />
      )}
    </Section>
  );
}
