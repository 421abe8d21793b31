import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import type { SequentialMeasure } from '../../model/spec';

/** Sums over all that a sequential signal observes. */
export interface Counted {
  readonly errors: IMetric;
  readonly requests: IMetric;
}

const LABEL = 'evidence against the version';

/**
 * The evidence against a version, in the numbers that were declared. A running sum depends on how far back an alarm happens to look, so one period is
 * as long as all that is observed: CloudWatch looks back that far at each evaluation, and a version has no requests from before it was there.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export function evidence({ baselineRatio, detectRatio, clusteringFactor }: SequentialMeasure, { errors, requests }: Counted, period: Duration): IMetric {
  const [healthy, bad] = [decimal(baselineRatio), decimal(detectRatio)];
  const sum = `FILL(errors, 0) * LOG(${bad} * (1 - ${healthy}) / (${healthy} * (1 - ${bad}))) + requests * LOG((1 - ${bad}) / (1 - ${healthy}))`;
  return new MathExpression({ expression: grouped(sum, clusteringFactor), usingMetrics: { errors, requests }, label: LABEL, period });
}

/** The same beside everybody's requests: a version that gets worse while the one of before does not has a larger share of the errors than of the requests. */
export function evidenceBeside(
  { baselineRatio, detectRatio, clusteringFactor }: SequentialMeasure, { errors, requests }: Counted, all: Counted, period: Duration,
): IMetric {
  const [healthy, bad] = [decimal(baselineRatio), decimal(detectRatio)];
  const sum = `FILL(errors, 0) * LOG(${bad} / ${healthy}) - FILL(allErrors, 0) * LOG(1 + (${bad} / ${healthy} - 1) * requests / allRequests)`;
  return new MathExpression({
    expression: grouped(sum, clusteringFactor), usingMetrics: { errors, requests, allErrors: all.errors, allRequests: all.requests }, label: LABEL, period,
  });
}

/** Errors that come in groups count as one each. */
function grouped(sum: string, clusteringFactor: number): string {
  return clusteringFactor === 1 ? sum : `(${sum}) / ${clusteringFactor}`;
}

/** Metric math is documented to take numbers, and not that they may have an exponent. */
function decimal(value: number): string {
  return value.toFixed(12).replace(/\.?0+$/, '');
}
