/** Reading and applying as the page shows them: which file of how many, how far, and Stop. */
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { ProgressPanel } from './progress-panel';
import { type Session, stopApplying, stopReading } from './session';

/** Nothing while nothing is under way. */
export function Underway({ session, staged }: { session: Session; staged: readonly StagedFile[] }) {
  const { t } = useTranslation('sync');
  const { reading, applying } = session;
  return (
    <>
      {reading ? (
        <Panel
          title={(n) => (reading.total > 1 ? t('reading.title', { n, total: reading.total }) : t('reading.one'))}
          jobId={reading.jobId}
          done={staged.filter(({ id }) => !reading.before.has(id)).length}
          total={reading.total}
          onStop={() => void stopReading()}
          testId="reading"
        />
      ) : null}
      {applying ? (
        <Panel
          title={(n) => (applying.fileIds.length > 1 ? t('apply.title', { n, total: applying.fileIds.length }) : t('apply.one'))}
          jobId={applying.jobId}
          done={applying.fileIds.length - staged.filter(({ id }) => applying.fileIds.includes(id)).length}
          total={applying.fileIds.length}
          onStop={() => void stopApplying()}
          testId="applying"
        />
      ) : null}
    </>
  );
}

interface PanelProps {
  title: (n: number) => string;
  jobId: string | null;
  done: number;
  total: number;
  onStop: () => void;
  testId: string;
}

function Panel({ title, jobId, done, total, onStop, testId }: PanelProps) {
  // Files may be removed or added meanwhile: the number never runs past the total.
  const finished = Math.min(done, total - 1);
  return <ProgressPanel title={title(finished + 1)} jobId={jobId} files={{ done: finished, total }} onStop={onStop} testId={testId} />;
}
