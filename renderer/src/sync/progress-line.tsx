/** A thin bar for work on one card. */
import { Progress, Text } from '@mantine/core';
import { jobShare, useJob } from '../app/jobs';

/** Moves with the job; striped while its length is unknown. */
export function ProgressLine({ jobId, label }: { jobId: string | null; label: string }) {
  const job = useJob(jobId);
  const share = job ? jobShare(job) : null;
  return (
    <div role="status">
      <Text size="xs" c="dimmed" mb={4}>
        {label}
      </Text>
      <Progress
        size="xs"
        value={share === null ? 100 : share * 100}
        striped={share === null}
        animated={share === null}
        transitionDuration={100}
        aria-label={label}
      />
    </div>
  );
}
