import type { JobSpec, SignalSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { goDurationMs } from '../rules/durations';
import type { Field } from '../rules/field';
import type { Manifest } from '../rules/manifest';
import { countedMs } from './evidence';
import type { ComparedQuery } from './measure';
import { comparedQuery, custom } from './measure';
import { withoutData } from './no-data';
import type { Notes } from './notes';
import { withMinimum } from './recorded';

/** A metric of an AnalysisTemplate: a job that runs once, or a signal and for how long it is measured. */
export type ReadMetric =
  | { readonly kind: 'job'; readonly job: JobSpec }
  | { readonly kind: 'signal'; readonly spec: SignalSpec; readonly value: string; readonly durationMs: number };

interface CountedQuery extends ComparedQuery {
  readonly periodMs: number;
  readonly datapointsObserved: number;
}

const COUNTED = /^sum_over_time\(\(([\s\S]*)\)\[(\w+):(\w+)\]\)( and on\(\) [\s\S]*)?$/;
const AT_LEAST = /result\[0\] < (\d+)$/;
const BOUND = /result(?:\[0\])?\s*(<=|>=|<|>)\s*(-?[\d.]+)/;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a template of an analysis measures and runs. */
export function analysisMetrics({ spec }: Manifest, notes: Notes): ReadMetric[] {
  return spec.at('metrics').items.map((metric): ReadMetric => {
    const job = metric.at('provider', 'job', 'spec');
    return job.isSet ? { kind: 'job', job: jobOf(metric.at('name').text, job) } : signalOf(metric, notes);
  });
}

/** What a Job runs, as a plan says it. */
export function jobOf(name: string, job: Field): JobSpec {
  const [container] = job.at('template', 'spec', 'containers').items;
  const words = container ? [...container.at('command').texts, ...container.at('args').texts] : [];
  const script = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const scripts = words.slice(script + 1).filter((word) => !/^-[a-z]$/.test(word));
  const commands = script >= 0 && scripts.length > 0 ? scripts[0].split('\n') : [words.join(' ')];
  return {
    name: named(name, 'job', 48),
    commands: commands.filter((command) => command !== ''),
    image: container?.at('image').text ?? '',
    timeoutMs: (job.at('activeDeadlineSeconds').number ?? HOUR_MS / 1_000) * 1_000,
  };
}

/** How many of the observed data points of a signal fail, as this library asks; undefined where somebody else does. */
export function countedQuery(query: string): CountedQuery | undefined {
  const [, compared, window, step, enough] = COUNTED.exec(query) ?? [];
  const known = comparedQuery(compared ?? '');
  const [windowMs, periodMs] = [goDurationMs(window ?? ''), goDurationMs(step ?? '')];
  if (!known || !windowMs || !periodMs) return undefined;
  return { value: known.value, measure: withMinimum(known.measure, enough ?? ''), periodMs, datapointsObserved: Math.round((countedMs(known.value) ?? windowMs) / periodMs) };
}

function signalOf(metric: Field, notes: Notes): ReadMetric {
  const query = metric.at('provider', 'prometheus', 'query').text.trim();
  const counted = countedQuery(query);
  const [, atLeast] = AT_LEAST.exec(metric.at('successCondition').text) ?? [];
  if (!counted || atLeast === undefined) return foreign(metric, notes);
  return {
    kind: 'signal',
    value: counted.value,
    durationMs: durationOf(metric),
    spec: {
      name: metric.at('name').text,
      measure: counted.measure,
      periodMs: counted.periodMs,
      datapointsToFail: Number(atLeast),
      datapointsObserved: Math.max(Number(atLeast), counted.datapointsObserved),
      noData: failsWithout(metric) ? 'fail' : 'hold',
      scope: /\{\{args\.|-new"/.test(query) ? 'version' : 'service',
    },
  };
}

/** From the first measurement to the last, and the wait before. */
function durationOf(metric: Field): number {
  const ms = (key: string) => goDurationMs(metric.at(key).text) ?? 0;
  return ms('initialDelay') + Math.max(0, (metric.at('count').number ?? 1) - 1) * ms('interval');
}

function failsWithout(metric: Field): boolean {
  return /len\(result\) == 0|isNaN/.test(metric.at('failureCondition').text.replace(/!isNaN/g, ''));
}

/** A metric that somebody else has written. */
function foreign(metric: Field, notes: Notes): ReadMetric {
  const success = metric.at('successCondition');
  const passing = BOUND.exec(success.text);
  const [, operator, written] = passing ?? BOUND.exec(metric.at('failureCondition').text) ?? [];
  const isUpper = operator === undefined || operator.startsWith(passing ? '<' : '>');
  const [provider = 'no provider'] = metric.at('provider').keys;
  const limit = metric.at('failureLimit').number ?? 0;
  const atLeast = limit < 0 ? 1 : Math.floor(limit) + 1;
  if (operator === undefined) notes.add(success.isSet ? success : metric, 'its condition is no comparison with a bound; the signal that stands for it has the bound 0');
  if (provider !== 'prometheus') notes.add(metric.at('provider'), `what ${provider} measures is no query of Prometheus; read as a signal of its own`);
  const noData = withoutData(metric);
  if (noData === 'pass') notes.add(metric, 'passes without data, which no signal does; read as one that holds');
  return {
    kind: 'signal',
    value: '',
    durationMs: durationOf(metric),
    spec: {
      name: named(metric.at('name').text, 'signal', 48),
      measure: custom(metric.at('name').text, 'average', isUpper, Number(written ?? 0) || 0),
      periodMs: Math.max(1_000, goDurationMs(metric.at('interval').text) ?? MINUTE_MS),
      datapointsToFail: atLeast,
      datapointsObserved: Math.max(atLeast, metric.at('count').number ?? 1),
      noData: noData === 'fail' ? 'fail' : 'hold',
      scope: 'service',
    },
  };
}
