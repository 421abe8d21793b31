import * as fc from 'fast-check';
import { Day, DeploymentWindow, Duration, Environment, Gate, RollbackTrigger, Signal, Tier, TrafficShift, Verification } from 'spillway';
import type { WaveOptions } from 'spillway';
import type { Declared } from '../fixture';
import { errorRatio } from '../fixture';
import type { Scenario } from './scenario';
import { DAY, HOUR, MINUTE, scenario, SECOND, THIRD } from './scenario';

const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });

const shifts = fc.oneof(
  fc.constant(TrafficShift.allAtOnce()),
  fc.integer({ min: 10, max: 25 }).map((minutes) => TrafficShift.canary({ percent: 10, hold: Duration.minutes(minutes) })),
  fc.constantFrom(20, 25, 50).map((percent) => TrafficShift.linear({ percent, every: Duration.minutes(10) })),
);

const windows = fc.tuple(fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC'), fc.subarray([Day.MONDAY, Day.WEDNESDAY, Day.FRIDAY, Day.SUNDAY], { minLength: 1 }))
  .map(([timeZone, days]) => DeploymentWindow.weekly(`hours-${days.join('')}-${timeZone}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'), {
    days, from: '08:00', to: '18:00', timeZone,
  }));

const waves = fc.record({
  environments: fc.integer({ min: 1, max: 2 }),
  asks: fc.boolean(),
  checks: fc.boolean(),
  window: fc.option(windows),
  quiet: fc.boolean(),
  shift: shifts,
  verifies: fc.boolean(),
  signals: fc.subarray([errorRatio, latency]),
  /** Only with signals: CodePipeline does not wait where there is nothing to watch. */
  bakeMinutes: fc.constantFrom(0, 30, 60),
});

type WaveDraft = typeof waves extends fc.Arbitrary<infer T> ? T : never;

/** Random pipelines of what AWS takes, without any of the differences that are listed. */
export const declarations: fc.Arbitrary<Declared> = fc.record({ supersede: fc.boolean(), drafts: fc.array(waves, { minLength: 1, maxLength: 3 }) })
  .map(({ supersede, drafts }) => ({ supersede, waves: Object.fromEntries(drafts.map((draft, i) => [`wave-${i}`, wave(draft, i)])) }));

function wave({ environments, asks, checks, window, quiet, shift, verifies, signals, bakeMinutes }: WaveDraft, index: number): Partial<WaveOptions> {
  return {
    environments: Array.from({ length: environments }, (_, i) => new Environment(`env-${index}-${i}`, { tier: Tier.TEST })),
    gates: [
      ...(asks ? [Gate.approval({ group: 'managers' })] : []),
      ...(checks ? [Gate.check({ name: 'smoke', commands: ['./smoke.sh'] })] : []),
      ...(window ? [Gate.window(window)] : []),
      ...(quiet ? [Gate.quiet(errorRatio)] : []),
    ],
    trafficShift: shift,
    verifications: verifies ? [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })] : [],
    rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)),
    ...(signals.length > 0 && bakeMinutes > 0 ? { bakeTime: Duration.minutes(bakeMinutes) } : {}),
  };
}

/** Most pipelines have the first ones. */
const places = fc.constantFrom('env-0-0', 'env-0-0', 'env-0-1', 'env-1-0', 'env-2-0');

/** One thing that goes wrong with a release; the times keep away from the ends of bakes, which engines reach some minutes apart. */
function mishap(release: string): fc.Arbitrary<Partial<Scenario>> {
  return fc.oneof(
    fc.constant({}),
    fc.record({
      environment: places,
      ailment: fc.constantFrom('errors' as const, 'latency' as const),
      at: fc.constantFrom({ from: 'firstTraffic' as const, afterMs: 0 }, { from: 'fullTraffic' as const, afterMs: 10 * MINUTE }, { from: 'fullTraffic' as const, afterMs: 5 * HOUR }),
    }).map(({ environment, ailment, at }) => ({ faults: [{ release, environment, ailment, ...at }] })),
    places.map((environment) => ({ failedDeployments: [{ release, environment }] })),
    fc.constantFrom('smoke', 'e2e').map((job) => ({ failedJobs: [{ release, job }] })),
    fc.constantFrom('no' as const, 'nothing' as const).map((says) => ({ answers: [{ release, says }] })),
  );
}

/** What happens to a second release, and, when it has left nothing bad behind, to a third one, long after it. */
export const stories: fc.Arbitrary<{ readonly second: Scenario; readonly both: Scenario }> = fc
  .tuple(mishap(SECOND), mishap(THIRD), fc.integer({ min: 0, max: 23 }))
  .map(([a, b, hours]) => {
    const candidates = [{ version: SECOND, afterMs: 10 * DAY + hours * HOUR }, { version: THIRD, afterMs: 30 * DAY + hours * HOUR }];
    const merged = Object.fromEntries((['faults', 'failedDeployments', 'failedJobs', 'answers'] as const).map((key) => [key, [...a[key] ?? [], ...b[key] ?? []]]));
    return { second: scenario({ candidates: candidates.slice(0, 1), ...a }), both: scenario({ candidates, ...merged, endsAfterMs: 60 * DAY }) };
  });
