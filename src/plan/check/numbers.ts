import type { DesignSpec, MeasureSpec, SequentialMeasure, ShiftSpec, ShiftStep, SignalSpec, TrafficSpec } from '../../model/spec';
import type { PlanDocument, PlannedGate, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP1101, SP1107 } from '../problems-declaration';
import { gatesOf, namePath, wavePath } from './facts';
import type { Range } from './ranges';
import {
  BASELINE, COUNT, EQUAL_PART, FACTOR, GROWTH, HARM, LENGTH, LENGTH_OR_NONE, NO_LENGTH, OBJECTIVE, PART, PART_OR_ALL, PART_OR_NONE, PERCENTILE, POSITIVE, SHARE,
  SHARE_OR_ALL, atMost, equalLength, equalShare, over,
} from './ranges';

/** A number, its place below a path, and what it may be. */
type Quantity = readonly [place: string, value: number, range: Range];

/** Every number is one that means something. */
export function numbers(plan: PlanDocument): Problem[] {
  return [
    ...plan.traffic ? outOfRange(`${plan.path}/traffic`, ofTraffic(plan.traffic)) : [],
    ...plan.signals.flatMap((signal) => ofSignal(namePath(plan, 'signals', signal.name), signal)),
    ...plan.waves.flatMap((wave) => [
      ...gatesOf(plan, wave).flatMap(({ gate, path }) => outOfRange(path, ofGate(gate))),
      ...outOfRange(`${wavePath(plan, wave)}/shift`, ofShift(wave)),
      ...outOfRange(wavePath(plan, wave), [...ofVerifications(wave), ['bakeTime', wave.bakeMs, LENGTH_OR_NONE]]),
    ]),
    ...plan.expedited.flatMap(({ bakeAtMostMs }, i) => outOfRange(`${plan.path}/expedited/${i}`, [['bakeAtMost', bakeAtMostMs, LENGTH_OR_NONE]])),
  ];
}

function ofTraffic({ requestsPerSecond, errorRatio, clusteringFactor }: TrafficSpec): Quantity[] {
  return [['requestsPerSecond', requestsPerSecond, POSITIVE], ['errorRatio', errorRatio, SHARE], ['clusteringFactor', clusteringFactor, FACTOR]];
}

function ofSignal(path: string, { measure, periodMs, datapointsToFail, datapointsObserved }: SignalSpec): Problem[] {
  const unbounded = measure.kind === 'custom' && !Number.isFinite(measure.bound);
  return [
    ...unbounded ? [SP1107.at(path, { got: 'no bound, or two', allowed: 'either atMost or atLeast, a finite number', remedies: ['give one of them', 'make two signals'] })] : [],
    ...outOfRange(path, [...ofMeasure(measure), ['period', periodMs, LENGTH], ['datapointsObserved', datapointsObserved, COUNT],
      ['datapointsToFail', datapointsToFail, COUNT.holds(datapointsToFail) && COUNT.holds(datapointsObserved) ? atMost(datapointsObserved, 'the number of data points that are observed') : COUNT]]),
  ];
}

function ofMeasure(measure: MeasureSpec): Quantity[] {
  switch (measure.kind) {
    case 'errorRatio': return ofErrorRatio(measure);
    case 'sequential': return ofSequential(measure);
    case 'latency': return [['percentile', measure.percentile, PERCENTILE], ['atMost', measure.atMostMs, LENGTH], ['minimumRequests', measure.minimumRequests, COUNT]];
    case 'saturation': return [['atMostPercent', measure.atMostPercent, PART]];
    case 'synthetic': return [['atLeastSuccessPercent', measure.atLeastSuccessPercent, PART_OR_ALL]];
    case 'custom': return [];
  }
}

/** What is to be detected follows from the bound unless it is said: a wrong bound is one mistake. */
function ofErrorRatio({ atMostRatio, detectRatio, minimumRequests }: Extract<MeasureSpec, { kind: 'errorRatio' }>): Quantity[] {
  const detect: Quantity[] = SHARE.holds(atMostRatio) ? [['detect', detectRatio, SHARE_OR_ALL]] : [];
  return [['atMost', atMostRatio, SHARE], ...detect, ['minimumRequests', minimumRequests, COUNT]];
}

