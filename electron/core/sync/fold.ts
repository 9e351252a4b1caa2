/**
 * The fold: what an entity is, given everything that live files state about it. Statements are ordered by (time of the statement, rank of
 * the status, import, row); a later one overwrites field by field, and a field that it does not have stays as it was.
 */

export interface Statement {
  asOf: string;
  rank: number;
  batch: number;
  row: number;
  payload: string;
}

type Payload = Record<string, unknown>;

/** Folds the statements of one record into one payload; null when there are none. */
export function foldStatements(statements: readonly Statement[]): Payload | null {
  const [first, ...rest] = withoutRepeats([...statements].sort(byPrecedence));
  if (!first) return null;
  let folded = JSON.parse(first.payload) as Payload;
  for (const statement of rest) folded = overlay(folded, JSON.parse(statement.payload) as Payload);
  return folded;
}

/** Saying the same once more is no news: a file that is imported again must not win over one that came in between. */
function withoutRepeats(ordered: readonly Statement[]): Statement[] {
  const said = new Set<string>();
  return ordered.filter(({ asOf, rank, payload }) => {
    const statement = `${asOf} ${rank} ${payload}`;
    if (said.has(statement)) return false;
    said.add(statement);
    return true;
  });
}

function byPrecedence(a: Statement, b: Statement): number {
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? -1 : 1;
  return a.rank - b.rank || a.batch - b.batch || a.row - b.row;
}

function overlay(below: Payload, above: Payload): Payload {
  const result: Payload = { ...below };
  for (const [field, value] of Object.entries(above)) result[field] = combine(field, below[field], value);
  return result;
}

function combine(field: string, below: unknown, above: unknown): unknown {
  switch (field) {
    case 'firstSeenAt':
      return earliest(below, above);
    case 'lastSeenAt':
      return latest(below, above);
    // A list that does not know when an order was paid takes it for unpaid, or paid when it was placed.
    case 'paidAt':
      return latest(below, above) ?? null;
    case 'attributes':
    case 'metrics':
    case 'answers':
    case 'meta':
      return { ...(below as Payload | undefined), ...(above as Payload | undefined) };
    case 'numbers':
    case 'options':
      return union(below, above);
    default:
      return above;
  }
}

function earliest(a: unknown, b: unknown): unknown {
  if (typeof a !== 'string') return b;
  if (typeof b !== 'string') return a;
  return a < b ? a : b;
}

function latest(a: unknown, b: unknown): unknown {
  if (typeof a !== 'string') return b;
  if (typeof b !== 'string') return a;
  return a > b ? a : b;
}

function union(a: unknown, b: unknown): unknown {
  const all = [...(Array.isArray(a) ? a : []), ...(Array.isArray(b) ? b : [])];
  return [...new Set(all)];
}
