import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { emit } from '../manifests/emit';
import { triggersOf } from '../prometheus/watch';
import { judgingStage } from './gates/gate-stage';
import { hasJobs } from './gates/jobs';
import { promotionSteps } from './promotion-steps';
import { controlFlowStage, gateStage, isJoined } from './stage-names';

/** The Stage of an environment: where its Freight comes from, and what a promotion does. */
export function environmentStage(scope: Construct, delivery: Delivery, wave: PlannedWave, destination: Destination): void {
  const name = destination.environment.environmentName;
  const sources = hasJobs(wave) ? { stages: [gateStage(wave.name)], availabilityStrategy: 'All' } : sourcesOf(delivery, wave);
  stage(scope, delivery, name, sources, {
    // asked for at synthesis, and then once: which Prometheus measures the workloads is known only then
    promotionTemplate: { spec: { steps: Lazy.any({ produce: () => promotionSteps(delivery, wave, { ...destination }) }) } },
  });
}

/** The Stage that judges releases before a wave, where jobs do so: Freight enters the wave when it was verified there. */
export function jobsStage(scope: Construct, delivery: Delivery, wave: PlannedWave): void {
  stage(scope, delivery, gateStage(wave.name), sourcesOf(delivery, wave), judgingStage(scope, delivery, wave));
}

/** The Stage of a whole wave, without steps: Freight passes when it has passed in every environment. */
export function waveStage(scope: Construct, delivery: Delivery, wave: PlannedWave): void {
  stage(scope, delivery, controlFlowStage(wave.name), {
    stages: wave.environments,
    availabilityStrategy: 'All',
    ...soakOf(wave, delivery),
  }, {});
}

/** Whether a wave needs a Stage of its own: several environments, or a soak that not everything before a later wave has. */
export function needsWaveStage({ plan }: Delivery, wave: PlannedWave): boolean {
  const later = plan.waves.filter(({ after }) => after.includes(wave.name));
  return later.length > 0 && (isJoined(wave) || later.some(({ after }) => after.length > 1));
}

function sourcesOf(delivery: Delivery, wave: PlannedWave): object {
  if (wave.after.length === 0) return { direct: true };
  const before = delivery.plan.waves.filter(({ name }) => wave.after.includes(name));
  const [only] = before;
  return {
    stages: before.map((one) => (needsWaveStage(delivery, one) ? controlFlowStage(one.name) : one.environments[0])),
    availabilityStrategy: 'All',
    ...(needsWaveStage(delivery, only) ? {} : soakOf(only, delivery)),
  };
}

/** With signals to watch the promotion itself bakes, and can undo; Freight without any just soaks. */
function soakOf(wave: PlannedWave, { plan }: Delivery): object {
  return wave.bakeMs > 0 && triggersOf(wave, plan.signals).length === 0 ? { requiredSoakTime: goDuration(wave.bakeMs) } : {};
}

function stage(scope: Construct, { plan, project }: Delivery, name: string, sources: object, spec: object): void {
  emit(scope, {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name, namespace: project },
    spec: { requestedFreight: [{ origin: { kind: 'Warehouse', name: plan.service }, sources }], ...spec },
  });
}
