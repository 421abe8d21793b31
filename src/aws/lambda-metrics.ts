import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../model/spec';
import type { Whose, WorkloadMetrics } from './workload-metrics';

/**
 * What Lambda measures of what goes through an alias.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class LambdaMetrics implements WorkloadMetrics {
  constructor(private readonly alias: Alias) {}

  public get version(): string {
    return `v${this.alias.version.version}`;
  }

  public metric({ measure, periodMs }: SignalSpec, whose: Whose): IMetric | undefined {
    const period = Duration.millis(periodMs);
    if (measure.kind === 'latency') return this.of('Duration', `p${measure.percentile}`, period, whose);
    if (measure.kind !== 'errorRatio') return undefined;
    return new MathExpression({
      expression: 'errors / invocations',
      usingMetrics: { errors: this.of('Errors', 'Sum', period, whose), invocations: this.of('Invocations', 'Sum', period, whose) },
      label: 'error ratio',
      period,
    });
  }

  public requests(periodMs: number, whose: Whose): Metric {
    return this.of('Invocations', 'Sum', Duration.millis(periodMs), whose);
  }

  private of(metricName: string, statistic: string, period: Duration, whose: Whose): Metric {
    const { functionName } = this.alias.version.lambda;
    return new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      statistic,
      period,
      dimensionsMap: {
        FunctionName: functionName,
        Resource: `${functionName}:${this.alias.aliasName}`,
        ...(whose === 'newVersion' ? { ExecutedVersion: this.alias.version.version } : {}),
      },
    });
  }
}
