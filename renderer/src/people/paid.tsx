import { Text, Tooltip } from '@mantine/core';
import type { PersonRow } from '../../../shared/contract/people';
import { useFormat } from '../ui/format-context';
import { Money } from '../ui/text';

/** What a person paid, the largest number first and the other currencies behind it. Currencies are never added up. */
export function Paid({ paid }: { paid: PersonRow['paid'] }) {
  const format = useFormat();
  const [first, ...others] = [...paid].sort((a, b) => b.amount - a.amount);
  if (!first)
    return (
      <Text span inherit c="dimmed" aria-hidden="true">
        –
      </Text>
    );
  if (others.length === 0) return <Money minor={first.amount} currency={first.currency} quietZero />;
  const all = [first, ...others].map(({ amount, currency }) => format.money(amount, currency)).join(' + ');
  return (
    <Tooltip label={all}>
      <span>
        <Money minor={first.amount} currency={first.currency} />{' '}
        <Text span size="xs" c="dimmed">
          +{others.length}
        </Text>
      </span>
    </Tooltip>
  );
}
