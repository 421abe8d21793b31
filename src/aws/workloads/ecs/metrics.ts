import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../../../model/spec';
import { pointMs } from '../../../plan/signal-facts';
import { evidence } from '../evidence';
import type { Reading, WorkloadMetrics } from '../workload-metrics';

export interface EcsMeasured {
  readonly service: BaseService;
  readonly targetGroup?: ApplicationTargetGroup;
  readonly alternate?: ApplicationTargetGroup;
}

/** What ECS measures of a service as a whole, by the name of the resource. */
export const ECS_SATURATION: Record<string, string> = { cpu: 'CPUUtilization', memory: 'MemoryUtilization' };

/**
 * What a load balancer and ECS measure of a service.
 *
 * The two target groups take turns, and which one the new version gets is known only when it is deployed. So each has its
 * alarms: while traffic shifts a group has one version's requests only, and the group that has none says nothing.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export class EcsMetrics implements WorkloadMetrics {
  constructor(private readonly props: EcsMeasured) {}

  /** ECS asks no alarm that fires when a deployment starts, so one that is left over does not stop a rollback. */
  public shifting(signal: SignalSpec): Reading[] {
    return signal.measure.kind === 'saturation' ? [] : this.settled(signal);
  }

  public settled(signal: SignalSpec): Reading[] {
    const { service, targetGroup, alternate } = this.props;
    if (signal.measure.kind === 'saturation') return saturation(service, signal);
    if (!targetGroup) return [];
    if (!alternate) return new TargetGroupMetrics(targetGroup, targetGroup).readings(signal, '');
    return [
      ...new TargetGroupMetrics(targetGroup, targetGroup).readings(signal, 'primary'),
      ...new TargetGroupMetrics(alternate, targetGroup).readings(signal, 'alternate'),
    ];
  }
}

class TargetGroupMetrics {
  /** @param attached a group that a listener knows, for the name of the load balancer of both */
  constructor(private readonly group: ApplicationTargetGroup, private readonly attached: ApplicationTargetGroup) {}

  public readings(signal: SignalSpec, id: Reading['id']): Reading[] {
    const period = Duration.millis(pointMs(signal));
    const requests = this.of('RequestCount', 'Sum', period);
    const metric = this.metric(signal, period, requests);
    return metric ? [{ id, name: id, metric, requests }] : [];
  }

  /** @param requests the very object: an expression within another may have its ids, if they mean the same metric */
  private metric({ measure }: SignalSpec, period: Duration, requests: IMetric): IMetric | undefined {
    if (measure.kind === 'latency') {
      return new MathExpression({
        expression: 'seconds * 1000',
        usingMetrics: { seconds: this.of('TargetResponseTime', `p${measure.percentile}`, period) },
        label: 'response time in milliseconds',
        period,
      });
    }
    const errors = this.of('HTTPCode_Target_5XX_Count', 'Sum', period);
    // which of the groups has the version of before is known only when it is deployed, so each is judged by itself
    if (measure.kind === 'sequential') return evidence(measure, { errors, requests }, period);
    if (measure.kind !== 'errorRatio') return undefined;
    return new MathExpression({
      // errors are counted only when there are any: without the zeroes, old errors would be looked back to over healthy minutes
      expression: 'FILL(errors, 0) / requests',
      usingMetrics: { errors, requests },
      label: 'error ratio',
      period,
    });
  }

  private of(metricName: string, statistic: string, period: Duration): Metric {
    return new Metric({
      namespace: 'AWS/ApplicationELB',
      metricName,
      statistic,
      period,
      dimensionsMap: { LoadBalancer: this.attached.firstLoadBalancerFullName, TargetGroup: this.group.targetGroupFullName },
    });
  }
}

/** ECS does not tell versions apart here, so it says something of the new one only when the old one is gone. */
function saturation(service: BaseService, { measure, periodMs }: SignalSpec): Reading[] {
  const metricName = measure.kind === 'saturation' ? ECS_SATURATION[measure.resource] : undefined;
  return metricName ? [{ id: '', name: '', metric: service.metric(metricName, { statistic: 'Average', period: Duration.millis(periodMs) }) }] : [];
}
