import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { SequentialMeasure, SignalSpec } from '../../../model/spec';
import { pointMs } from '../../../plan/signal-facts';
import type { Counted } from '../evidence';
import { evidence, evidenceBeside } from '../evidence';
import type { Reading, WorkloadMetrics } from '../workload-metrics';

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
    return metric ? [{ id, name, metric, requests: this.of('Invocations', 'Sum', Duration.millis(pointMs(signal)), whose) }] : [];
  }

  private metric(signal: SignalSpec, whose: Whose): IMetric | undefined {
    const { measure } = signal;
    const period = Duration.millis(pointMs(signal));
    if (measure.kind === 'latency') return this.of('Duration', `p${measure.percentile}`, period, whose);
    if (measure.kind === 'sequential') return this.evidence(measure, period, whose);
    if (measure.kind !== 'errorRatio') return undefined;
    return new MathExpression({
      expression: 'errors / invocations',
      usingMetrics: { errors: this.of('Errors', 'Sum', period, whose), invocations: this.of('Invocations', 'Sum', period, whose) },
      label: 'error ratio',
      period,
    });
  }

  private evidence(measure: SequentialMeasure, period: Duration, whose: Whose): IMetric {
    const counted = (of: Whose): Counted => ({ errors: this.of('Errors', 'Sum', period, of), requests: this.of('Invocations', 'Sum', period, of) });
    return whose === 'newVersion' ? evidenceBeside(measure, counted(whose), counted('everybody'), period) : evidence(measure, counted(whose), period);
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
