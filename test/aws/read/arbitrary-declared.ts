import * as fc from 'fast-check';
import type { Signal, WaveOptions, WeeklyHoursOptions } from 'spillway';
import {
  Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Gate, ReleaseType, RollbackScope, RollbackTrigger,
  Signal as Signals, SignalScope, Tier, TrafficShift, Verification,
} from 'spillway';
import { freezes } from '../../support/arbitrary-freeze';
import { gates } from '../../support/arbitrary-gate';
import type { Declared } from '../fixture';

/** What is released. */
export type Kind = 'functions' | 'services' | 'flags';

const minutes = Duration.minutes;
const tiers = fc.constantFrom(Tier.DEVELOPMENT, Tier.TEST, Tier.STAGING);
const scopes = fc.constantFrom(RollbackScope.WAVE, RollbackScope.PROMOTED);

/** One window of a wave is what a cron expression can say. */
const windows = fc.constantFrom<Omit<WeeklyHoursOptions, 'timeZone'>>(
  { days: [Day.MONDAY, Day.WEDNESDAY], from: '09:00', to: '16:00' }, { days: [Day.TUESDAY], from: '09:10', to: '09:50' },
  { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY, Day.SATURDAY, Day.SUNDAY], from: '18:00', to: '06:00' },
  { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '20:00', to: '24:00' },
);

const evaluation = fc.record({
  period: fc.constantFrom(minutes(1), minutes(5)),
  datapointsToFail: fc.integer({ min: 1, max: 3 }),
  minimumRequests: fc.constantFrom(undefined, 2, 100),
});

/** Signals of which one version can be told from another, and others; the last one only where something measures it. */
function signals(kinds: Kind): fc.Arbitrary<Signal[]> {
  const drafts: fc.Arbitrary<Signal>[] = [
    // AppConfig sees no requests
    ...kinds === 'flags' ? [] : [
      evaluation.map((options) => Signals.errorRatio({ ...options, atMost: 0.02, datapointsObserved: options.datapointsToFail + 1 })),
      evaluation.map((options) => Signals.latency({ ...options, percentile: 99, atMost: Duration.millis(400) })),
    ],
    evaluation.map(({ minimumRequests, ...options }) => Signals.synthetic({ ...options, probe: 'purchase', atLeastSuccessPercent: 95 })),
    evaluation.map(({ minimumRequests, ...options }) => Signals.custom({ ...options, metric: 'queue-depth', atMost: 10 })),
    evaluation.map(({ minimumRequests, ...options }) => Signals.custom({ ...options, metric: 'orders', statistic: 'sum', atLeast: 3, scope: SignalScope.SERVICE })),
    ...kinds === 'services' ? [evaluation.map(({ minimumRequests, ...options }) => Signals.saturation({ ...options, resource: 'cpu', atMostPercent: 80 }))] : [],
  ];
  return fc.tuple(...drafts);
}

function shifts(kinds: Kind): fc.Arbitrary<TrafficShift> {
  // longer than the slowest signal takes to fail
  const hold = fc.integer({ min: 20, max: 30 }).map((count) => minutes(count));
  return fc.oneof(
    fc.constant(TrafficShift.allAtOnce()),
    ...kinds === 'flags' ? [fc.tuple(fc.constantFrom(20, 25, 50), hold).map(([percent, time]) => TrafficShift.flag({
      flag: 'checkout', steps: Array.from({ length: 100 / percent - 1 }, (_, i) => ({ percent: (i + 1) * percent, hold: time })),
    }))] : [
      fc.tuple(fc.constantFrom(5, 10, 33), hold).map(([percent, time]) => TrafficShift.canary({ percent, hold: time })),
      fc.tuple(fc.constantFrom(10, 15, 50), hold).map(([percent, every]) => TrafficShift.linear({ percent, every })),
    ],
    ...kinds === 'services' ? [
      fc.integer({ min: 1, max: 100 }).map((maxUnavailablePercent) => TrafficShift.rolling({ maxUnavailablePercent })),
      fc.tuple(fc.option(hold, { nil: undefined }), hold).map(([preview, keepOld]) => TrafficShift.blueGreen({ preview, keepOld })),
    ] : [],
  );
}

