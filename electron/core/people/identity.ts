/**
 * Who is the same person. A pure function of the records that stand for people and of what the user said about them: it does not matter in which
 * order files came, and taking a file back takes its merges back. Profiles meet through an equal e-mail or phone that exactly one profile of each
 * platform has; two profiles of one platform never merge by themselves. What the user called the same person always is one; what the user
 * called different, or removed, never merges by itself with whom it would meet.
 */

export interface Node {
  id: number;
  /** null: no profile (added by hand, or the import that knew them is undone). */
  platform: string | null;
  email: string | null;
  phone: string | null;
  /** Whether it stands for somebody already, and whether the user removed them. */
  standing: 'new' | 'present' | 'removed';
}

type Pair = readonly [number, number];

export interface Decisions {
  same: readonly Pair[];
  different: readonly Pair[];
}

export interface Clusters {
  /** Record ids that are one person each, ascending. */
  people: number[][];
  /** Records that share an e-mail or phone but cannot be told apart or are kept apart: suggestions for the user, not merges. */
  ambiguous: number[][];
}

export const nothingSaid: Decisions = { same: [], different: [] };

/** Groups records into people. `same` may go through records that are no nodes: what they joined stays joined. */
export function cluster(nodes: readonly Node[], decisions: Decisions = nothingSaid): Clusters {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shared = [...sharedBy(nodes, 'email'), ...sharedBy(nodes, 'phone')];
  const clear = shared.filter((ids) => onePerPlatform(ids, byId));
  const ambiguous = shared.filter((ids) => !onePerPlatform(ids, byId));
  const ids = [...new Set([...byId.keys(), ...decisions.same.flat()])];
  const said = connect(ids, decisions.same);
  const saidOf = new Map(said.flatMap((group, index) => group.map((id) => [id, index] as const)));
  const parted = partedPairs(decisions.different, saidOf);
  const people: number[][] = [];
  for (const component of connect(ids, [...clear, ...decisions.same])) {
    if (isSound(component, byId, saidOf, parted)) people.push(component);
    else {
      ambiguous.push(component);
      const inside = new Set(component);
      people.push(...said.filter(([first]) => first !== undefined && inside.has(first)));
    }
  }
  return { people, ambiguous };
}

function sharedBy(nodes: readonly Node[], key: 'email' | 'phone'): number[][] {
  const groups = new Map<string, number[]>();
  for (const node of nodes) {
    const value = node[key];
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(node.id);
    else groups.set(value, [node.id]);
  }
  return [...groups.values()].filter((ids) => ids.length > 1);
}

function onePerPlatform(ids: readonly number[], byId: ReadonlyMap<number, Node>): boolean {
  const platforms = new Set(ids.map((id) => byId.get(id)?.platform));
  return platforms.size === ids.length;
}

/** By group of the user's making: the groups that are somebody else. */
function partedPairs(different: Decisions['different'], saidOf: ReadonlyMap<number, number>): Map<number, Set<number>> {
  const parted = new Map<number, Set<number>>();
  for (const [a, b] of different) {
    const [groupA, groupB] = [saidOf.get(a), saidOf.get(b)];
    if (groupA === undefined || groupB === undefined || groupA === groupB) continue;
    for (const [one, other] of [
      [groupA, groupB],
      [groupB, groupA],
    ] as const)
      parted.set(one, (parted.get(one) ?? new Set()).add(other));
  }
  return parted;
}

/** Whether what meets by e-mail and phone may be one person. What the user joined counts as one throughout. */
function isSound(
  component: readonly number[],
  byId: ReadonlyMap<number, Node>,
  saidOf: ReadonlyMap<number, number>,
  parted: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  const groups = new Set<number>();
  const groupOfPlatform = new Map<string, number>();
  const standings = new Set<Node['standing']>();
  for (const id of component) {
    const group = saidOf.get(id);
    if (group === undefined) continue;
    groups.add(group);
    const node = byId.get(id);
    if (!node) continue;
    standings.add(node.standing);
    if (node.platform === null) continue;
    if ((groupOfPlatform.get(node.platform) ?? group) !== group) return false;
    groupOfPlatform.set(node.platform, group);
  }
  if (groups.size === 1) return true;
  if (standings.has('removed') && standings.has('present')) return false;
  for (const group of groups) for (const other of parted.get(group) ?? []) if (groups.has(other)) return false;
  return true;
}

function connect(ids: readonly number[], edges: readonly (readonly number[])[]): number[][] {
  const parent = new Map(ids.map((id) => [id, id]));
  const find = (id: number): number => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root) ?? root;
    parent.set(id, root);
    return root;
  };
  for (const [first, ...rest] of edges) {
    if (first === undefined) continue;
    for (const other of rest) parent.set(find(other), find(first));
  }
  const groups = new Map<number, number[]>();
  for (const id of ids) {
    const root = find(id);
    const group = groups.get(root);
    if (group) group.push(id);
    else groups.set(root, [id]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a - b));
}
