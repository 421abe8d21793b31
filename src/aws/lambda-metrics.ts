import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../model/spec';
import type { Reading, WorkloadMetrics } from './workload-metrics';

/** Whose requests: everybody's, or those that the new version answers. */
type Whose = 'everybody' | 'newVersion';

/**
 * What Lambda measures of what goes through an alias.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class LambdaMetrics implements WorkloadMetrics {
  constructor(private readonly alias: Alias) {}

  /**
   * Each version has an alarm of its own, by its name: the state of an alarm outlives a change of what it measures, and one
   * that still fires would stop the rollback it has caused.
   */
  public shifting(signal: SignalSpec): Reading[] {
    return this.readings(signal, 'newVersion', 'version', `v${this.alias.version.version}`);
  }

  public settled(signal: SignalSpec): Reading[] {
    return this.readings(signal, 'everybody', '', '');
  }

  private readings(signal: SignalSpec, whose: Whose, id: Reading['id'], name: string): Reading[] {
    const metric = this.metric(signal, whose);
    return metric ? [{ id, name, metric, requests: this.of('Invocations', 'Sum', Duration.millis(signal.periodMs), whose) }] : [];
  }

  private metric({ measure, periodMs }: SignalSpec, whose: Whose): IMetric | undefined {
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
