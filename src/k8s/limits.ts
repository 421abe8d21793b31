import type { PlanDocument } from '../plan/document';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { partialSteps } from '../plan/wave-facts';
import type { Engine } from './engine';
import { Progressive, Promotion } from './engine';
import { PROGRESSIVES, PROMOTIONS } from './engines/engines';
import { SP5003 } from './problems';
import { SP5621 } from './problems-tiers';
import { triggersOf } from './prometheus/watch';

/** What the controllers cannot do although each feature is there. */
export function limits(plan: Plan, { promotion, progressive }: Engine): Problem[] {
  return [
    ...PROGRESSIVES[progressive].limits(plan),
    ...PROMOTIONS[promotion].limits(plan),
    ...unwatched(plan, promotion, progressive),
    ...partsOfSeconds(plan._document),
  ];
}

/** Signals that nobody asks: no traffic is shifted step by step, or nobody stays for a bake. */
function unwatched(plan: Plan, promotion: Promotion, progressive: Progressive): Problem[] {
  if (promotion !== Promotion.NONE && progressive !== Progressive.NONE) return [];
  const { waves, signals, path } = plan._document;
  const deaf = waves.filter((wave) => wave.bakeMs === 0 && partialSteps(wave).length === 0 && wave.shift.kind !== 'blueGreen');
  return deaf.flatMap((wave) => triggersOf(wave, signals).map(({ name }) => SP5621.at(`${path}/${wave.name}/rollbackOn`, {
    got: name,
    allowed: 'no signal, or a wave in which one is asked',
    remedies: [
      ...(progressive === Progressive.NONE ? [] : ['shift traffic in steps']),
      ...(promotion === Promotion.NONE ? [] : ['give the wave a `bakeTime`']),
      'give signals to the waves that watch them, not to the pipeline',
    ],
  })));
}

function partsOfSeconds(plan: PlanDocument): Problem[] {
  const durations: [string, number][] = [
    ...plan.signals.map(({ name, periodMs }): [string, number] => [`signals/${name}/period`, periodMs]),
    ...plan.waves.flatMap(({ name, bakeMs, gates, shift, verifications }): [string, number][] => [
      [`${name}/bakeTime`, bakeMs],
      ...gates.flatMap((gate): [string, number][] => (gate.kind === 'budget' ? [[`${name}/gates/${gate.id}/window`, gate.windowMs]] : [])),
      ...shift.steps.map(({ holdMs }): [string, number] => [`${name}/shift`, holdMs]),
      ...(shift.kind === 'blueGreen' ? [[`${name}/shift`, shift.keepOldMs] as [string, number]] : []),
      ...verifications.flatMap((one): [string, number][] => (one.kind === 'measurement' ? [[`${name}/verifications/${one.id}`, one.durationMs]] : [])),
    ]),
  ];
  return durations.filter(([, ms]) => ms % 1000 !== 0).map(([path, ms]) => SP5003.at(`${plan.path}/${path}`, {
    got: `${ms} ms`,
    allowed: 'a whole number of seconds',
    remedies: [`use ${Math.ceil(ms / 1000)} seconds`],
  }));
}
