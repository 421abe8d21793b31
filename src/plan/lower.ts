import type { Gate } from '../model/gate';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { RollbackTrigger } from '../model/rollback-trigger';
import type { EnvironmentSpec, SignalSpec, TrafficSpec, TriggerSpec, VerificationSpec } from '../model/spec';
import { listOf } from '../model/untyped';
import type { Wave } from '../model/wave';
import { resolveDesigns } from './design/resolve';
import { PLAN_VERSION } from './document';
import type { PlanDocument, PlannedGate, PlannedTrigger, PlannedVerification, PlannedWave } from './document';
import { inTraffic } from './sequential-signal';

/**
 * Turns a declaration into plain data. Total and deterministic: what is wrong in the declaration is wrong in the document
 * too, where the checks find it together with everything else.
 */
export function lower(pipeline: ReleasePipeline): PlanDocument {
  const props = pipeline._props;
  const traffic = props.traffic?._spec() ?? null;
  const signals = new SignalTable(traffic);
  const declared = pipeline.waves;
  const waves = declared.map((wave, index) => lowerWave(wave, pipeline, declared[index - 1], signals));
  return resolveDesigns({
    version: PLAN_VERSION,
    service: props.service,
    path: pipeline.node.path || pipeline.node.id,
    supersede: props.supersede ?? true,
    traffic,
    environments: environmentsOf(declared),
    signals: signals.specs,
    freezes: listOf(props.freezes).map((freeze) => freeze._spec()),
    expedited: listOf(props.expedited).map((path) => path._spec()),
    acknowledged: [...pipeline._acknowledged],
    waves,
  });
}

function lowerWave(wave: Wave, pipeline: ReleasePipeline, previous: Wave | undefined, signals: SignalTable): PlannedWave {
  return {
    name: wave.waveName,
    after: afterOf(wave, pipeline, previous),
    environments: wave.environments.map((environment) => environment.environmentName),
    gates: lowerGates(wave._gates, (signal) => signals.add(signal)),
    shift: wave._trafficShift._spec(),
    verifications: wave._verifications.map((verification) => lowerVerification(verification._spec(), signals)),
    bakeMs: wave._bakeMs,
    triggers: triggersOf([...listOf(pipeline._props.rollbackOn), ...wave._rollbackOn], signals),
  };
}

function afterOf(wave: Wave, pipeline: ReleasePipeline, previous: Wave | undefined): string[] {
  if (!wave._after) return previous ? [previous.waveName] : [];
  // a wave of another pipeline is named by its path, which no wave of this one has
  return wave._after.map((before) => (before.node.scope === pipeline ? before.waveName : before.node.path));
}

/** Their ids are their kinds, counted. */
export function lowerGates(gates: readonly Gate[], nameOf: (signal: SignalSpec) => string): PlannedGate[] {
  const counts: Record<string, number> = {};
  return gates.map((gate) => {
    const spec = gate._spec();
    counts[spec.kind] = (counts[spec.kind] ?? 0) + 1;
    const id = `${spec.kind}-${counts[spec.kind]}`;
    return spec.kind === 'quiet' ? { id, kind: 'quiet', signals: spec.signals.map(nameOf) } : { id, ...spec };
  });
}

function lowerVerification(spec: VerificationSpec, signals: SignalTable): PlannedVerification {
  return spec.kind === 'job'
    ? { id: spec.job.name, kind: 'job', job: spec.job }
    : { id: spec.name, kind: 'measurement', signal: signals.add(spec.signal), durationMs: spec.durationMs };
}

/** The later entry wins, so a wave can give a trigger of the pipeline another scope. */
function triggersOf(declared: RollbackTrigger[], signals: SignalTable): PlannedTrigger[] {
  const always: TriggerSpec[] = (['failedDeployment', 'failedVerification', 'operator'] as const).map((kind) => ({ kind, scope: 'wave' }));
  const triggers = new Map<string, PlannedTrigger>();
  for (const spec of [...always, ...declared.map((trigger) => trigger._spec())]) {
    if (spec.kind === 'signal') {
      const signal = signals.add(spec.signal);
      triggers.set(`signal ${signal}`, { kind: 'signal', signal, scope: spec.scope });
    } else {
      triggers.set(spec.kind, { kind: spec.kind, scope: spec.scope });
    }
  }
  return [...triggers.values()];
}

function environmentsOf(waves: Wave[]): EnvironmentSpec[] {
  const environments = new Set(waves.flatMap((wave) => wave.environments));
  return distinct([...environments].map((environment) => environment._spec()));
}

class SignalTable {
  private readonly added: SignalSpec[] = [];

  constructor(private readonly traffic: TrafficSpec | null) {}

  public get specs(): SignalSpec[] {
    return distinct(this.added);
  }

  /** Its name; of what is no signal, one that the check on references finds. */
  public add(spec: SignalSpec | undefined): string {
    if (!spec) return '';
    this.added.push(inTraffic(spec, this.traffic));
    return spec.name;
  }
}

/** Each content once. Two different ones of the same name are both kept, for the check on names to find. */
function distinct<T>(specs: T[]): T[] {
  return [...new Map(specs.map((spec) => [JSON.stringify(spec), spec])).values()];
}
