/** Decisions on undecided lines taken since the window opened, so that they can be taken back after their notification has gone. */
import { useSyncExternalStore } from 'react';
import type { UndecidedGroup } from '../../../shared/contract/revenue';
import type { DecidedKind } from './manual-line';

export interface Decision {
  counterparty: string | null;
  sourceKind: string | null;
  kind: DecidedKind;
  /** Lines it decided. */
  lines: number;
}

let taken: readonly Decision[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Decision[]): void {
  taken = next;
  for (const listener of listeners) listener();
}

function concerns(decision: Decision, { counterparty, sourceKind }: Pick<UndecidedGroup, 'counterparty' | 'sourceKind'>): boolean {
  return decision.counterparty === counterparty && decision.sourceKind === sourceKind;
}

export function noteDecision(decision: Decision): void {
  set([decision, ...taken.filter((each) => !concerns(each, decision))]);
}

export function forgetDecision(group: Pick<UndecidedGroup, 'counterparty' | 'sourceKind'>): void {
  set(taken.filter((each) => !concerns(each, group)));
}

/** Latest first. */
export function useDecisions(): readonly Decision[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => taken,
  );
}
