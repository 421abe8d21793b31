import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import { orderOf } from '../order';
import type { Problem } from '../problem';
import { SP1201, SP1202, SP1203 } from '../problems-declaration';
import { wavePath } from './facts';

/** Every wave gets its turn. */
export function order(plan: PlanDocument): Problem[] {
  const { cycles, unreachable } = orderOf(plan.waves);
  const names = plan.waves.map(({ name }) => name);
  const known = new Set(names);
  const stuck = new Set(unreachable);
  const blamed = new Set(cycles.flat());
  const rings = cycles.map((ring) => SP1201.at(`${plan.path}/${ring[0]}`, {
    got: [...ring, ring[0]].join(' after '), allowed: 'an order in which each wave comes after waves that can be done before it', remedies: ['take one of them out of "after"'],
  }));
  const unknown = plan.waves.flatMap((wave) => wave.after.filter((name) => !known.has(name)).map((name) => {
    blamed.add(wave.name);
    const guess = nearest(String(name), names.filter((other) => other !== wave.name));
    return SP1202.at(`${wavePath(plan, wave)}/after`, {
      got: shown(name), allowed: 'a wave of the same pipeline', remedies: [guess ? `name "${guess}" if that is meant` : 'add that wave to this pipeline', 'remove it from "after"'],
    });
  }));
  const behind = plan.waves.filter(({ name }) => stuck.has(name) && !blamed.has(name)).map((wave) => SP1203.at(wavePath(plan, wave), {
    got: `after ${wave.after.filter((name) => stuck.has(name)).join(', ')}`, allowed: 'a wave after waves that are reached', remedies: ['mend the waves it comes after'],
  }));
  return [...rings, ...unknown, ...behind];
}
