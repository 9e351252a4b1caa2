/** The table *direction × type × status → what a row becomes*, as a format declares it. */
import type { LineKind } from '../../../../shared/domain/records';
import type { IgnoreReason } from './format';

/** Exact words, or a pattern; absent = any. */
type Words = readonly string[] | RegExp;

/**
 * A kind of ledger line; `spending` and `spending-refund` = the user's own purchases and what came back of them, which become expenses only
 * when asked for; or a reason why the row makes nothing.
 */
export type Becomes = Exclude<LineKind, 'expense'> | 'spending' | 'spending-refund' | { readonly ignored: IgnoreReason };

export interface MoneyRule {
  direction?: Words;
  type?: Words;
  status?: Words;
  /** 资金状态 of layouts that have it. */
  funds?: Words;
  /** What was bought, where the words of the other columns do not tell. */
  text?: RegExp;
  /** Who paid, where it decides. */
  party?: RegExp;
  becomes: Becomes;
}

export interface MoneyRow {
  direction: string;
  type: string;
  status: string;
  funds: string;
  text: string;
  party?: string;
}

/**
 * A look-up over the rules: the first rule that fits decides, and null means that nobody has seen this combination. Files have few
 * combinations and many rows, so what fits a combination is kept, and only the rules that look at `text` and `party` are tried again.
 */
export function ruleBook(rules: readonly MoneyRule[]): (row: MoneyRow) => Becomes | null {
  const fitting = new Map<string, readonly MoneyRule[]>();
  return (row) => {
    const combination = `${row.direction}\t${row.type}\t${row.status}\t${row.funds}`;
    let candidates = fitting.get(combination);
    if (!candidates) {
      candidates = rules.filter(
        (rule) =>
          fits(rule.direction, row.direction) && fits(rule.type, row.type) && fits(rule.status, row.status) && fits(rule.funds, row.funds),
      );
      // Broken files can have as many combinations as rows.
      if (fitting.size < 10_000) fitting.set(combination, candidates);
    }
    for (const rule of candidates) if (matches(rule.text, row.text) && matches(rule.party, row.party ?? '')) return rule.becomes;
    return null;
  };
}

function matches(pattern: RegExp | undefined, text: string): boolean {
  return pattern === undefined || pattern.test(text);
}

function fits(words: Words | undefined, word: string): boolean {
  if (words === undefined) return true;
  return words instanceof RegExp ? words.test(word) : words.includes(word);
}
