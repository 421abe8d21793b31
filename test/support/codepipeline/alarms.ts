import type { AlarmExpression, AlarmState } from './alarm-expression';
import { alarmExpression } from './alarm-expression';
import type { Template } from './template';
import { resourcesOf, text } from './template';
import type { TrafficLog } from './traffic-log';
import type { Ailment, Attention, World } from './world';
import { ailing, noticed } from './world';

interface Metric {
  readonly MetricName: unknown;
  readonly Dimensions?: { readonly Name: string }[];
}

interface AlarmProperties {
  readonly AlarmName?: unknown;
  readonly MetricName?: unknown;
  readonly Dimensions?: { readonly Name: string }[];
  readonly Period?: number;
  readonly Metrics?: { readonly Period?: number; readonly MetricStat?: { readonly Metric: Metric; readonly Period: number } }[];
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: string;
}

/** An alarm as it was deployed: with a stack, to an environment. */
interface Deployed {
  readonly name: string;
  readonly stack: string;
  readonly state: () => AlarmState;
}

/**
 * The alarms of all stacks. An alarm is judged by what its template says that it measures, not by its name: a metric by its own name, a
 * version by the dimension ExecutedVersion, and how long it takes by its periods.
 */
export class Alarms {
  private readonly byId = new Map<string, Deployed>();
  private readonly stacks = new Map<string, Set<string>>();

  constructor(private readonly world: World, private readonly log: TrafficLog, private readonly nowMs: () => number) {}

  /** A stack is created or updated: its alarms now measure this release. */
  public deploy(stack: string, environment: string, template: Template, release: string): void {
    this.stacks.set(environment, new Set([...this.stacks.get(environment) ?? [], stack]));
    for (const [id, alarm] of this.byId) if (alarm.stack === stack) this.byId.delete(id);
    for (const [id, properties] of resourcesOf<AlarmProperties>(template, 'AWS::CloudWatch::Alarm')) {
      this.add(stack, id, properties.AlarmName, () => this.measured(properties, environment, release));
    }
    for (const [id, { AlarmName, AlarmRule }] of resourcesOf<{ AlarmName?: unknown; AlarmRule: unknown }>(template, 'AWS::CloudWatch::CompositeAlarm')) {
      const expression: AlarmExpression = alarmExpression(text(AlarmRule));
      this.add(stack, id, AlarmName, () => (expression((alarm) => this.inStack(stack, alarm)) ? 'ALARM' : 'OK'));
    }
  }

  /** By its name, wherever it is; nothing when there is no such alarm. */
  public named(name: string): AlarmState | undefined {
    return [...this.byId.values()].find((alarm) => alarm.name === name)?.state();
  }

  /** By a reference out of its own template: logical id, attribute or name. */
  public inStack(stack: string, reference: string): AlarmState {
    const state = this.byId.get(`${stack}/${reference.replace(/\.Arn$/, '').replace(/^.*:alarm:/, '')}`)?.state() ?? this.named(reference);
    if (!state) throw new Error(`the template of ${stack} asks for an alarm ${reference} that it does not have`);
    return state;
  }

  private add(stack: string, id: string, name: unknown, state: () => AlarmState): void {
    this.byId.set(`${stack}/${id}`, { name: name === undefined ? `${stack}/${id}` : text(name), stack, state });
  }

  private measured(alarm: AlarmProperties, environment: string, release: string): AlarmState {
    const metrics = alarm.Metrics ? alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])) : [alarm as Metric];
    const attention = attentionOf(alarm);
    const ofVersion = metrics.some(({ Dimensions = [] }) => Dimensions.some(({ Name }) => Name === 'ExecutedVersion'));
    const spells = this.log.of([...this.stacks.get(environment)!]).filter((spell) => !ofVersion || spell.release === release);
    const shows = (ailment: Ailment) => noticed(ailing(this.world, environment, ailment, spells), attention, this.nowMs());
    const silent = spells.every(({ toMs }) => toMs <= this.nowMs()) || shows('silence');
    if (silent && alarm.TreatMissingData === 'breaching') return 'ALARM';
    if (silent) return alarm.TreatMissingData === 'notBreaching' ? 'OK' : 'INSUFFICIENT_DATA';
    return metrics.some(({ MetricName }) => ailmentsOf(text(MetricName)).some(shows)) ? 'ALARM' : 'OK';
  }
}

function attentionOf({ Period, Metrics = [], EvaluationPeriods: observed, DatapointsToAlarm: toAlarm = observed }: AlarmProperties): Attention {
  const periods = [Period, ...Metrics.flatMap((metric) => [metric.Period, metric.MetricStat?.Period])].filter((period) => period !== undefined);
  const periodMs = 1_000 * Math.max(...periods);
  return { afterMs: toAlarm * periodMs, lingersMs: (observed - toAlarm + 1) * periodMs };
}

/** What makes a metric bad. The number of requests is bad when there are none, which is silence. */
function ailmentsOf(metric: string): Ailment[] {
  if (/error|5xx/i.test(metric)) return ['errors'];
  if (/duration|latency|responsetime/i.test(metric)) return ['latency'];
  return /invocations|requestcount/i.test(metric) ? [] : ['custom'];
}
