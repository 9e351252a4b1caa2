/** Which way money went, in the words of a cashbook. */

const directions: readonly ['in' | 'out' | 'neither', RegExp][] = [
  ['neither', /^(?:转账|内部转账|互转|转存|不计收支|不计|其他|transfer|internal|neutral)$/i],
  ['in', /^(?:收入?|入|进账?|入账|收款|回款|\+|in|income|credit|received|deposit|money in)$/i],
  ['out', /^(?:支出?|出|出账|付款|花费|开支|费用|成本|-|out|outgo|expenses?|debit|spent|withdrawal|money out)$/i],
];

/** `neither`: between accounts of one's own. Null for what is no such word. */
export function directionOf(text: string): 'in' | 'out' | 'neither' | null {
  return directions.find(([, pattern]) => pattern.test(text.trim()))?.[0] ?? null;
}
