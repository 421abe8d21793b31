import type { MeasureSpec, SignalSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { ofRequests } from '../../plan/signal-facts';
import { PARTS, SHIFT } from '../workloads/workload-metrics';
import type { AskedAlarm } from './alarms';
import { count, field, text } from './data';
import { measured } from './measured';
import type { Notes, Place } from './notes';

const MINUTE_MS = 60_000;
const OF_PLACE = new RegExp(`(-(${PARTS.join('|')}))?(-${SHIFT})?$`);

/** What an alarm is asked for. */
export interface Asked {
  readonly service: string;
  readonly environment: string;
  /** It stops a shift, so it looks at what the new version answers. */
  readonly stopsShift: boolean;
  /** A plan would wait for data here: at a gate and in a bake, and not while traffic shifts, when nobody may have called the new version yet. */
  readonly waits: boolean;
  readonly at: Place;
}

/** Alarms that say how many requests there have to be, and nothing of how those went. */
const NO_DATA = /(?:^|-)no-data(?:-[a-z]+)?$/;

/** The signals behind the alarms that a pipeline asks. Alarms of one name in several environments are one signal. */
export class Signals {
  private readonly known = new Map<string, SignalSpec>();
  private readonly minimums = new Map<string, number>();

  constructor(private readonly notes: Notes) {}

  /** In the order in which they were asked. */
  public get specs(): SignalSpec[] {
    return [...this.known.values()].map((signal) => ({ ...signal, measure: withMinimum(signal.measure, this.minimums.get(signal.name)) }));
  }

  /** Names of the signals that some alarms are for. */
  public add(alarms: AskedAlarm[], asked: Asked): string[] {
    if (asked.waits) this.unheard(alarms, asked);
    return [...new Set(alarms.flatMap((alarm) => this.one(alarm, asked)))];
  }

  /** Silence is heard by an alarm of its own for all signals, or by another alarm of the same signal. */
  private unheard(alarms: AskedAlarm[], asked: Asked): void {
    if (alarms.some(({ name }) => NO_DATA.test(shortOf(name, asked)))) return;
    const isHeard = ({ resource }: AskedAlarm) => !resource || text(field(resource.properties, 'TreatMissingData')) === 'breaching';
    const signalOf = ({ name, resource }: AskedAlarm) => partless(shortOf(name, asked), resource?.properties);
    const heard = new Set(alarms.filter(isHeard).map(signalOf));
    for (const alarm of alarms.filter((one) => !heard.has(signalOf(one)))) {
      const { template, id } = alarm.resource!;
      const at = { template: template.name, logicalId: id, path: 'TreatMissingData' };
      this.notes.add(at, 'an alarm without data does not fire here, and no signal of a plan passes without data; read as one that holds');
    }
  }

  private one({ name, resource }: AskedAlarm, asked: Asked): string[] {
    const { stopsShift, at } = asked;
    const properties = resource?.properties;
    const short = partless(shortOf(name, asked), properties);
    if (NO_DATA.test(short)) {
      this.minimums.set(short.replace(/-no-data$/, ''), count(field(properties, 'Threshold')) ?? 1);
      return [];
    }
    const own = named(short, 'alarm', 48);
    const signal = resource ? this.read(own, resource, stopsShift) : { ...UNKNOWN, name: own, measure: { ...UNKNOWN.measure, metric: name } };
    const before = this.known.get(own);
    if (before && !isSame(before, signal)) this.notes.add(at, `the alarm "${name}" differs from others of the signal "${own}", which is read as the first of them`);
    const isVersion = before?.scope === 'version' || signal.scope === 'version';
    this.known.set(own, { ...before ?? signal, scope: isVersion ? 'version' : 'service' });
    return [own];
  }

  private read(name: string, { template, id, properties }: NonNullable<AskedAlarm['resource']>, stopsShift: boolean): SignalSpec {
    const at = { template: template.name, logicalId: id, path: '' };
    const { measure, periodMs: pointMs, requestsEach } = measured(properties);
    // a data point of evidence is all that is observed, and CloudWatch looks each minute
    const periodMs = measure.kind === 'sequential' ? MINUTE_MS : pointMs;
    const datapointsObserved = (count(field(properties, 'EvaluationPeriods')) ?? 1) * pointMs / periodMs;
    const datapointsToFail = count(field(properties, 'DatapointsToAlarm')) ?? datapointsObserved;
    const missing = text(field(properties, 'TreatMissingData')) || 'missing';
    if (text(field(properties, 'ComparisonOperator')).includes('Range')) this.notes.add({ ...at, path: 'ComparisonOperator' }, 'is compared with a band that a model learns: no bound stands for it');
    if (requestsEach !== undefined && !this.minimums.has(name)) this.minimums.set(name, requestsEach * datapointsObserved);
    const tellsVersions = ofRequests(measure);
    return {
      name, measure, periodMs, datapointsToFail, datapointsObserved,
      noData: missing === 'breaching' ? 'fail' : 'hold',
      scope: stopsShift && tellsVersions ? 'version' : 'service',
    };
  }
}

/** Stands in for an alarm that no template has. */
const UNKNOWN = {
  measure: { kind: 'custom', metric: '', statistic: 'unknown', comparison: 'atMost', bound: 0 },
  periodMs: 60_000, datapointsToFail: 1, datapointsObserved: 1, noData: 'hold', scope: 'service',
} as const;

/** Without what all alarms of an environment begin with. */
function shortOf(name: string, { service, environment }: Asked): string {
  const prefix = `${service}-${environment}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** One signal can have an alarm for each place that requests go to, and one for each version. */
function partless(name: string, properties: unknown): string {
  const unversioned = name.replace(/-v?\$\{.*$/, '');
  const isOfPlace = JSON.stringify(properties ?? '').includes('AWS/ApplicationELB');
  if (isOfPlace) return unversioned.replace(OF_PLACE, '');
  // only what counts requests has an alarm of its own for the shift: a signal may be called like that
  return unversioned.replace(field(properties, 'Metrics') === undefined ? /-opening$/ : new RegExp(`-${SHIFT}$`), '');
}

/** Alarms of one signal may treat missing data in their own ways. */
function isSame(one: SignalSpec, other: SignalSpec): boolean {
  const [a, b] = [one, other].map(({ noData, scope, ...comparable }) => JSON.stringify(comparable));
  return a === b;
}

function withMinimum(measure: MeasureSpec, minimumRequests: number | undefined): MeasureSpec {
  return 'minimumRequests' in measure && minimumRequests !== undefined ? { ...measure, minimumRequests } : measure;
}
