import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalSpec } from '../../../model/spec';
import type { Reading, WorkloadMetrics } from '../workload-metrics';

/** AppConfig measures nothing of what flags do, so all there is is given by the user. */
export class FlagMetrics implements WorkloadMetrics {
  constructor(private readonly metrics: Record<string, IMetric>) {}

  /** Apart from the alarm of the bake: while a flag opens, nobody may have come by yet. */
  public shifting({ name }: SignalSpec): Reading[] {
    const metric = this.metrics[name];
    return metric ? [{ id: 'opening', name: 'opening', metric }] : [];
  }

  public settled(): Reading[] {
    return [];
  }
}
