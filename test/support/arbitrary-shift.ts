import * as fc from 'fast-check';
import type { Duration } from 'spillway';
import { TrafficShift } from 'spillway';

/** How long a step has to be held is known only where the wave's signals are. */
export type ShiftOfHold = (hold: Duration) => TrafficShift;

const increasing = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }).map((percents) => percents.sort((a, b) => a - b));
const steps = (percents: number[], hold: Duration) => percents.map((percent) => ({ percent, hold }));

export function shifts(): fc.Arbitrary<ShiftOfHold> {
  return fc.oneof(
    fc.constant<ShiftOfHold>(() => TrafficShift.allAtOnce()),
    fc.integer({ min: 1, max: 100 }).map((maxUnavailablePercent): ShiftOfHold => () => TrafficShift.rolling({ maxUnavailablePercent })),
    fc.integer({ min: 1, max: 99 }).map((percent): ShiftOfHold => (hold) => TrafficShift.canary({ percent, hold })),
    fc.constantFrom(10, 20, 25, 30, 50).map((percent): ShiftOfHold => (every) => TrafficShift.linear({ percent, every })),
    increasing.map((percents): ShiftOfHold => (hold) => TrafficShift.steps(...steps(percents, hold))),
    fc.boolean().map((previewed): ShiftOfHold => (hold) => TrafficShift.blueGreen({ preview: previewed ? hold : undefined, keepOld: hold })),
    increasing.map((percents): ShiftOfHold => (hold) => TrafficShift.flag({ flag: 'new-checkout', steps: steps(percents, hold) })),
  );
}
