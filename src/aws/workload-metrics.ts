import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalSpec } from '../model/spec';

/** Whose requests: everybody's, or those that the new version answers. */
export type Whose = 'everybody' | 'newVersion';

/** What the platform of a workload measures by itself. */
export interface WorkloadMetrics {
  /** Names the new version in the names of its alarms, which are different ones for each version. */
  readonly version: string;

  /** `undefined` for signals the platform knows nothing of. */
  metric(signal: SignalSpec, whose: Whose): IMetric | undefined;

  /** How many requests there were. */
  requests(periodMs: number, whose: Whose): IMetric;
}
