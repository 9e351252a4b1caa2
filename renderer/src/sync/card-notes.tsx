/** What a staged file needs the user to know or decide before it is imported. */
import { Button, Checkbox, Group, Popover, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { feeRounding, seriousWarnings } from '../../../shared/domain/anomalies';
import { type Day, dayOf } from '../../../shared/domain/days';
import { useChoice } from '../app/choice';
import { formatName } from '../app/names';
import { DayField } from '../ui/day-field';
import { useFormat } from '../ui/format-context';
import { Money } from '../ui/text';
import card from './card.module.css';
import { recheck, reread } from './session';
import classes from './sync.module.css';
import { bringsText, warningText } from './words';

type FileMoney = StagedFile['money'][number];
const countedNames = ['gross', 'refund', 'deductions', 'payout'] as const;

/** Records and money that the import would add. */
export function CardBrings({ file }: { file: StagedFile }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const records = bringsText(t, format, file.records);
  const counted = file.money.filter((money) => countedNames.some((name) => money[name] !== 0));
  const undecided = file.money.filter((money) => money.undecided !== 0);
  if (records === null && counted.length === 0 && undecided.length === 0) return null;
  return (
    <Text component="div" className={card.brings} data-testid="staged-brings">
      {records === null ? null : (
        <span>
          <span className={classes.quiet}>{t('records.title')}</span> {records}
        </span>
      )}
      {counted.length === 0 ? null : (
        <span className={card.money}>
          <span className={classes.quiet}>{t('money.adds')}</span>
          {counted.map((money) => (
            <Counted key={money.currency} money={money} />
          ))}
        </span>
      )}
      {undecided.length === 0 ? null : (
        <span className={card.money} title={t('money.undecidedHint')}>
          <span className={classes.quiet}>{t('money.also')}</span>
          {undecided.map((money) => (
            <span key={money.currency} className={classes.look}>
              {t('common:kind.undecided')} <Money minor={money.undecided} currency={money.currency} />
            </span>
          ))}
        </span>
      )}
    </Text>
  );
}

function Counted({ money }: { money: FileMoney }) {
  const { t } = useTranslation();
  return countedNames
    .filter((name) => money[name] !== 0)
    .map((name) => (
      <span key={name}>
        <span className={classes.quiet}>{t(`common:amount.${name}`)}</span> <Money minor={money[name]} currency={money.currency} />
      </span>
    ));
}

/** Which of the user's own templates reads the file, where several of them fit. */
export function CardTemplates({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation();
  const { format: current, alternatives, formatChosen } = file;
  if (current === null || alternatives.length === 0) return null;
  return (
    <div className={card.note} data-tone={formatChosen ? undefined : 'look'} data-testid="staged-templates">
      <Group gap="sm">
        <Text>{formatChosen ? t('mapping:readAs.label') : t('mapping:readAs.choose')}</Text>
        <Select
          size="xs"
          w={240}
          aria-label={t('mapping:readAs.label')}
          value={formatChosen ? current : null}
          placeholder={formatName(t, current)}
          data={[current, ...alternatives].sort().map((id) => ({ value: id, label: formatName(t, id) }))}
          allowDeselect={false}
          disabled={disabled}
          onChange={(value) => (value === null ? undefined : void recheck(file.id, { format: value }))}
          data-testid="staged-template"
        />
      </Group>
    </div>
  );
}

/** Warnings, each in a sentence; differences that rounding explains stand apart, as a remark. */
export function CardWarnings({ file }: { file: StagedFile }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const serious = seriousWarnings(file);
  const rounding = file.warnings.flatMap((warning) => feeRounding(warning, file.rows) ?? [])[0];
  return (
    <>
      {serious.length > 0 ? (
        <div className={card.note} data-tone="look" data-testid="staged-warnings">
          <IconAlertCircle size={16} stroke={1.7} aria-hidden="true" />
          <Stack gap={2}>
            {serious.map((warning) => (
              <Text key={`${warning.code} ${JSON.stringify(warning.params)}`}>{warningText(t, format, warning)}</Text>
            ))}
          </Stack>
        </div>
      ) : null}
      {rounding ? <Text c="dimmed">{t('warnings.rounding', { amount: format.money(rounding.minor, rounding.currency) })}</Text> : null}
    </>
  );
}

/** Private spending in a bill: imported only when the user says so; both numbers are shown either way. */
export function CardSpending({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [isWanted, choose] = useChoice(file.withExpenses, (withExpenses) => reread(file.id, { withExpenses }));
  if (file.spendingRows === 0) return null;
  return (
    <Group gap="sm" className={card.spending}>
      <Checkbox
        size="xs"
        label={t('spending.label')}
        classNames={{ label: card.checkLabel }}
        checked={isWanted}
        disabled={disabled}
        data-testid="staged-expenses"
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <Text c="dimmed" data-testid="staged-spending-counts">
        {t('spending.counts', { income: format.number(file.incomeRows), spending: format.number(file.spendingRows) })}
      </Text>
    </Group>
  );
}

/** Asks for the day of a snapshot whose file does not carry it. */
export function CardDate({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [day, setDay] = useState<Day | null>(null);
  if (file.status !== 'needs-date') return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day) void recheck(file.id, { snapshotDay: day });
  };
  return (
    <div className={card.note} data-tone="look">
      <IconAlertCircle size={16} stroke={1.7} aria-hidden="true" />
      <form onSubmit={submit}>
        <Text fw={600}>{t('date.title')}</Text>
        <Text maw={640}>{t('date.text')}</Text>
        <Group gap="xs" mt={8}>
          <Text span>{t('date.label')}</Text>
          <DayField
            size="xs"
            value={day}
            onChange={setDay}
            maxDay={dayOf(Date.now(), format.zone)}
            aria-label={t('date.label')}
            placeholder={t('date.placeholder')}
            disabled={disabled}
            testId="staged-date"
          />
          <Button type="submit" size="xs" disabled={disabled || !day} data-testid="staged-date-confirm">
            {t('date.confirm')}
          </Button>
        </Group>
      </form>
    </div>
  );
}

/** The account a file belongs to; where the file does not say, the user may. */
export function CardAccount({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  if (file.account !== null) return <span>{t('card.account', { account: file.account })}</span>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpened(false);
    if (name.trim()) void recheck(file.id, { account: name.trim() });
  };
  return (
    <span>
      {t('card.noAccount')}{' '}
      <Popover opened={opened} onChange={setOpened} width={280} withArrow shadow="none" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={classes.linkButton} disabled={disabled} onClick={() => setOpened(true)}>
            {t('card.nameAccount')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={submit}>
            <TextInput
              size="xs"
              data-autofocus
              label={t('card.accountLabel')}
              description={t('card.accountHint')}
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Group justify="flex-end" mt="xs">
              <Button type="submit" size="xs" disabled={name.trim() === ''}>
                {t('common:save')}
              </Button>
            </Group>
          </form>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
