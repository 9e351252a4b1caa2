/**
 * Who is the same person. A pure function of the profiles that are live: it does not matter in which order their files came, and taking a
 * file back takes its merges back. Profiles meet through an equal e-mail or phone that exactly one profile of each platform has; two profiles
 * of one platform never merge by themselves.
 */

export interface ProfileKeys {
  id: number;
  platform: string;
  email: string | null;
  phone: string | null;
}

export interface Clusters {
  /** Profile ids that are one person each, ascending. */
  people: number[][];
  /** Profiles that share an e-mail or phone but are too many to tell apart: suggestions for the user, not merges. */
  ambiguous: number[][];
}

/** Groups profiles into people. */
export function cluster(profiles: readonly ProfileKeys[]): Clusters {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  const shared = [...sharedBy(profiles, 'email'), ...sharedBy(profiles, 'phone')];
  const clear = shared.filter((ids) => onePerPlatform(ids, byId));
  const ambiguous = shared.filter((ids) => !onePerPlatform(ids, byId));
  const people: number[][] = [];
  for (const component of connect([...byId.keys()], clear)) {
    if (onePerPlatform(component, byId)) people.push(component);
    else {
      ambiguous.push(component);
      for (const id of component) people.push([id]);
    }
  }
  return { people, ambiguous };
}

function sharedBy(profiles: readonly ProfileKeys[], key: 'email' | 'phone'): number[][] {
  const groups = new Map<string, number[]>();
  for (const profile of profiles) {
    const value = profile[key];
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(profile.id);
    else groups.set(value, [profile.id]);
  }
  return [...groups.values()].filter((ids) => ids.length > 1);
}

function onePerPlatform(ids: readonly number[], byId: ReadonlyMap<number, ProfileKeys>): boolean {
  const platforms = new Set(ids.map((id) => byId.get(id)?.platform));
  return platforms.size === ids.length;
}

function connect(ids: readonly number[], edges: readonly number[][]): number[][] {
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
