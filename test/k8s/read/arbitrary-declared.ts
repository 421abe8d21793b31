import * as fc from 'fast-check';
import type { Freeze, Gate, Signal, WaveOptions } from 'spillway';
import { Duration, Environment, RollbackScope, RollbackTrigger, Tier, Verification } from 'spillway';
import { timeToFailMs } from '../../../src/k8s/prometheus/watch';
import { freezes } from '../../support/arbitrary-freeze';
import { gates } from '../../support/arbitrary-gate';
import { shifts } from '../../support/arbitrary-shift';
import { signals, versionSignal } from '../../support/arbitrary-signal';

/** What is released, without the app that it is released by. */
export interface Declared {
  readonly freezes: Freeze[];
  readonly waves: readonly {
    readonly options: WaveOptions;
    /** Places of the waves before it; undefined for the one that was declared before. */
    readonly after?: readonly number[];
  }[];
}

const minutes = Duration.minutes;
const tiers = fc.constantFrom(Tier.DEVELOPMENT, Tier.TEST, Tier.STAGING);

const waveDrafts = fc.record({
  tiers: fc.array(tiers, { minLength: 1, maxLength: 3 }),
  gates: gates(),
  shift: shifts(),
  after: fc.array(fc.nat(), { maxLength: 2 }),
  extraMinutes: fc.integer({ min: 0, max: 90 }),
  bakes: fc.boolean(),
  triggers: fc.array(fc.nat(), { maxLength: 2 }),
  promoted: fc.boolean(),
  job: fc.boolean(),
  measured: fc.option(fc.nat()),
});

type Draft = typeof waveDrafts extends fc.Arbitrary<infer T> ? T : never;

/** Random declarations of what Kargo, Argo Rollouts and Prometheus take: every gate, shift, signal, verification and freeze, in sequences and graphs. */
export function declared(): fc.Arbitrary<Declared> {
  const waveList = fc.array(waveDrafts, { minLength: 1, maxLength: 4 });
  const drafts = fc.record({ freezes: freezes(), first: versionSignal(), others: signals(), graph: fc.boolean(), waves: waveList });
  return drafts.map(({ freezes: closed, first, others, graph, waves }) => {
    const known = [first, ...others.filter(isCounted)];
    return {
      freezes: closed,
      waves: waves.map((draft, i) => ({
        options: wave(draft, i, known),
        after: graph ? [...new Set(i === 0 ? [] : draft.after.map((before) => before % i))] : undefined,
      })),
    };
  });
}

/** Prometheus makes no sums of what somebody else measures, and a new version has an address of its own only where requests are routed. */
function isCounted(signal: Signal): boolean {
  const { measure, scope } = signal._spec();
  return measure.kind === 'custom' ? measure.statistic !== 'sum' : measure.kind !== 'synthetic' || scope === 'service';
}

function wave(draft: Draft, index: number, known: Signal[]): WaveOptions {
  const of = (i: number) => known[i % known.length];
  const triggers = [...new Set(draft.triggers.map(of))];
  const holdMs = 60_000 + Math.max(0, ...triggers.map((signal) => timeToFailMs(signal._spec())));
  const hold = Duration.millis(holdMs + draft.extraMinutes * 60_000);
  const scope = draft.promoted ? RollbackScope.PROMOTED : RollbackScope.WAVE;
  const measured = draft.measured === null ? undefined : of(draft.measured);
  // an old copy is kept for as long as it is verified
  const verifiedMs = Math.max(draft.job ? 60_000 : 0, measured ? timeToFailMs(measured._spec()) + 60_000 : 0);
  const shift = draft.shift(Duration.millis(Math.max(hold.toMilliseconds(), verifiedMs)));
  return {
    environments: draft.tiers.map((tier, i) => new Environment(`env-${index}-${i}`, { tier, labels: { team: 'shop' } })),
    gates: draft.gates(known).filter(isRun),
    // a flag is none of Argo Rollouts' doing
    trafficShift: shift._spec().kind === 'flag' ? undefined : shift,
    ...draft.bakes && { bakeTime: hold },
    rollbackOn: [
      ...triggers.map((signal) => RollbackTrigger.signal(signal, { scope })),
      RollbackTrigger.failedDeployment({ scope }),
      // where nothing is verified it says nothing
      RollbackTrigger.failedVerification({ scope: draft.job || measured ? scope : RollbackScope.PROMOTED }),
    ],
    verifications: [
      ...draft.job ? [Verification.job({ name: 'end-to-end', commands: ['npm ci', 'npm run e2e'], image: 'node:24', timeout: minutes(1) })] : [],
      ...measured ? [Verification.measurement({ name: 'health', signal: measured, duration: Duration.millis(verifiedMs) })] : [],
    ],
  };
}

/** No image fits all jobs. */
function isRun(gate: Gate): boolean {
  const spec = gate._spec();
  return spec.kind !== 'check' || spec.job.image !== '';
}
