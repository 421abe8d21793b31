import type { AlarmProps, IAlarm, IAlarmRule, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { SignalSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { minimumRequests, observedMs, pointsObserved } from '../../plan/signal-facts';
import { quietNames, triggerNames } from '../../plan/wave-facts';
import { BudgetObjective } from '../gates/budget-objective';
import { asksOnce, bakeAlarmName, noDataAlarmName, quietAlarmName, signalAlarmName, signalNoDataAlarmName, watchedNames, watchesBake } from '../names';
import { bound } from './alarm-bound';
import { anyAlarm } from './any-alarm';
import { total, withEnoughRequests } from './minimum-requests';
import type { Reading, WorkloadMetrics } from './workload-metrics';
import { SHIFT } from './workload-metrics';

const { BREACHING, NOT_BREACHING } = TreatMissingData;

/** What a construct and an alarm are called after, besides the signal. */
interface Labels {
  readonly id: string;
  readonly name: string;
}

export interface WorkloadAlarmsProps {
  readonly plan: PlanDocument;
  readonly wave: PlannedWave;
  readonly environment: string;
  /** What the platform measures. */
  readonly measured: WorkloadMetrics;
  /** Metrics of the signals that the platform knows nothing of, by the signal's name. */
  readonly metrics: Record<string, IMetric>;
}

/**
 * The alarms of what is released in one environment.
 *
 * While traffic shifts, a version that nobody has called yet has no data, so there missing data cannot count against it:
 * every shift would be rolled back in its first minute. It counts in the bake and at the gate, the way the signal says: as a
 * failing data point, or, where it holds, through an alarm of its own once nothing is left to judge by. A state that holds
 * there is none, so both fire.
 */
export class WorkloadAlarms extends Construct {
  /** What stops a shift. */
  public readonly shift: IAlarm[];
  private readonly known = new Map<string, Alarm>();

  constructor(scope: Construct, id: string, private readonly props: WorkloadAlarmsProps) {
    super(scope, id);
    const { plan, wave, environment, measured } = props;
    this.shift = this.specs(triggerNames(wave)).flatMap((signal) => measured.shifting(signal).map((reading) => this.versionAlarm(signal, reading)));
    if (watchesBake(wave)) this.any('Bake', bakeAlarmName(plan.service, environment), this.specs(watchedNames(wave)), this.shift);
    if (asksOnce(wave)) this.anyBad();
    this.any('Quiet', quietAlarmName(plan.service, environment), this.specs(quietNames(wave)), []);
    const budget = wave.gates.find((gate) => gate.kind === 'budget');
    if (budget) new BudgetObjective(this, 'Budget', { service: plan.service, environment, budget, measured });
  }

  /** What the bake and the quiet gate ask. */
  private get asked(): SignalSpec[] {
    const { wave } = this.props;
    return this.specs([...(watchesBake(wave) ? watchedNames(wave) : []), ...quietNames(wave)]);
  }

  private specs(names: string[]): SignalSpec[] {
    return this.props.plan.signals.filter((signal) => names.includes(signal.name));
  }

  /** Outside of a shift one version answers everything, so all requests are asked: a platform may tell versions apart only while it shifts. */
  private any(id: string, compositeAlarmName: string, signals: SignalSpec[], more: IAlarm[]): void {
    if (signals.length === 0) return;
    const settled = signals.flatMap((signal) => this.settled(signal).map((reading) => this.settledAlarm(signal, reading)));
    anyAlarm(this, id, compositeAlarmName, [...[...new Set([...settled, ...more])].map(fires), ...this.silence(signals), ...this.scarcity(signals)]);
  }

  /**
   * Nobody waits for data without a bake, so silence does not count. A version that has all traffic may have no data of its own, so all
   * requests are asked, too: at first these are also the old version's.
   */
  private anyBad(): void {
    const { plan, wave, environment } = this.props;
    const settled = this.specs(triggerNames(wave)).flatMap((signal) =>
      this.settled(signal).filter(({ requests }) => requests).map((reading) => this.versionAlarm(signal, reading)));
    anyAlarm(this, 'Bake', bakeAlarmName(plan.service, environment), [...new Set([...settled, ...this.shift])].map(fires));
  }

  /** What everybody who calls gets. A metric of the user's own does not change with the version, so it has no first minute. */
  private settled(signal: SignalSpec): Reading[] {
    const own = this.props.metrics[signal.name];
    return own ? [{ id: '', name: '', metric: withPeriod(own, signal.periodMs) }] : this.props.measured.settled(signal);
  }

  private settledAlarm(signal: SignalSpec, reading: Reading): Alarm {
    return this.alarm(signal, reading, { metric: reading.metric, treatMissingData: this.waitsForData(signal) ? NOT_BREACHING : BREACHING });
  }

  /** Where both look at the same requests it may be the alarm of the bake, too, but for a minimum, of which each asks in its own way. */
  private versionAlarm(signal: SignalSpec, reading: Reading): Alarm {
    const { id, name } = reading;
    const part = minimumRequests(signal) > 1 && this.settled(signal).some((other) => other.id === id) ? SHIFT : '';
    const labels = { id: joined(id, part), name: joined(name, part) };
    return this.alarm(signal, labels, { metric: withEnoughRequests(signal, reading), treatMissingData: NOT_BREACHING });
  }

  private alarm(signal: SignalSpec, { id, name }: Labels, props: Pick<AlarmProps, 'metric' | 'treatMissingData'>): Alarm {
    return this.once(joined(signal.name, id), {
      alarmName: joined(signalAlarmName(this.props.plan.service, this.props.environment, signal.name), name),
      evaluationPeriods: pointsObserved(signal),
      datapointsToAlarm: signal.datapointsToFail,
      ...bound(signal.measure),
      ...props,
    });
  }

  /** Whether missing data counts by an alarm of its own: also where one of several places may be idle for good, or the alarm stops shifts too. */
  private waitsForData(signal: SignalSpec): boolean {
    const readings = this.settled(signal);
    return readings.some(({ requests }) => requests) && (signal.noData === 'hold' || readings.length > 1 || !this.tellsApart(signal) || this.isAskedOnce(signal));
  }

  private isAskedOnce({ name }: SignalSpec): boolean {
    const { wave } = this.props;
    return asksOnce(wave) && triggerNames(wave).includes(name);
  }

  private tellsApart(signal: SignalSpec): boolean {
    const settled = this.settled(signal).map(({ id }) => id);
    return this.props.measured.shifting(signal).every(({ id }) => !settled.includes(id));
  }

  /**
   * One for all signals of the wave that wait for requests, which are the same ones; it takes silence in all places that they go to. The signal that
   * looks back least is the first to be left without data: whoever cannot live with that does not pass it at the gate or in the bake anyway.
   */
  private silence(signals: SignalSpec[]): IAlarmRule[] {
    const waits = (signal: SignalSpec) => this.waitsForData(signal) && minimumRequests(signal) <= 1;
    if (!signals.some(waits)) return [];
    const [first] = this.asked.filter(waits).sort((a, b) => observedMs(a) - observedMs(b));
    const rules = this.settled(first).map(({ id, name, requests }) => fires(this.once(joined('no-data', id), {
      alarmName: joined(noDataAlarmName(this.props.plan.service, this.props.environment), name),
      alarmDescription: 'there were no requests: that nothing fails means nothing',
      metric: requests!,
      evaluationPeriods: pointsObserved(first),
      ...fewerThan(1),
    })));
    return rules.length === 1 ? rules : [AlarmRule.allOf(...rules)];
  }

  /** One for each signal with a minimum of its own, over all it observes. */
  private scarcity(signals: SignalSpec[]): IAlarmRule[] {
    return signals.filter((signal) => minimumRequests(signal) > 1).map((signal) => {
      const minimum = minimumRequests(signal);
      const requests = this.settled({ ...signal, periodMs: observedMs(signal) }).flatMap((reading) => reading.requests ?? []);
      return fires(this.once(`${signal.name}-no-data`, {
        alarmName: signalNoDataAlarmName(this.props.plan.service, this.props.environment, signal.name),
        alarmDescription: `there were fewer than ${minimum} requests: nothing can be said of them`,
        metric: total(requests, observedMs(signal)),
        evaluationPeriods: 1,
        ...fewerThan(minimum),
      }));
    });
  }

  private once(id: string, props: AlarmProps): Alarm {
    const alarm = this.known.get(id) ?? new Alarm(this, id, props);
    this.known.set(id, alarm);
    return alarm;
  }
}

function fires(alarm: IAlarm): IAlarmRule {
  return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
}

function fewerThan(threshold: number): Pick<AlarmProps, 'threshold' | 'comparisonOperator' | 'treatMissingData'> {
  return { threshold, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, treatMissingData: BREACHING };
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join('-');
}

/** A metric says of itself how long a data point is; the plan's word counts. */
function withPeriod(metric: IMetric, periodMs: number): IMetric {
  return metric instanceof Metric || metric instanceof MathExpression ? metric.with({ period: Duration.millis(periodMs) }) : metric;
}
