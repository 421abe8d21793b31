import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../../model/spec';
import { minimumRequests } from '../../plan/signal-facts';
import type { Reading } from './workload-metrics';

/**
 * A metric that does not fail where it is made of too few requests. CloudWatch evaluates data point by data point, so each
 * has to have its share of the minimum.
 */
export function withEnoughRequests(signal: SignalSpec, { metric, requests }: Reading): IMetric {
  const minimum = minimumRequests(signal);
  if (minimum <= 1 || !requests) return metric;
  return new MathExpression({
    expression: `IF(requests >= ${Math.ceil(minimum / signal.datapointsObserved)}, measured, 0)`,
    usingMetrics: { requests, measured: metric },
    label: `${signal.name}, where there are enough requests`,
    period: Duration.millis(signal.periodMs),
  });
}

/** The requests of all places together. */
export function total(requests: IMetric[], periodMs: number): IMetric {
  if (requests.length === 1) return requests[0];
  return new MathExpression({
    expression: `SUM([${requests.map((_, i) => `r${i}`).join(', ')}])`,
    usingMetrics: Object.fromEntries(requests.map((metric, i) => [`r${i}`, metric])),
    label: 'requests',
    period: Duration.millis(periodMs),
  });
}
