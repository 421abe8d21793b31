import { durationText } from '../../private/duration-text';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2005, SP2009, SP2010 } from '../problems-release';
import { partialSteps } from '../wave-facts';
import { productionWaves, wavePath } from './facts';

/** Two versions side by side for longer than this hold up everything behind them. */
const LONGEST_HOLD_MS = 2 * 3_600_000;

/** How many customers meet a new version, and for how long, before it is known to be good. */
export function exposure(plan: PlanDocument): Problem[] {
  const production = productionWaves(plan);
  return [
    ...production.filter(({ shift }) => shift.kind === 'allAtOnce').map((wave) => SP2005.at(`${wavePath(plan, wave)}/shift`, {
      got: 'allAtOnce', allowed: 'a shift that begins with a part of the traffic', remedies: ['use TrafficShift.canary(…)', 'use TrafficShift.linear(…)'],
    })),
    ...plan.waves.flatMap((wave) => heldLong(plan, wave)),
    ...plan.traffic ? [] : trafficUnknown(plan, production.filter((wave) => partialSteps(wave).length > 0)),
  ];
}

function heldLong(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const totalMs = partialSteps(wave).reduce((sum, { holdMs }) => sum + holdMs, 0);
  return totalMs > LONGEST_HOLD_MS ? [SP2009.at(`${wavePath(plan, wave)}/shift`, {
    got: `${durationText(totalMs)} in all`, allowed: `at most ${durationText(LONGEST_HOLD_MS)}`, remedies: ['shorten the steps and lengthen the bake time', 'take fewer steps'],
  })] : [];
}

/** Once for the pipeline: it is the service's traffic. */
function trafficUnknown(plan: PlanDocument, partial: PlannedWave[]): Problem[] {
  return partial.slice(0, 1).map((wave) => SP2010.at(`${plan.path}/traffic`, {
    got: 'nothing',
    allowed: `the service's traffic, since wave "${wave.name}" judges the version by a part of it`,
    remedies: ['declare traffic: Traffic.of({ requestsPerSecond, errorRatio }) as the metrics show it'],
  }));
}