const waves = (kinds: Kind) => fc.record({
  tiers: fc.array(tiers, { minLength: 1, maxLength: 2 }),
  gates: gates(),
  window: fc.option(windows),
  quorum: fc.option(fc.integer({ min: 1, max: 2 })),
  shift: shifts(kinds),
  triggers: fc.array(fc.record({ signal: fc.nat({ max: 9 }), scope: scopes }), { maxLength: 3 }),
  always: fc.array(fc.record({ kind: fc.constantFrom('failedDeployment' as const, 'failedVerification' as const, 'operator' as const), scope: scopes }), { maxLength: 2 }),
  bakeMinutes: fc.constantFrom(0, 30, 90),
  job: fc.boolean(),
  measured: fc.option(fc.nat({ max: 9 })),
  apart: fc.boolean(),
});

type Draft = ReturnType<typeof waves> extends fc.Arbitrary<infer T> ? T : never;

const paths = fc.record({
  types: fc.subarray([ReleaseType.SECURITY, ReleaseType.HOTFIX], { minLength: 1 }),
  passesWindows: fc.boolean(),
  passesFreezes: fc.boolean(),
  bakeAtMost: fc.constantFrom(25, 45, 200),
});

/** Random declarations of what AWS takes; every gate, and everything else that a workload of the kind can do. */
export function declared(kinds: Kind): fc.Arbitrary<Declared> {
  return fc.record({
    supersede: fc.boolean(),
    signals: signals(kinds),
    freezes: freezes(),
    expedited: fc.option(paths),
    drafts: fc.array(waves(kinds), { minLength: 1, maxLength: 3 }),
  }).map(({ supersede, signals: known, freezes: closed, expedited, drafts }) => ({
    supersede,
    freezes: closed,
    expedited: expedited ? [ExpeditedPath.of({
      releaseTypes: expedited.types, passesWindows: expedited.passesWindows, passesFreezes: expedited.passesFreezes, bakeAtMost: minutes(expedited.bakeAtMost),
    })] : [],
    waves: Object.fromEntries(drafts.map((draft, i) => [`wave-${i}`, wave(draft, i, known, kinds)])),
  }));
}

function wave(draft: Draft, index: number, known: Signal[], kinds: Kind): Partial<WaveOptions> {
  const of = (i: number) => known[i % known.length];
  const chosen = [...new Map(draft.triggers.map(({ signal, scope }) => [of(signal), scope]))];
  const bakes = chosen.length > 0 && draft.bakeMinutes > 0;
  // what does not tell versions apart is watched in a bake or not at all
  const triggers = chosen.filter(([signal]) => bakes || 'minimumRequests' in signal._spec().measure);
  const own = draft.gates(known).filter((gate) => !['window', 'approval', ...kinds === 'flags' ? ['budget'] : []].includes(gate._spec().kind));
  return {
    environments: draft.tiers.map((tier, i) => new Environment(`env-${index}-${i}`, { tier })),
    gates: [
      ...own, ...draft.quorum ? [Gate.approval({ group: 'leads', quorum: draft.quorum, excludeAuthor: draft.job, timeout: Duration.days(draft.quorum) })] : [],
      ...draft.window ? [Gate.window(DeploymentWindow.weekly(`open-${index}`, { ...draft.window, timeZone: 'Europe/Berlin' }))] : [],
    ],
    trafficShift: draft.shift,
    rollbackOn: [
      ...triggers.map(([signal, scope]) => RollbackTrigger.signal(signal, { scope })),
      ...draft.always.map(({ kind, scope }) => RollbackTrigger[kind]({ scope })),
    ],
    ...bakes && triggers.length > 0 ? { bakeTime: minutes(draft.bakeMinutes) } : {},
    verifications: [
      ...draft.job ? [Verification.job({ name: 'e2e', commands: ['npm ci', 'npm run e2e'], image: draft.apart ? 'node:24' : undefined, timeout: minutes(20) })] : [],
      ...draft.measured !== null ? [Verification.measurement({ name: 'health', signal: of(draft.measured), duration: minutes(20) })] : [],
    ],
  };
}
