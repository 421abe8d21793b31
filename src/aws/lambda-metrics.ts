import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../model/spec';

/** Whose requests: all that go through the alias, or those that its new version answers. */
export type Whose = 'alias' | 'version';

/**
 * What a function's metrics say about a signal; `undefined` for signals they know nothing of.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function lambdaMetric(alias: Alias, { measure, periodMs }: SignalSpec, whose: Whose): IMetric | undefined {
  const period = Duration.millis(periodMs);
  if (measure.kind === 'latency') return metric(alias, 'Duration', `p${measure.percentile}`, period, whose);
  if (measure.kind !== 'errorRatio') return undefined;
  return new MathExpression({
    expression: 'errors / invocations',
    usingMetrics: { errors: metric(alias, 'Errors', 'Sum', period, whose), invocations: metric(alias, 'Invocations', 'Sum', period, whose) },
    label: 'error ratio',
    period,
  });
}

export function invocations(alias: Alias, periodMs: number): Metric {
  return metric(alias, 'Invocations', 'Sum', Duration.millis(periodMs), 'alias');
}

function metric(alias: Alias, metricName: string, statistic: string, period: Duration, whose: Whose): Metric {
  const { functionName } = alias.version.lambda;
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    statistic,
    period,
    dimensionsMap: {
      FunctionName: functionName,
      Resource: `${functionName}:${alias.aliasName}`,
      ...(whose === 'version' ? { ExecutedVersion: alias.version.version } : {}),
    },
  });
}
