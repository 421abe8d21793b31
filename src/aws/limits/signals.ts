import type { SignalSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { minimumRequests, observedMs, ofRequests } from '../../plan/signal-facts';
import { triggerNames } from '../../plan/wave-facts';
import { watchesBake } from '../names';
import { SP4203, SP4204, SP4207, SP4208 } from '../problems';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function signalLimits(plan: PlanDocument): Problem[] {
  return [...plan.signals.flatMap((signal) => periodLimits(plan, signal)), ...plan.waves.flatMap((wave) => triggerLimits(plan, wave))];
}

function periodLimits(plan: PlanDocument, signal: SignalSpec): Problem[] {
  const { name, periodMs } = signal;
  const path = `${plan.path}/signals/${name}`;
  const lookBackMs = observedMs(signal);
  // a minimum is counted in one period, and none is longer than a day
  const atMostMs = periodMs < HOUR_MS || minimumRequests(signal) > 1 || signal.measure.kind === 'sequential' ? DAY_MS : 7 * DAY_MS;
  const problems: Problem[] = [];
  if (periodMs < MINUTE_MS || periodMs % MINUTE_MS !== 0) {
    problems.push(SP4203.at(path, {
      got: `${periodMs / 1000} s`, allowed: 'a whole number of minutes, at least 1', remedies: ['declare a period of 1 minute and fewer datapointsToFail'],
    }));
  }
  if (lookBackMs > atMostMs) {
    problems.push(SP4204.at(path, {
      got: `${lookBackMs / HOUR_MS} h`, allowed: `at most ${atMostMs / HOUR_MS} h for this period${minimumRequests(signal) > 1 ? ' and with minimumRequests' : ''}`, remedies: ['declare fewer datapointsObserved', 'declare a shorter period'],
    }));
  }
  return problems;
}

function triggerLimits(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const names = triggerNames(wave);
  const path = `${plan.path}/${wave.name}/rollbackOn`;
  return plan.signals.filter(({ name }) => names.includes(name)).flatMap(({ name, measure, scope }) => {
    // the others are no share of the traffic: they are watched when the shift is over
    if (ofRequests(measure) && scope === 'service') {
      return [SP4207.at(path, { got: name, allowed: 'a signal of the new version', remedies: ['declare it with SignalScope.VERSION', 'ask it before entry with Gate.quiet'] })];
    }
    return (measure.kind === 'custom' || measure.kind === 'synthetic') && !watchesBake(wave) && wave.shift.kind !== 'flag'
      ? [SP4208.at(path, { got: `${name} and no bakeTime`, allowed: 'a custom or synthetic signal in a wave that bakes', remedies: ['declare a bakeTime', 'ask it before entry with Gate.quiet'] })]
      : [];
  });
}
