import type { SignalSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { partialSteps } from '../plan/wave-facts';
import { goDuration } from './go-duration';
import { controlFlowStage } from './kargo/stage-names';
import { SP5001, SP5003, SP5004, SP5005, SP5006, SP5007 } from './problems';
import { timeToFailMs, triggersOf } from './prometheus/watch';

/** What the controllers cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  return [
    ...document.waves.flatMap((wave) => {
      const path = `${document.path}/${wave.name}`;
      const signals = triggersOf(wave, document.signals);
      return [
        ...shortSteps(wave, signals, path),
        ...fractions(wave, path),
        ...verifiedTooLong(wave, path),
        ...approvals(wave, path),
      ];
    }),
    ...partsOfSeconds(document),
    ...stageNames(document),
  ];
}

function shortSteps(wave: PlannedWave, signals: SignalSpec[], path: string): Problem[] {
  if (signals.length === 0) return [];
  const needed = Math.max(...signals.map(timeToFailMs));
  const watched = partialSteps(wave);
  return watched.filter(({ holdMs }) => holdMs < needed).map(({ percent, holdMs }) => SP5001.at(`${path}/shift`, {
    got: `${goDuration(holdMs)} at ${percent} %`,
    allowed: `at least ${goDuration(needed)}`,
    remedies: ['hold the step longer', 'give the signal a shorter period or fewer data points'],
  }));
}

function fractions(wave: PlannedWave, path: string): Problem[] {
  return wave.shift.steps.filter(({ percent }) => !Number.isInteger(percent)).map(({ percent }) => SP5005.at(`${path}/shift`, {
    got: `${percent} %`,
    allowed: 'a whole number',
    remedies: [`use ${Math.max(1, Math.round(percent))} %`],
  }));
}

function verifiedTooLong(wave: PlannedWave, path: string): Problem[] {
  if (wave.shift.kind !== 'blueGreen') return [];
  const { keepOldMs } = wave.shift;
  return wave.verifications.flatMap((verification) => (verification.kind === 'measurement' && verification.durationMs > keepOldMs
    ? [SP5006.at(`${path}/verifications/${verification.id}`, {
      got: `${goDuration(keepOldMs)} kept`,
      allowed: `at least ${goDuration(verification.durationMs)}`,
      remedies: ['keep the old copy longer', 'measure for a shorter time'],
    })] : []));
}

function approvals(wave: PlannedWave, path: string): Problem[] {
  const groups = wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []));
  return groups.length <= 1 ? [] : [SP5007.at(`${path}/gates`, {
    got: groups.join(', '),
    allowed: 'one approval',
    remedies: ['give the second approval a wave of its own', 'make one group of them'],
  })];
}

function partsOfSeconds(plan: PlanDocument): Problem[] {
  const durations: [string, number][] = [
    ...plan.signals.map(({ name, periodMs }): [string, number] => [`signals/${name}/period`, periodMs]),
    ...plan.waves.flatMap(({ name, bakeMs, shift, verifications }): [string, number][] => [
      [`${name}/bakeTime`, bakeMs],
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

function stageNames(plan: PlanDocument): Problem[] {
  const reserved = new Map(plan.waves.map((wave) => [controlFlowStage(wave.name), wave.name]));
  return plan.environments.filter(({ name }) => reserved.has(name)).map(({ name }) => SP5004.at(`${plan.path}/${name}`, {
    got: name,
    allowed: 'a name that is not "wave-" and the name of a wave',
    remedies: ['rename the environment'],
  }));
}
