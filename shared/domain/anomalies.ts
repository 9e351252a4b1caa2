/**
 * What makes a waiting file one to look at before it is imported. One definition for everything that imports unseen: the button that takes all
 * files without anomalies, an account that is set to import by itself, the command line's `inbox watch --apply-unambiguous`.
 */
import type { RowCounts, StagedFile } from '../contract/sync';
import { parseMoney } from './format';

type Warning = StagedFile['warnings'][number];

/** `12.00 CNY` as minor units and currency; null when a text is no amount. */
export function statedAmount(value: string | number | undefined): { minor: number; currency: string } | null {
  const [, amount, currency] = /^(-?[\d.]+) ([A-Z]{3})$/.exec(String(value)) ?? [];
  const minor = amount === undefined || currency === undefined ? null : parseMoney(amount, currency);
  return minor === null || currency === undefined ? null : { minor, currency };
}

/**
 * By how much a file's total of fees differs from its rows when rounding alone explains it (fees come with parts of a cent and each is rounded:
 * at most half a minor unit per row); null when it does not. Every merchant bill has such a difference: it is a remark and nothing to look into.
 */
export function feeRounding(warning: Warning, rows: RowCounts): { minor: number; currency: string } | null {
  if (warning.code !== 'claim-fee') return null;
  const stated = statedAmount(warning.params.stated);
  const found = statedAmount(warning.params.found);
  if (!stated || !found || stated.currency !== found.currency) return null;
  const minor = Math.abs(stated.minor - found.minor);
  return minor <= Math.ceil(rows.total / 2) ? { minor, currency: stated.currency } : null;
}

/** Warnings that need the user's eyes. */
export function seriousWarnings({ warnings, rows }: Pick<StagedFile, 'warnings' | 'rows'>): Warning[] {
  return warnings.filter((warning) => feeRounding(warning, rows) === null);
}

export const anomalies = ['not-ready', 'quarantined', 'warnings', 'undecided', 'edit-conflict', 'ambiguous'] as const;
export type Anomaly = (typeof anomalies)[number];

type Judged = Pick<StagedFile, 'status' | 'rows' | 'warnings' | 'undecidedLines' | 'editConflicts' | 'alternatives' | 'formatChosen'>;

/**
 * Why a file should not be imported unseen; empty when nothing speaks against it. `not-ready`: it cannot be imported as it is, or brings nothing.
 * `ambiguous`: several templates of the user's fit, and nobody has chosen.
 */
export function anomaliesOf(file: Judged): Anomaly[] {
  const found: Record<Anomaly, boolean> = {
    'not-ready': file.status !== 'ready',
    quarantined: file.rows.quarantined > 0,
    warnings: seriousWarnings(file).length > 0,
    undecided: file.undecidedLines > 0,
    'edit-conflict': file.editConflicts > 0,
    ambiguous: file.alternatives.length > 0 && !file.formatChosen,
  };
  return anomalies.filter((anomaly) => found[anomaly]);
}
