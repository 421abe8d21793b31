import type { SignalSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import { DELIVERY_MS, detectionMs } from '../detection';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2007, SP2013, SP2014 } from '../problems-release';
import { partialSteps } from '../wave-facts';
import { namePath, triggerSignals, wavePath } from './facts';

const MINUTE_MS = 60_000;

/** Periods that metric stores commonly keep. */
const PERIODS_MS = [30 * MINUTE_MS, 15 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS, MINUTE_MS / 2, MINUTE_MS / 6];

/** What is watched is watched for long enough. */
export function detection(plan: PlanDocument): Problem[] {
  return [
    ...plan.waves.flatMap((wave) => [...shortStep(plan, wave), ...shortBake(plan, wave), ...shortMeasurements(plan, wave)]),
    ...shortExpedited(plan),
  ];
}

/** The quickest signal is enough for a step: slower ones go on counting in the next. */
function shortStep(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const held = partialSteps(wave).filter(({ holdMs }) => holdMs > 0);
  const signals = triggerSignals(plan, wave);
  const ofVersion = signals.filter(({ scope }) => scope === 'version');
  const [quickest] = bySpeed(ofVersion.length > 0 ? ofVersion : signals);
  const shortest = held.reduce((least, { holdMs }) => Math.min(least, holdMs), Infinity);
  if (!quickest || !(shortest <= detectionMs(quickest))) return [];
  return [SP2007.at(`${wavePath(plan, wave)}/shift`, { ...needed(quickest, shortest), remedies: remedies(quickest, shortest, 'hold each step') })];
}

/** At full traffic every signal must get the time to speak. */
function shortBake(plan: PlanDocument, wave: PlannedWave): Problem[] {
  if (!(wave.bakeMs > 0)) return [];
  return triggerSignals(plan, wave).filter((signal) => wave.bakeMs <= detectionMs(signal)).map((signal) => SP2013.at(`${wavePath(plan, wave)}/bakeTime`, {
    ...needed(signal, wave.bakeMs), remedies: remedies(signal, wave.bakeMs, 'bake'),
  }));
}

function shortMeasurements(plan: PlanDocument, wave: PlannedWave): Problem[] {
  return wave.verifications.flatMap((verification) => {
    if (verification.kind !== 'measurement' || !(verification.durationMs > 0)) return [];
    return plan.signals.filter((signal) => signal.name === verification.signal && verification.durationMs <= detectionMs(signal))
      .map((signal) => SP2014.at(`${wavePath(plan, wave)}/verifications/${verification.id}`, {
        ...needed(signal, verification.durationMs), remedies: remedies(signal, verification.durationMs, 'measure'),
      }));
  });
}

/** An expedited release bakes for a shorter time, but not for one in which nothing can be seen. */
function shortExpedited(plan: PlanDocument): Problem[] {
  return plan.expedited.flatMap(({ bakeAtMostMs }, i) => {
    const shortened = plan.waves.filter(({ bakeMs }) => bakeAtMostMs >= 0 && bakeAtMostMs < bakeMs);
    const names = new Set(shortened.flatMap((wave) => triggerSignals(plan, wave)).map(({ name }) => name));
    const slowest = bySpeed(plan.signals.filter(({ name }) => names.has(name))).pop();
    if (!slowest || !(bakeAtMostMs <= detectionMs(slowest))) return [];
    return [SP2013.at(`${namePath(plan, 'expedited', String(i))}/bakeAtMost`, { ...needed(slowest, bakeAtMostMs), remedies: remedies(slowest, bakeAtMostMs, 'bake') })];
  });
}

function bySpeed(signals: SignalSpec[]): SignalSpec[] {
  return [...signals].sort((a, b) => detectionMs(a) - detectionMs(b));
}

function needed(signal: SignalSpec, gotMs: number): { got: string; allowed: string } {
  const { name, datapointsToFail, periodMs } = signal;
  const sum = `${datapointsToFail} x ${durationText(periodMs)}, and ${durationText(DELIVERY_MS)} until the data is there`;
  return { got: durationText(gotMs), allowed: `more than ${durationText(detectionMs(signal))}, which "${name}" needs to fail (${sum})` };
}

/** Each of them mends it alone. */
function remedies(signal: SignalSpec, gotMs: number, wait: string): string[] {
  const { name, datapointsToFail, periodMs } = signal;
  const longerMs = (Math.floor(detectionMs(signal) / MINUTE_MS) + 1) * MINUTE_MS;
  const fewer = Math.ceil((gotMs - DELIVERY_MS) / periodMs) - 1;
  const shorterMs = PERIODS_MS.find((ms) => ms < periodMs && detectionMs({ datapointsToFail, periodMs: ms }) < gotMs);
  return [
    `${wait} for at least ${durationText(longerMs)}`,
    ...fewer >= 1 ? [`let "${name}" fail on ${fewer} ${fewer === 1 ? 'data point' : 'data points'}`] : [],
    ...shorterMs ? [`give "${name}" a period of ${durationText(shorterMs)}`] : [],
  ];
}
