import type { PlanDocument, PlannedWave } from '../../plan/document';
import { orderOf } from '../../plan/order';

/** The waves of a plan, from left to right as they can run: each stands behind all that come before it. */
export interface Layers {
  readonly layers: readonly (readonly PlannedWave[])[];
  /** They never get their turn. */
  readonly unreachable: readonly PlannedWave[];
}

/** Puts waves that can run at the same time beside each other. */
export function layersOf({ waves }: PlanDocument): Layers {
  const { order, unreachable } = orderOf(waves);
  const byName = new Map(waves.map((wave) => [wave.name, wave]));
  const depths = new Map<string, number>();
  for (const name of order) depths.set(name, Math.max(0, ...byName.get(name)!.after.map((before) => depths.get(before)! + 1)));
  const deepest = Math.max(-1, ...depths.values());
  return {
    layers: Array.from({ length: deepest + 1 }, (_, depth) => order.filter((name) => depths.get(name) === depth).map((name) => byName.get(name)!)),
    unreachable: unreachable.map((name) => byName.get(name)!),
  };
}
