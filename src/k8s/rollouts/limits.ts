import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { partialSteps } from '../../plan/wave-facts';
import { goDuration } from '../go-duration';
import { jobProblems } from '../pods/job-problems';
import { SP5001, SP5005, SP5006 } from '../problems';
import { SP5305, SP5306 } from '../prometheus/problems-signals';
import { timeToFailMs, triggersOf } from '../prometheus/watch';

/** What Argo Rollouts cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  return document.waves.flatMap((wave) => {
    const path = `${document.path}/${wave.name}`;
    return [
      ...shortSteps(wave, triggersOf(wave, document.signals), path),
      ...shortMeasurements(wave, document.signals, path),
      ...oneMetric(wave, path),
      ...fractions(wave, path),
      ...verifiedTooLong(wave, path),
      ...wave.verifications.flatMap((one) => (one.kind === 'job' ? jobProblems(one.job, `${path}/verifications/${one.id}`) : [])),
    ];
  });
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

function shortMeasurements(wave: PlannedWave, signals: SignalSpec[], path: string): Problem[] {
  return wave.verifications.flatMap((verification) => {
    if (verification.kind !== 'measurement') return [];
    const short = signals.filter((signal) => signal.name === verification.signal && verification.durationMs < timeToFailMs(signal));
    return short.map((signal) => SP5305.at(`${path}/verifications/${verification.id}`, {
      got: goDuration(verification.durationMs),
      allowed: `at least ${goDuration(timeToFailMs(signal))}`,
      remedies: ['measure for longer', 'give the signal a shorter period or fewer data points'],
    }));
  });
}

function oneMetric({ verifications }: PlannedWave, path: string): Problem[] {
  const names = verifications.map((one) => (one.kind === 'job' ? one.job.name : one.signal));
  return verifications.filter((_, i) => names.indexOf(names[i]) < i).map((one) => SP5306.at(`${path}/verifications/${one.id}`, {
    got: one.kind === 'job' ? `the job ${one.job.name}, called like what is measured` : `${one.signal} once more`,
    allowed: 'each signal once, and jobs that are called otherwise',
    remedies: one.kind === 'job' ? ['rename the job'] : ['measure the signal once, for the longest time', 'rename the job that is called like the signal'],
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
  return wave.verifications.flatMap((verification) => {
    const takesMs = verification.kind === 'job' ? verification.job.timeoutMs : verification.durationMs;
    return takesMs <= keepOldMs ? [] : [SP5006.at(`${path}/verifications/${verification.id}`, {
      got: `${goDuration(keepOldMs)} kept`,
      allowed: `at least ${goDuration(takesMs)}`,
      remedies: ['keep the old copy longer', verification.kind === 'job' ? 'give the job a shorter timeout' : 'measure for a shorter time'],
    })];
  });
}
