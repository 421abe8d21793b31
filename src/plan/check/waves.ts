import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP1204, SP1205, SP1206 } from '../problems-declaration';
import { wavePath } from './facts';

/** Something is released, everything once. */
export function waves(plan: PlanDocument): Problem[] {
  const none = plan.waves.length > 0 ? [] : [SP1204.at(plan.path, {
    got: 'no waves', allowed: 'at least one', remedies: ['add one with pipeline.addWave(…) before the pipeline is handed to a back end'],
  })];
  return [...none, ...empty(plan), ...releasedTwice(plan)];
}

function empty(plan: PlanDocument): Problem[] {
  return plan.waves.filter(({ environments }) => environments.length === 0).map((wave) => SP1205.at(wavePath(plan, wave), {
    got: 'no environments', allowed: 'at least one', remedies: ['give the wave an environment', 'remove the wave'],
  }));
}

function releasedTwice(plan: PlanDocument): Problem[] {
  const first = new Map<string, string>();
  return plan.waves.flatMap((wave) => wave.environments.flatMap((name) => {
    const before = first.get(name);
    first.set(name, wave.name);
    return before === undefined ? [] : [SP1206.at(wavePath(plan, wave), {
      got: shown(name),
      allowed: `an environment that is in no other place; this one is in wave "${shown(before)}" already`,
      remedies: ['release it in one of the two places only', 'give each its own environment'],
    })];
  }));
}
