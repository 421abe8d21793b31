import type { ApiObject, ApiObjectProps } from 'cdk8s';
import type { SignalSpec } from '../model/spec';
import type { PlannedWave } from '../plan/document';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Capability } from '../plan/renderer';
import type { ProgressiveFeature } from './engine-features';
import type { Pods } from './pods/pods';
import type { Prometheus } from './prometheus';
import type { WorkloadPort } from './workload';

/** A workload in the wave that releases it, with every default resolved. */
export interface ReleasedWorkload {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly selector: Record<string, string>;
  readonly wave: PlannedWave;
  readonly signals: SignalSpec[];
  readonly replicas: number;
  readonly ports: WorkloadPort[];
  readonly prometheus: Prometheus | undefined;
  /** The pods as they are released: asked for at synthesis, since templates are changed until then. */
  pods(): Pods;
  /** Adds an object with the workload's labels. */
  emit(manifest: ApiObjectProps & { readonly metadata: { readonly name: string } }): ApiObject;
}

/** What shifts traffic within an environment: the objects of one workload. */
export interface ProgressiveEngine {
  readonly capabilities: Record<ProgressiveFeature, Capability>;

  /** What it cannot do although each feature is there. */
  limits(plan: Plan): Problem[];

  render(workload: ReleasedWorkload): void;
}
