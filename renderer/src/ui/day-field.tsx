/** A field for one calendar day; typed as 2026-11-22 or picked. In a chunk with Mantine's dates, which pages with forms load. */
import '@mantine/dates/styles.layer.css';
import { DateInput, DatesProvider } from '@mantine/dates';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import type { Day } from '../../../shared/domain/days';
import { useFormat } from './format-context';

interface DayFieldProps {
  label?: ReactNode;
  value: Day | null;
  onChange: (day: Day | null) => void;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  error?: ReactNode;
  minDay?: Day;
  maxDay?: Day;
  size?: 'xs' | 'sm';
  'aria-label'?: string;
  testId?: string;
}

/** Days stand in the numeric form that sorts; month names follow the language. */
export function DayField({ value, onChange, minDay, maxDay, testId, ...field }: DayFieldProps) {
  const { language } = useFormat();
  return (
    <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
      <DateInput
        {...field}
        value={value}
        onChange={onChange}
        valueFormat="YYYY-MM-DD"
        minDate={minDay}
        maxDate={maxDay}
        popoverProps={{ transitionProps: { duration: 100 }, shadow: 'none' }}
        data-testid={testId}
      />
    </DatesProvider>
  );
}
