import type { PlanDocument } from '../../plan/document';
import { orderOf } from '../../plan/order';
import { shortestMs } from '../words/wave';

/** Time the longest chain of waves takes when nobody and nothing makes the release wait. */
export function shortestWayMs(plan: PlanDocument): number {
  const done = new Map<string, number>();
  const byName = new Map(plan.waves.map((wave) => [wave.name, wave]));
  for (const name of orderOf(plan.waves).order) {
    const wave = byName.get(name)!;
    done.set(name, Math.max(0, ...wave.after.map((before) => done.get(before) ?? 0)) + shortestMs(wave));
  }
  return Math.max(0, ...done.values());
}
