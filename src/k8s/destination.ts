import type { Environment } from '../model/environment';
import type { EnvironmentFolder } from './manifests/environment-folder';

/** An environment, what is written for it, and the place it is applied to. */
export interface Destination {
  readonly environment: Environment;
  readonly folder: EnvironmentFolder;
  /** Argo CD's name of the cluster. */
  readonly cluster: string;
  /** Empty when the chart does not say, which is a problem. */
  readonly namespace: string;
  /** Whether Argo CD makes the namespace. */
  readonly createNamespace: boolean;
  /** What was said to be that of the environment's Prometheus; otherwise it is the one of the workloads. */
  readonly prometheusAddress?: string;
  /** URL at which what promotes reaches the environment's Prometheus; empty when nothing measures there. */
  readonly prometheus: string;
}
