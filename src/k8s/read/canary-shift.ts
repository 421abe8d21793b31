import type { ShiftSpec, SignalSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { goDurationMs } from '../rules/durations';
import type { Field } from '../rules/field';
import type { FlaggerCanary } from '../rules/flagger/canary';
import type { Folder } from '../rules/folder';
import { METRIC_TEMPLATE } from '../rules/kinds';
import { countedQuery } from './analyses';
import { custom, errorRatio } from './measure';
import type { Reading } from './reading';
import type { Shifting } from './shift';
import { shiftOfSteps } from './shift';

const MINUTE_MS = 60_000;

/** What Flagger asks for by itself, in percent and in milliseconds. */
const BUILT_IN: Record<string, (bound: number) => SignalSpec['measure']> = {
  'request-success-rate': (least) => errorRatio(Number((1 - least / 100).toPrecision(12))),
  'request-duration': (most) => ({ kind: 'latency', percentile: 99, atMostMs: most, minimumRequests: 1 }),
};

/** How Flagger moves the traffic of a Canary, and what it judges at each look. */
export function canaryShift(canary: FlaggerCanary, folder: Folder, reading: Reading): Shifting {
  const { analysis, spec } = canary;
  const periodMs = Math.max(10_000, goDurationMs(analysis.at('interval').text) ?? MINUTE_MS);
  const skipped = spec.at('skipAnalysis');
  if (skipped.isTrue) reading.notes.add(skipped, 'nothing is analysed: all traffic moves at once');
  for (const hook of analysis.at('webhooks').items) {
    reading.notes.add(hook, `the webhook "${hook.at('name').text}" (${hook.at('type').text || 'rollout'}) is no gate, since a gate holds back a whole wave; left out`);
  }
  const watched = skipped.isTrue ? [] : analysis.at('metrics').items.map((metric) => judged(metric, canary, periodMs, folder, reading));
  return {
    shift: skipped.isTrue ? shiftOfSteps([]) : shiftOf(canary, periodMs, reading),
    watched,
    // a look at full traffic, before the new version is the proven one
    verifications: weightsOf(analysis).some((percent) => percent >= 100) ? watched.map((signal) => ({ name: signal, kind: 'measurement', signal, durationMs: periodMs })) : [],
    undoesFailed: true,
  };
}

function weightsOf(analysis: Field): number[] {
  const [step, most] = [analysis.at('stepWeight').number ?? 0, analysis.at('maxWeight').number ?? 100];
  const listed = analysis.at('stepWeights').items.flatMap(({ number }) => number ?? []);
  if (listed.length > 0 || step < 1) return listed;
  return Array.from({ length: Math.floor(Math.min(100, most) / step) }, (_, i) => (i + 1) * step);
}

/** Each weight is held until the next look. */
function shiftOf({ analysis, provider }: FlaggerCanary, holdMs: number, { notes }: Reading): ShiftSpec {
  const partial = weightsOf(analysis).filter((percent) => percent > 0 && percent < 100).map((percent) => ({ percent, holdMs }));
  const iterations = analysis.at('iterations').number ?? 0;
  if (partial.length > 0 || iterations <= 0) return shiftOfSteps(partial);
  if (analysis.at('match').items.length > 0) notes.add(analysis.at('match'), 'some customers meet the new version by what their requests say; read as if nobody did before the switch');
  const keepOldMs = provider === 'kubernetes' ? 0 : holdMs;
  return { kind: 'blueGreen', keepOldMs, steps: [{ percent: 0, holdMs: iterations * holdMs }, { percent: 100, holdMs: 0 }] };
}

/** The name of the signal of a metric. An answer without a value is a failed look, and failed looks are added up. */
function judged(metric: Field, { manifest, analysis }: FlaggerCanary, lookMs: number, folder: Folder, { signals, notes }: Reading): string {
  const written = metric.at('name').text;
  const template = folder.find(METRIC_TEMPLATE, metric.at('templateRef', 'name').text, manifest);
  const counted = countedQuery(template?.spec.at('query').text.replace(/^\(([\s\S]*)\) or on\(\) vector\(0\)$/, '$1') ?? '');
  const { least, most } = boundsOf(metric);
  const common = { name: named(written, 'metric', 48), noData: 'fail', scope: 'version' } as const;
  if (counted) {
    const { measure, periodMs, value } = counted;
    const datapointsToFail = (most ?? 0) + 1;
    const datapointsObserved = Math.max(datapointsToFail, counted.datapointsObserved);
    signals.judge({ ...common, measure, periodMs, datapointsToFail, datapointsObserved }, value, metric);
    return common.name;
  }
  const builtIn = BUILT_IN[written]?.(least ?? most ?? 0);
  if (!builtIn && !template && !metric.at('query').isSet) notes.add(metric, `what "${written}" measures is not among the manifests`);
  const failures = Math.max(1, Math.floor(analysis.at('threshold').number ?? 1));
  const measure = builtIn ?? custom(written, 'average', most !== undefined, most ?? least ?? 0);
  signals.judge({ ...common, measure, periodMs: lookMs, datapointsToFail: failures, datapointsObserved: failures }, '', metric);
  return common.name;
}

/** What a value has to lie between; the older form has one bound, which is the upper one of all but the success rate. */
function boundsOf(metric: Field): { readonly least?: number; readonly most?: number } {
  const [range, old] = [metric.at('thresholdRange'), metric.at('threshold').number];
  if (range.isSet) return { least: range.at('min').number, most: range.at('max').number };
  return metric.at('name').text === 'request-success-rate' ? { least: old } : { most: old };
}
