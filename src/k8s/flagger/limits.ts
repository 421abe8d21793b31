import type { PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { partialSteps } from '../../plan/wave-facts';
import { goDuration } from '../go-duration';
import { SP5001, SP5005 } from '../problems';
import { SP5601, SP5602, SP5606 } from '../problems-tiers';
import { timeToFailMs, triggersOf } from '../prometheus/watch';
import { hasCanary, SHORTEST_MS } from './ticks';

/** What Flagger cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const { waves, signals, path } = plan._document;
  return waves.filter(hasCanary).flatMap((wave) => {
    const at = `${path}/${wave.name}`;
    const needed = Math.max(0, ...triggersOf(wave, signals).map(timeToFailMs));
    return [...unequal(wave, at), ...tooShort(wave, needed, at), ...fractions(wave, at), ...verifications(wave, at)];
  });
}

function unequal(wave: PlannedWave, path: string): Problem[] {
  const holds = [...new Set(partialSteps(wave).map(({ holdMs }) => holdMs))];
  const longest = goDuration(Math.max(...holds));
  return holds.length <= 1 ? [] : [SP5601.at(`${path}/shift`, {
    got: holds.map(goDuration).join(', '),
    allowed: 'one time for all steps',
    remedies: [`hold each step for ${longest}`, 'use Progressive.ARGO_ROLLOUTS'],
  })];
}

/** A check at the end of a step, of which not even the first data point could have failed by then. */
function tooShort(wave: PlannedWave, neededMs: number, path: string): Problem[] {
  return partialSteps(wave).flatMap(({ percent, holdMs }) => [
    ...(holdMs >= SHORTEST_MS ? [] : [SP5602.at(`${path}/shift`, {
      got: `${goDuration(holdMs)} at ${percent} %`, allowed: `at least ${goDuration(SHORTEST_MS)}`, remedies: ['hold the step longer'],
    })]),
    ...(holdMs >= neededMs ? [] : [SP5001.at(`${path}/shift`, {
      got: `${goDuration(holdMs)} at ${percent} %`,
      allowed: `at least ${goDuration(neededMs)}`,
      remedies: ['hold the step longer', 'give the signal a shorter period or fewer data points'],
    })]),
  ]);
}

function fractions(wave: PlannedWave, path: string): Problem[] {
  return partialSteps(wave).filter(({ percent }) => !Number.isInteger(percent)).map(({ percent }) => SP5005.at(`${path}/shift`, {
    got: `${percent} %`, allowed: 'a whole number', remedies: [`use ${Math.max(1, Math.round(percent))} %`],
  }));
}

function verifications(wave: PlannedWave, path: string): Problem[] {
  const [step] = partialSteps(wave);
  return wave.verifications.flatMap((verification) => {
    if (verification.kind !== 'measurement' || verification.durationMs === step?.holdMs) return [];
    return [SP5606.at(`${path}/verifications/${verification.id}`, {
      got: step ? goDuration(verification.durationMs) : `a measurement after ${wave.shift.kind}`,
      allowed: step ? goDuration(step.holdMs) : 'measurements after a shift in steps',
      remedies: step
        ? [`measure for ${goDuration(step.holdMs)}`, `hold each step for ${goDuration(verification.durationMs)}`]
        : ['use a shift in steps', 'watch the signal for a `bakeTime`'],
    })];
  });
}
