import type { SignalSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2210 } from '../problems-statistics';
import { least } from '../stats/least';
import { areFew } from '../stats/patterns';
import { namePath, soundTraffic, triggerSignals } from './facts';
import { COUNT, LENGTH } from './ranges';
import { LOOKS_AT_MOST, SECOND_MS, isTest, pointsOf } from './watching';

/** A signal that stops releases is reckoned with: where its odds cannot be computed, no other check would say a word of it. */
export function computable(plan: PlanDocument): Problem[] {
  if (!soundTraffic(plan)) return [];
  const triggers = new Set(plan.waves.flatMap((wave) => triggerSignals(plan, wave)));
  return [...triggers].filter(hasCounts).flatMap((signal) => [...tooShort(signal), ...tooMany(signal), ...tooLong(signal)].map(({ got, allowed, remedies }) => (
    SP2210.at(namePath(plan, 'signals', signal.name), { got, allowed: `${allowed}, for it to be computed how surely "${signal.name}" stops a release`, remedies })
  )));
}

/** What is reported, but for the place. */
type Found = Pick<Problem, 'got' | 'allowed' | 'remedies'>;

function hasCounts({ periodMs, datapointsToFail, datapointsObserved }: SignalSpec): boolean {
  return LENGTH.holds(periodMs) && COUNT.holds(datapointsToFail) && COUNT.holds(datapointsObserved) && datapointsToFail <= datapointsObserved;
}

function tooShort({ measure, periodMs }: SignalSpec): Found[] {
  const isReckoned = measure.kind === 'errorRatio' || (measure.kind === 'sequential' && isTest(measure));
  return isReckoned && periodMs < SECOND_MS
    ? [{ got: `a period of ${durationText(periodMs)}`, allowed: `at least ${durationText(SECOND_MS)}`, remedies: [`give it a period of ${durationText(SECOND_MS)}`] }]
    : [];
}

/** Where each data point counts by itself. */
function tooMany(signal: SignalSpec): Found[] {
  const { toFail, observed } = pointsOf(signal);
  if ((signal.measure.kind !== 'errorRatio' && signal.measure.kind !== 'synthetic') || areFew({ toFail, observed })) return [];
  const most = least(toFail, observed, (n) => !areFew({ toFail, observed: n })) - 1;
  return [{
    got: `${toFail} of ${observed} data points`,
    allowed: 'as few as can be followed, such as any number of twelve',
    remedies: most >= toFail ? [`let it observe ${most} data points`] : ['let it observe 12 data points and fail on fewer of them'],
  }];
}

/** Where what is observed counts together. */
function tooLong({ measure, periodMs, datapointsObserved }: SignalSpec): Found[] {
  return measure.kind === 'sequential' && isTest(measure) && datapointsObserved > LOOKS_AT_MOST ? [{
    got: `a window of ${datapointsObserved} periods`,
    allowed: `at most ${LOOKS_AT_MOST}`,
    remedies: [`give it a window of ${durationText(LOOKS_AT_MOST * periodMs)}`, `give it a period of ${durationText(Math.ceil(datapointsObserved / LOOKS_AT_MOST) * periodMs)}`],
  }] : [];
}