/** The baseline comes from the traffic unless it is said: without both the rise has nothing to be over. */
function ofSequential({ baselineRatio, detectRatio, falseAlarmRatio, power }: SequentialMeasure): Quantity[] {
  const detect = BASELINE.holds(baselineRatio) && OBJECTIVE.holds(detectRatio) ? over(baselineRatio, 'the baseline') : OBJECTIVE;
  return [['baseline', baselineRatio, BASELINE], ['detect', detectRatio, detect], ['falseAlarm', falseAlarmRatio, OBJECTIVE], ['power', power, OBJECTIVE]];
}

function ofGate(gate: PlannedGate): Quantity[] {
  switch (gate.kind) {
    case 'approval': return [['quorum', gate.quorum, COUNT], ['timeout', gate.timeoutMs, LENGTH]];
    case 'check': return [['timeout', gate.job.timeoutMs, LENGTH]];
    case 'budget': return [['objective', gate.objectiveRatio, OBJECTIVE], ['window', gate.windowMs, LENGTH], ['remainingAtLeast', gate.remainingAtLeastRatio, SHARE]];
    default: return [];
  }
}

function ofShift({ shift }: PlannedWave): Quantity[] {
  const before = shift.steps.slice(0, -1);
  return [...ofKind(shift, before), ...shift.steps.slice(-1).flatMap((last) => stepped(last, before.length, PART_OR_ALL, NO_LENGTH))];
}

/** What is before full traffic. Only a document from elsewhere has steps where the kind promises none. */
function ofKind(shift: ShiftSpec, before: readonly ShiftStep[]): Quantity[] {
  const each = (part: Range, length: Range) => before.flatMap((step, i) => stepped(step, i, part, length));
  switch (shift.kind) {
    case 'allAtOnce': return each(PART_OR_NONE, LENGTH_OR_NONE);
    case 'rolling': return [...each(PART_OR_NONE, LENGTH_OR_NONE), ['maxUnavailablePercent', shift.maxUnavailablePercent, PART_OR_ALL]];
    case 'blueGreen': return [
      ...before.flatMap(({ percent, holdMs }, i): Quantity[] => [[`steps/${i + 1}/percent`, percent, PART_OR_NONE], ['preview', holdMs, LENGTH_OR_NONE]]),
      ['keepOld', shift.keepOldMs, LENGTH_OR_NONE],
    ];
    case 'designed': return [...each(PART, LENGTH), ...ofDesign(shift)];
    case 'linear': return ofEqual(before);
    default: return each(PART, LENGTH);
  }
}

/** What is wrong with the first step of equal ones is said of it alone. */
function ofEqual([first, ...later]: readonly ShiftStep[]): Quantity[] {
  if (!first) return [];
  const { percent: share, holdMs } = first;
  return [
    ['percent', share, EQUAL_PART], ['every', holdMs, LENGTH],
    ...EQUAL_PART.holds(share) && LENGTH.holds(holdMs) ? later.flatMap((step, i) => (
      stepped(step, i + 1, equalShare(Math.round((i + 2) * share * 1e6) / 1e6, 'since all shares are equal'), equalLength(holdMs, 'since all steps are equally long'))
    )) : [],
  ];
}

function stepped({ percent, holdMs }: ShiftStep, index: number, part: Range, length: Range): Quantity[] {
  return [[`steps/${index + 1}/percent`, percent, part], [`steps/${index + 1}/hold`, holdMs, length]];
}

/** What a shift is to achieve. */
export function ofDesign({ power, falseAlarmRatio, maxHarmedRequests, withinMs, maxGrowthFactor }: DesignSpec): Quantity[] {
  return [
    ['maxHarmedRequests', maxHarmedRequests, HARM], ['within', withinMs, LENGTH], ['power', power, OBJECTIVE], ['falseAlarm', falseAlarmRatio, OBJECTIVE],
    ['maxGrowthFactor', maxGrowthFactor, GROWTH],
  ];
}

function ofVerifications({ verifications }: PlannedWave): Quantity[] {
  return verifications.map((verification): Quantity => (verification.kind === 'job'
    ? [`verifications/${verification.id}/timeout`, verification.job.timeoutMs, LENGTH]
    : [`verifications/${verification.id}/duration`, verification.durationMs, LENGTH]));
}

function outOfRange(path: string, quantities: Quantity[]): Problem[] {
  return quantities.filter(([, value, range]) => !range.holds(value)).map(([place, value, range]) => SP1101.at(`${path}/${place}`, {
    got: range.show(value), allowed: range.allowed, remedies: [range.remedy(value)],
  }));
}
