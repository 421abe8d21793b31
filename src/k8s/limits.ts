import type { PlanDocument } from '../plan/document';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Engine } from './engine';
import { PROGRESSIVES, PROMOTIONS } from './engines';
import { SP5003 } from './problems';

/** What the controllers cannot do although each feature is there. */
export function limits(plan: Plan, { promotion, progressive }: Engine): Problem[] {
  return [...PROGRESSIVES[progressive].limits(plan), ...PROMOTIONS[promotion].limits(plan), ...partsOfSeconds(plan._document)];
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
