import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalSpec } from '../../model/spec';

/** What tells the readings of one signal apart; names of alarms end in these, so no signal may be called like another one and one of them. */
export const PARTS = ['version', 'primary', 'alternate', 'opening'] as const;

/** Ends the name of an alarm that stops shifts, where the one of the bake looks at the same requests and asks for a minimum of them in another way. */
export const SHIFT = 'shift';

/** What one alarm of a signal looks at. */
export interface Reading {
  /** Empty where there is only one. */
  readonly id: '' | typeof PARTS[number];
  /** The same in the alarm's name, where it may be known only when it is deployed. */
  readonly name: string;
  readonly metric: IMetric;
  /** How many requests each data point is made of. Left out: it is measured when nobody calls, too, so its absence is a failure, and not silence. */
  readonly requests?: IMetric;
}

/** What the platform of a workload measures by itself. */
export interface WorkloadMetrics {
  /** What stops a shift: the new version's share of the traffic. Empty where the platform cannot tell it apart. */
  shifting(signal: SignalSpec): Reading[];

  /** What is asked outside of a shift, when one version answers everything. Empty for signals the platform knows nothing of. */
  settled(signal: SignalSpec): Reading[];
}
