import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  Duration, Environment, ExpeditedPath, ReleasePipeline, ReleaseType, RollbackScope, RollbackTrigger, Tier, Traffic, Verification,
} from 'spillway';
import type { Freeze, ReleasePipelineProps, Signal, WaveOptions } from 'spillway';
import type { PlanDocument } from '../../src/plan/document';
import { lower } from '../../src/plan/lower';
import { freezes } from './arbitrary-freeze';
import { gates } from './arbitrary-gate';
import { names } from './arbitrary-name';
import { shifts } from './arbitrary-shift';
import { detectionMinutes, signals, versionSignal } from './arbitrary-signal';

/** A declaration that can be made again in any scope, for example in the stack or chart of a back end. */
export class Declaration {
  constructor(private readonly draft: Draft) {}

  public declare(scope: Construct, id = 'Release'): ReleasePipeline {
    return declare(scope, id, this.draft);
  }

  public get document(): PlanDocument {
    return lower(this.declare(new Construct(undefined as unknown as Construct, ''), 'Release'));
  }

  /** What fast-check prints for a counter-example. */
  public [fc.toStringMethod](): string {
    return JSON.stringify(this.document, undefined, 1);
  }
}

/** Random declarations in which the checks find no error: every kind of gate, shift, signal, verification, trigger and freeze, in sequences and graphs. */
export function declarations(): fc.Arbitrary<Declaration> {
  return drafts.map((draft) => new Declaration(draft));
}

/** The plans of `declarations()`. */
export function planDocuments(): fc.Arbitrary<PlanDocument> {
  return declarations().map((declaration) => declaration.document);
}

const tiers = fc.constantFrom(Tier.DEVELOPMENT, Tier.TEST, Tier.STAGING, Tier.PRODUCTION);
const scopes = fc.constantFrom(RollbackScope.WAVE, RollbackScope.PROMOTED);

/** Indices are taken modulo what there is, so that every draft is a valid one and shrinks well. */
const waveDrafts = fc.record({
  tiers: fc.array(tiers, { minLength: 1, maxLength: 3 }),
  labels: fc.dictionary(names(), names(), { maxKeys: 2 }),
  gates: gates(),
  shift: shifts(),
  after: fc.array(fc.nat(), { maxLength: 2 }),
  /** Beyond what the slowest signal needs. */
  extraMinutes: fc.integer({ min: 1, max: 90 }),
  bakes: fc.boolean(),
  triggers: fc.array(fc.record({ signal: fc.nat(), scope: scopes }), { maxLength: 2 }),
  always: fc.array(fc.record({ kind: fc.constantFrom('failedDeployment' as const, 'failedVerification' as const, 'operator' as const), scope: scopes }), { maxLength: 2 }),
  job: fc.boolean(),
  measurement: fc.option(fc.nat()),
});

const drafts = fc.record({
  service: names(),
  supersede: fc.boolean(),
  graph: fc.boolean(),
  traffic: fc.option(fc.record({
    requestsPerSecond: fc.integer({ min: 5, max: 5000 }),
    // so few that no alarm fires by chance
    errorRatio: fc.constantFrom(0, 1e-7, 1e-6),
    clusteringFactor: fc.constantFrom(1, 2, 5),
  })),
  versionSignal: versionSignal(),
  signals: signals(),
  freezes: freezes(),
  expedited: fc.option(fc.record({
    releaseTypes: fc.subarray([ReleaseType.SECURITY, ReleaseType.HOTFIX], { minLength: 1 }),
    passesWindows: fc.boolean(),
    passesFreezes: fc.boolean(),
  })),
  triggerForAll: fc.boolean(),
  waves: fc.array(waveDrafts, { minLength: 1, maxLength: 5 }),
});

type Draft = Omit<(typeof drafts extends fc.Arbitrary<infer T> ? T : never), 'freezes'> & { readonly freezes: Freeze[] };
type WaveDraft = Draft['waves'][number];

function declare(scope: Construct, id: string, draft: Draft): ReleasePipeline {
  const known = [draft.versionSignal, ...draft.signals];
  const bakeAtMost = Duration.minutes(Math.max(...known.map(detectionMinutes)) + 1);
  const pipeline = new ReleasePipeline(scope, id, {
    service: draft.service,
    supersede: draft.supersede,
    traffic: draft.traffic ? Traffic.of(draft.traffic) : undefined,
    freezes: draft.freezes,
    rollbackOn: draft.triggerForAll ? [RollbackTrigger.signal(draft.versionSignal)] : undefined,
    expedited: draft.expedited ? [ExpeditedPath.of({ ...draft.expedited, bakeAtMost })] : undefined,
  } satisfies ReleasePipelineProps);
  draft.waves.forEach((wave, index) => {
    const before = pipeline.waves;
    const after = draft.graph ? [...new Set(wave.after.map((i) => before[i % Math.max(1, before.length)]))].filter(Boolean) : undefined;
    pipeline.addWave(`wave-${index}`, { ...options(wave, index, known, draft.triggerForAll), after });
  });
  return pipeline;
}

function options(wave: WaveDraft, index: number, known: Signal[], triggerForAll: boolean): Omit<WaveOptions, 'after'> {
  const production = wave.tiers.includes(Tier.PRODUCTION);
  const triggering = [
    ...wave.triggers.map(({ signal, scope }) => ({ signal: known[signal % known.length], scope })),
    ...(production && !triggerForAll ? [{ signal: known[0], scope: RollbackScope.WAVE }] : []),
  ];
  const watched = [...triggering.map(({ signal }) => signal), ...(triggerForAll ? [known[0]] : [])];
  const holdMinutes = Math.max(0, ...watched.map(detectionMinutes)) + wave.extraMinutes;
  return {
    environments: wave.tiers.map((tier, i) => new Environment(`env-${index}-${i}`, { tier, labels: wave.labels })),
    gates: wave.gates(known),
    trafficShift: wave.shift(Duration.minutes(holdMinutes)),
    bakeTime: production || wave.bakes ? Duration.minutes(holdMinutes) : undefined,
    verifications: [
      ...(wave.job ? [Verification.job({ name: 'end-to-end', commands: ['npm run e2e'] })] : []),
      ...(wave.measurement === null ? [] : [measurement(known[wave.measurement % known.length], wave.extraMinutes)]),
    ],
    rollbackOn: [
      ...wave.always.map(({ kind, scope }) => RollbackTrigger[kind]({ scope })),
      ...triggering.map(({ signal, scope }) => RollbackTrigger.signal(signal, { scope })),
    ],
  };
}

function measurement(signal: Signal, extraMinutes: number): Verification {
  return Verification.measurement({ name: 'health', signal, duration: Duration.minutes(detectionMinutes(signal) + extraMinutes) });
}
