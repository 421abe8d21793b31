import type { AlarmProps, IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, CompositeAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { MeasureSpec, SignalSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import { quietNames, triggerNames } from '../plan/wave-facts';
import { bakeAlarmName, noDataAlarmName, quietAlarmName, signalAlarmName, watchesBake } from './names';
import type { WorkloadMetrics } from './workload-metrics';

export interface WorkloadAlarmsProps {
  readonly plan: PlanDocument;
  readonly wave: PlannedWave;
  readonly environment: string;
  /** What the platform measures. */
  readonly measured: WorkloadMetrics;
  /** Metrics of custom signals, by the signal's name. */
  readonly metrics: Record<string, IMetric>;
}

/**
 * The alarms of what is released in one environment.
 *
 * While traffic shifts, a version that nobody has called yet has no data, so there missing data cannot count against it:
 * every shift would be rolled back in its first minute. It counts in the bake, where an alarm of its own fires when
 * there were no requests at all.
 */
export class WorkloadAlarms extends Construct {
  /** What stops a shift. */
  public readonly shift: IAlarm[];
  private readonly known = new Map<string, Alarm>();

  constructor(scope: Construct, id: string, private readonly props: WorkloadAlarmsProps) {
    super(scope, id);
    const { plan, wave, environment } = props;
    const triggers = this.specs(triggerNames(wave));
    const quiet = this.specs(quietNames(wave));
    this.shift = triggers.filter(({ name }) => !props.metrics[name]).map((signal) => this.versionAlarm(signal));
    if (watchesBake(wave)) this.composite('Bake', bakeAlarmName(plan.service, environment), triggers, this.shift);
    this.composite('Quiet', quietAlarmName(plan.service, environment), quiet, []);
  }

  private specs(names: string[]): SignalSpec[] {
    return this.props.plan.signals.filter((signal) => names.includes(signal.name));
  }

  /** Outside of a shift one version answers everything, so all requests are asked: a platform may tell versions apart only while it shifts. */
  private composite(id: string, compositeAlarmName: string, signals: SignalSpec[], more: IAlarm[]): void {
    if (signals.length === 0) return;
    const alarms = new Set([...signals.map((signal) => this.alarm(signal)), ...more, ...this.noData(signals)]);
    new CompositeAlarm(this, id, {
      compositeAlarmName,
      alarmRule: AlarmRule.anyOf(...[...alarms].map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
  }

  /** What everybody who calls gets. */
  private alarm(signal: SignalSpec): Alarm {
    const own = this.props.metrics[signal.name];
    return this.once(signal.name, () => this.create(signal, signal.name, {
      alarmName: this.alarmName(signal.name),
      metric: own ?? this.props.measured.metric(signal, 'everybody')!,
      // a metric of the user's own does not change with the version, so it has no first minute
      treatMissingData: own ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    }));
  }

  /**
   * What the callers of the new version get. Each version has an alarm of its own, by its name: the state of an alarm
   * outlives a change of what it measures, and one that still fires would stop the rollback it has caused.
   */
  private versionAlarm(signal: SignalSpec): Alarm {
    const { measured } = this.props;
    return this.create(signal, `${signal.name}-version`, {
      alarmName: `${this.alarmName(signal.name)}-${measured.version}`,
      metric: measured.metric(signal, 'newVersion')!,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private create(signal: SignalSpec, id: string, props: Pick<AlarmProps, 'alarmName' | 'metric' | 'treatMissingData'>): Alarm {
    const { datapointsObserved: evaluationPeriods, datapointsToFail: datapointsToAlarm } = signal;
    return new Alarm(this, id, { ...props, evaluationPeriods, datapointsToAlarm, ...bound(signal.measure) });
  }

  /** One for all signals that are made of the platform's own metrics. */
  private noData(signals: SignalSpec[]): Alarm[] {
    const measured = signals.filter(({ name }) => !this.props.metrics[name]);
    if (measured.length === 0) return [];
    return [this.once('no-data', () => new Alarm(this, 'no-data', {
      alarmName: noDataAlarmName(this.props.plan.service, this.props.environment),
      alarmDescription: 'there were no requests: that nothing fails means nothing',
      metric: this.props.measured.requests(Math.max(...measured.map(({ periodMs }) => periodMs)), 'everybody'),
      evaluationPeriods: Math.max(...measured.map(({ datapointsObserved }) => datapointsObserved)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    }))];
  }

  private once(name: string, make: () => Alarm): Alarm {
    const alarm = this.known.get(name) ?? make();
    this.known.set(name, alarm);
    return alarm;
  }

  private alarmName(signal: string): string {
    return signalAlarmName(this.props.plan.service, this.props.environment, signal);
  }
}

function bound(measure: MeasureSpec): { threshold: number; comparisonOperator: ComparisonOperator } {
  switch (measure.kind) {
    case 'errorRatio': return { threshold: measure.atMostRatio, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
    case 'latency': return { threshold: measure.atMostMs, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
    case 'saturation': return { threshold: measure.atMostPercent, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
    case 'synthetic': return { threshold: measure.atLeastSuccessPercent, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD };
    case 'custom': return {
      threshold: measure.bound,
      comparisonOperator: measure.comparison === 'atMost' ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
    };
  }
}
