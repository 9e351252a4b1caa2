/** Components that join the tree after the first paint, inside all providers: notifications, palette. */
import { type ComponentType, useSyncExternalStore } from 'react';

let mounted: ReadonlyMap<string, ComponentType> = new Map();
const listeners = new Set<() => void>();

/** Mounts a component once, under its name. */
export function mountLate(name: string, Component: ComponentType): void {
  if (mounted.has(name)) return;
  mounted = new Map(mounted).set(name, Component);
  for (const listener of listeners) listener();
}

/** Where they appear. */
export function Late() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => mounted,
  );
  return [...current].map(([name, Component]) => <Component key={name} />);
}
