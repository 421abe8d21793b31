import type { MeasureSpec, SignalSpec } from '../../model/spec';
import { minimumRequests } from '../../plan/signal-facts';
import { plain } from './plain-number';
import { probeJob } from './probe-name';
import type { RequestSource } from './request-source';
import { otherLabels, sampleLabels } from './sample-labels';
import type { Target } from './target';

/** A series in the notation of promtool. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** How a series grows, or stays. */
type Growth = (name: string, labels: Record<string, string>, perStep: number) => InputSeries;

/** Samples of what a signal measures, twice in a period, all of them healthy or none; undefined where its query is the user's own. */
export function sampleSeries(signal: SignalSpec, target: Target, source: RequestSource, isHealthy: boolean, steps: number): InputSeries[] | undefined {
  const { measure } = signal;
  const counter: Growth = (name, labels, perStep) => ({ series: selector(name, labels), values: `0+${plain(perStep)}x${steps}` });
  const gauge: Growth = (name, labels, value) => ({ series: selector(name, labels), values: `${plain(value)}+0x${steps}` });
  switch (measure.kind) {
    case 'errorRatio':
    case 'sequential':
      return requestSeries(source, target, isHealthy, counter, manyRequests(signal));
    case 'latency': {
      const counted = requestSeries(source, target, true, counter, manyRequests(signal));
      return counted && [...counted, ...latencySeries(measure, source, target, isHealthy, counter)];
    }
    case 'saturation':
      return saturationSeries(measure, target, isHealthy ? measure.atMostPercent / 2 : measure.atMostPercent * 2, signal.periodMs / 2_000, counter, gauge);
    case 'synthetic':
      return [gauge('probe_success', { job: probeJob(signal, target) }, isHealthy ? 1 : 0)];
    case 'custom':
      return undefined;
  }
}

/** Requests of which none fails, or each; undefined where no labels are found that the matchers select. */
export function requestSeries(source: RequestSource, target: Target, isHealthy: boolean, counter: Growth, each = 100): InputSeries[] | undefined {
  const labels = sampleLabels(source.matchers(target));
  const result = isHealthy ? otherLabels(source.failed) : sampleLabels(source.failed);
  return labels && result && [counter(source.requests, { ...labels, ...result }, each)];
}

function latencySeries(measure: MeasureSpec & { kind: 'latency' }, source: RequestSource, target: Target, isHealthy: boolean, counter: Growth): InputSeries[] {
  const labels = sampleLabels(source.matchers(target))!;
  const bound = measure.atMostMs / source.latencyUnitMs;
  const bucket = (le: string, each: number) => counter(source.latencyBuckets, { ...labels, le }, each);
  return [bucket(plain(bound), isHealthy ? 100 : 0), bucket(plain(2 * bound), 100), bucket('+Inf', 100)];
}

function saturationSeries(
  measure: MeasureSpec & { kind: 'saturation' }, target: Target, percent: number, stepSeconds: number, counter: Growth, gauge: Growth,
): InputSeries[] | undefined {
  const labels = { ...sampleLabels(target.pods), container: 'main' };
  const limit = gauge('kube_pod_container_resource_limits', { ...labels, resource: measure.resource }, 1);
  if (measure.resource === 'cpu') return [limit, counter('container_cpu_usage_seconds_total', labels, percent / 100 * stepSeconds)];
  if (measure.resource === 'memory') return [limit, gauge('container_memory_working_set_bytes', labels, percent / 100)];
  return undefined;
}

/** More than any verdict takes. */
function manyRequests(signal: SignalSpec): number {
  return 100 * minimumRequests(signal);
}

function selector(name: string, labels: Record<string, string>): string {
  return `${name}{${Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}
