import * as fc from 'fast-check';
import type { Signal } from 'spillway';
import { Day, DeploymentWindow, Duration, Evidence, Gate } from 'spillway';
import { names } from './arbitrary-name';
import { timeZones } from './arbitrary-time-zone';

/** Which signals a quiet gate looks at is known only where the plan's signals are. */
export type GatesOfSignals = (signals: Signal[]) => Gate[];
type GateOfSignals = (signals: Signal[]) => Gate;

const approval = fc.record({
  group: names(), quorum: fc.integer({ min: 1, max: 3 }), timeout: fc.integer({ min: 1, max: 14 }).map((days) => Duration.days(days)),
}).map((options): GateOfSignals => () => Gate.approval(options));

/** All of them are open on Tuesday afternoons, so that they and the freezes leave some time; each name stands for one definition. */
const window = fc.record({
  more: fc.subarray([Day.MONDAY, Day.WEDNESDAY, Day.THURSDAY]),
  from: fc.constantFrom('06:00', '09:30', '10:00'),
  to: fc.constantFrom('16:00', '24:00', '02:00'),
  timeZone: timeZones(),
}).map(({ more, from, to, timeZone }): GateOfSignals => {
  const days = [Day.TUESDAY, ...more];
  const name = `open-${days.join('')}-${from}-${to}-${timeZone}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return () => Gate.window(DeploymentWindow.weekly(name, { days, from, to, timeZone }));
});

const quiet = fc.array(fc.nat(), { minLength: 1, maxLength: 2 })
  .map((indices): GateOfSignals => (signals) => Gate.quiet(...new Set(indices.map((index) => signals[index % signals.length]))));

const check = fc.boolean().map((named): GateOfSignals => () => Gate.check({ name: 'smoke', commands: ['./smoke.sh'], image: named ? 'alpine:3' : undefined }));

const evidence = fc.subarray([Evidence.SBOM, Evidence.PROVENANCE, Evidence.TESTS, Evidence.DOCS], { minLength: 1 })
  .map((kinds): GateOfSignals => () => Gate.evidence(...kinds));

const budget = fc.tuple(fc.constantFrom(0.99, 0.999), fc.constantFrom(0, 0.1, 0.5))
  .map(([objective, remainingAtLeast]): GateOfSignals => () => Gate.budget({ objective, remainingAtLeast }));

const change = names().map((system): GateOfSignals => () => Gate.change({ system }));

const dependsOn = fc.tuple(names(), names(), fc.constantFrom('*', '^1.2.0', '>=2.0.0 <3.0.0'))
  // a service cannot wait for itself, and no generated name has this ending
  .map(([service, environment, versions]): GateOfSignals => () => Gate.dependsOn({ service: `${service}-upstream`, environment, versions }));

/** At most one gate of each kind, in any order. */
export function gates(): fc.Arbitrary<GatesOfSignals> {
  const kinds = [approval, window, quiet, check, evidence, budget, change, dependsOn];
  return fc.shuffledSubarray(kinds, { maxLength: 4 })
    .chain((chosen) => fc.tuple(...chosen))
    .map((chosen): GatesOfSignals => (signals) => chosen.map((gate) => gate(signals)));
}
