import type { ShiftKind } from '../../../model/spec';
import { triggerSignals } from '../../../plan/check/facts';
import type { PlanDocument, PlannedWave } from '../../../plan/document';
import type { Problem } from '../../../plan/problem';
import { ofRequests } from '../../../plan/signal-facts';
import { quietNames } from '../../../plan/wave-facts';
import { watchedNames } from '../../names';
import { SP4201, SP4202, SP4205, SP4211 } from '../../problems';
import { SP4402 } from '../../problems-workloads';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const SHIFT_AT_MOST_MS = 2 * 24 * 60 * MINUTE_MS;
const ALARMS_AT_MOST = 10;

const SHIFTS: ShiftKind[] = ['allAtOnce', 'canary', 'linear'];

/** What CodeDeploy does not do with an alias, though AWS may do it with another kind of workload. */
export function unfitForFunctions(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  const { name, shift } = wave;
  const found = [...crowded(plan, wave, path), ...unmeasured(plan, wave, path)];
  return SHIFTS.includes(shift.kind) ? [...found, ...outOfRange(plan, wave, path)] : [...found, SP4211.at(path, {
    got: `${shift.kind} in ${plan.path}/${name}`, allowed: 'TrafficShift.allAtOnce, canary or linear', remedies: ['declare TrafficShift.canary or TrafficShift.linear', 'release a workload of another kind'],
  })];
}

function crowded(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  // only what tells versions apart stops a shift; all others are watched in the bake, by one alarm however many there are
  const { length } = triggerSignals(plan, wave).filter(({ measure }) => ofRequests(measure));
  return length <= ALARMS_AT_MOST ? [] : [SP4205.at(path, {
    got: `${length} in ${plan.path}/${wave.name}`, allowed: `at most ${ALARMS_AT_MOST}`, remedies: ['declare the signals that customers feel, and put the others into a Gate.quiet'],
  })];
}

function unmeasured(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  const asked = new Set([...watchedNames(wave), ...quietNames(wave)]);
  return plan.signals.filter(({ name, measure }) => asked.has(name) && measure.kind === 'saturation').map(({ name }) => SP4402.at(path, {
    got: name, allowed: 'a signal of requests, since a function has no resource that fills up', remedies: ['declare Signal.custom and give its metric to the workload'],
  }));
}

function outOfRange(plan: PlanDocument, { name, shift }: PlannedWave, path: string): Problem[] {
  const totalMs = shift.steps.reduce((sum, { holdMs }) => sum + holdMs, 0);
  const [{ percent, holdMs }] = shift.steps;
  const long = totalMs > SHIFT_AT_MOST_MS ? [SP4201.at(path, {
    got: `${totalMs / 3_600_000} h in ${plan.path}/${name}`, allowed: 'at most 48 h', remedies: ['declare fewer or shorter steps', 'move time from the shift to the bakeTime'],
  })] : [];
  const uneven = !Number.isInteger(percent) || holdMs % MINUTE_MS !== 0 ? [SP4202.at(path, {
    got: `${percent} % and ${holdMs / MINUTE_MS} min in ${plan.path}/${name}`, allowed: 'whole percents and whole minutes', remedies: ['declare whole percents and whole minutes'],
  })] : [];
  return [...long, ...uneven];
}
