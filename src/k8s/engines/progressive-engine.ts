import type { ApiObject, ApiObjectProps } from 'cdk8s';
import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import type { Capability } from '../../plan/renderer';
import type { MigratedDeployment } from '../pods/deployment';
import type { Pods } from '../pods/pods';
import type { Prometheus } from '../prometheus';
import type { RouterSpec } from '../traffic/router-spec';
import type { WorkloadPort } from '../workload';
import type { CheckedWorkload } from '../workloads/checked-workload';
import type { ProgressiveFeature } from './engine-features';

/** Fields that a controller writes, so that whoever applies the manifests has to leave them alone. */
export interface UnmanagedFields {
  readonly group: string;
  readonly kind: string;
  /** Without one: of all objects of the kind, since nobody else writes these fields. */
  readonly name?: string;
  readonly jsonPointers?: string[];
  readonly jqPathExpressions?: string[];
}

/** A workload in the wave that releases it, with every default resolved. */
export interface ReleasedWorkload {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly selector: Record<string, string>;
  readonly wave: PlannedWave;
  readonly signals: SignalSpec[];
  /** Undefined where an autoscaler counts. */
  readonly replicas: number | undefined;
  readonly ports: WorkloadPort[];
  /** What splits the requests; undefined where the number of pods does. */
  readonly router: RouterSpec | undefined;
  /** Names under which its versions run; the first is its own. */
  readonly versions: string[];
  /** The Service that has only pods of the new version while it is judged, where there is one. */
  readonly versionService: string | undefined;
  /** The Deployment that the workload is on its way from or to. */
  readonly migrated: MigratedDeployment | undefined;
  readonly prometheus: Prometheus | undefined;
  /** The pods as they are released: asked for at synthesis, since templates are changed until then. */
  pods(): Pods;
  /** How long a pod is ready before it counts, where its source says so; asked for at synthesis, too. */
  minReadySeconds(): number | undefined;
  /** Adds an object with the workload's labels. */
  emit(manifest: ApiObjectProps & { readonly metadata: { readonly name: string } }): ApiObject;
  /** Nobody who applies the manifests may undo what a controller writes there. */
  leave(fields: UnmanagedFields): void;
}

/** What shifts traffic within an environment: the objects of one workload. */
export interface ProgressiveEngine {
  readonly capabilities: Record<ProgressiveFeature, Capability>;

  /** The object, named after the workload, that has the number of pods. */
  readonly scaled: { readonly apiVersion: string; readonly kind: string };

  /** What it cannot do although each feature is there. */
  limits(plan: Plan): Problem[];

  /** What it asks of a workload, beyond what every engine does. */
  problems(workload: CheckedWorkload): Problem[];

  /** Names under which the versions of a workload run in a wave; the first is its own. */
  versions(workload: string, wave: PlannedWave): string[];

  /** The Service that has only pods of the new version while it is judged; undefined where there is none. */
  versionService(workload: { readonly name: string; readonly wave: PlannedWave; readonly routed: boolean }): string | undefined;

  render(workload: ReleasedWorkload): void;
}
