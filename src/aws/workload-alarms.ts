import type { IAlarm, IAlarmRule, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, CompositeAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { MeasureSpec, SignalSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import { quietNames, triggerNames } from '../plan/wave-facts';
import { bakeAlarmName, noDataAlarmName, quietAlarmName, signalAlarmName, watchesBake } from './names';
import type { Reading, WorkloadMetrics } from './workload-metrics';

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
    const { plan, wave, environment, measured } = props;
    const triggers = this.specs(triggerNames(wave));
    const quiet = this.specs(quietNames(wave));
    this.shift = triggers.flatMap((signal) => measured.shifting(signal).map((reading) => this.alarm(signal, reading)));
    if (watchesBake(wave)) this.composite('Bake', bakeAlarmName(plan.service, environment), triggers, this.shift);
    this.composite('Quiet', quietAlarmName(plan.service, environment), quiet, []);
  }

  private specs(names: string[]): SignalSpec[] {
    return this.props.plan.signals.filter((signal) => names.includes(signal.name));
  }

  /** Outside of a shift one version answers everything, so all requests are asked: a platform may tell versions apart only while it shifts. */
  private composite(id: string, compositeAlarmName: string, signals: SignalSpec[], more: IAlarm[]): void {
    if (signals.length === 0) return;
    const settled = signals.flatMap((signal) => this.settled(signal).map((reading) => this.alarm(signal, reading)));
    const firing = [...new Set([...settled, ...more])].map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM));
    new CompositeAlarm(this, id, { compositeAlarmName, alarmRule: AlarmRule.anyOf(...firing, ...this.noData(signals)) });
  }

  /** What everybody who calls gets. A metric of the user's own does not change with the version, so it has no first minute. */
  private settled(signal: SignalSpec): Reading[] {
    const own = this.props.metrics[signal.name];
    return own ? [{ id: '', name: '', metric: own }] : this.props.measured.settled(signal);
  }

  private alarm(signal: SignalSpec, { id, name, metric, requests }: Reading): Alarm {
    const { datapointsObserved: evaluationPeriods, datapointsToFail: datapointsToAlarm } = signal;
    return this.once(joined(signal.name, id), (constructId) => new Alarm(this, constructId, {
      alarmName: joined(signalAlarmName(this.props.plan.service, this.props.environment, signal.name), name),
      metric,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: requests ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
      ...bound(signal.measure),
    }));
  }

  /** One for all signals that are made of requests; it takes silence in all places that requests go to. */
  private noData(signals: SignalSpec[]): IAlarmRule[] {
    const silent = signals.filter((signal) => this.settled(signal).some(({ requests }) => requests));
    if (silent.length === 0) return [];
    const periodMs = Math.max(...silent.map((signal) => signal.periodMs));
    const rules = this.settled({ ...silent[0], periodMs }).map(({ id, name, requests }) => AlarmRule.fromAlarm(
      this.once(joined('no-data', id), (constructId) => new Alarm(this, constructId, {
        alarmName: joined(noDataAlarmName(this.props.plan.service, this.props.environment), name),
        alarmDescription: 'there were no requests: that nothing fails means nothing',
        metric: requests!,
        evaluationPeriods: Math.max(...silent.map(({ datapointsObserved }) => datapointsObserved)),
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      })), AlarmState.ALARM));
    return rules.length === 1 ? rules : [AlarmRule.allOf(...rules)];
  }

  private once(id: string, make: (id: string) => Alarm): Alarm {
    const alarm = this.known.get(id) ?? make(id);
    this.known.set(id, alarm);
    return alarm;
  }
}

function joined(name: string, part: string): string {
  return part ? `${name}-${part}` : name;
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
