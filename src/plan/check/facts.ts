import type { SignalSpec, TrafficSpec } from '../../model/spec';
import { shown } from '../../private/shown';
import type { PlanDocument, PlannedGate, PlannedWave } from '../document';
import { triggerNames } from '../wave-facts';
import { FACTOR, POSITIVE, SHARE } from './ranges';

/** Where a wave stands in the messages: its construct's path, or its place where it has no name. */
export function wavePath(plan: PlanDocument, wave: PlannedWave): string {
  return `${plan.path}/${wave.name || `waves/${plan.waves.indexOf(wave)}`}`;
}

export interface GatePlace {
  readonly gate: PlannedGate;
  readonly path: string;
}

export function gatesOf(plan: PlanDocument, wave: PlannedWave): GatePlace[] {
  return wave.gates.map((gate) => ({ gate, path: `${wavePath(plan, wave)}/gates/${gate.id}` }));
}

/** The waves with an environment that serves customers. */
export function productionWaves(plan: PlanDocument): PlannedWave[] {
  const serving = new Set(plan.environments.filter(({ tier }) => tier === 'production').map(({ name }) => name));
  return plan.waves.filter(({ environments }) => environments.some((name) => serving.has(name)));
}

/** What is declared of the traffic, if one can reckon with it; where it is a number that means nothing, another check says so. */
export function soundTraffic({ traffic }: PlanDocument): TrafficSpec | undefined {
  if (!traffic) return undefined;
  const { requestsPerSecond, errorRatio, clusteringFactor } = traffic;
  return POSITIVE.holds(requestsPerSecond) && SHARE.holds(errorRatio) && FACTOR.holds(clusteringFactor) ? traffic : undefined;
}

/** The signals that undo a release in a wave. */
export function triggerSignals(plan: PlanDocument, wave: PlannedWave): SignalSpec[] {
  const names = new Set(triggerNames(wave));
  return plan.signals.filter(({ name }) => names.has(name));
}

export function namePath(plan: PlanDocument, list: string, name: string): string {
  return `${plan.path}/${list}/${shown(name)}`;
}
