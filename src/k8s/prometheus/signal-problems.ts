import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { measuredNames, partialSteps } from '../../plan/wave-facts';
import { goDuration } from '../go-duration';
import { SP5106, SP5107 } from '../problems';
import type { Prometheus } from '../prometheus';
import { budgetName, budgetsOf } from './budget';
import { asksWorkload } from './probes';
import { SP5302, SP5303, SP5304 } from './problems-signals';
import type { Distinction } from './request-source';
import { whole } from './target';
import { recordedOf, triggersOf } from './watch';

/** A workload whose signals are checked. */
export interface Measured {
  readonly path: string;
  readonly wave: PlannedWave;
  readonly signals: SignalSpec[];
  readonly prometheus: Prometheus | undefined;
  readonly takesRequests: boolean;
  /** Whether the new version has a Service of its own while it is judged. */
  readonly hasVersionService: boolean;
}

/** What is wrong with how a workload is measured. */
export function signalProblems(measured: Measured): Problem[] {
  const { wave, path, prometheus, takesRequests } = measured;
  const used = usedSignals(measured);
  if (prometheus) {
    const checks = [unnamed, diluted, rare];
    return used.flatMap((signal) => checks.flatMap((check) => check(signal, measured, prometheus)));
  }
  const asked = [...used.map(({ name }) => name), ...(takesRequests ? budgetsOf(wave).map(budgetName) : [])];
  return asked.length === 0 ? [] : [SP5106.at(path, {
    got: asked.join(', '),
    allowed: 'a workload with `prometheus`',
    remedies: ['pass Prometheus.at(address)'],
  })];
}

/** The signals that judge a version while it is released. */
export function judgedOf(wave: PlannedWave, signals: SignalSpec[]): SignalSpec[] {
  const watching = wave.shift.kind === 'blueGreen' || partialSteps(wave).length > 0 ? triggersOf(wave, signals) : [];
  return signals.filter((signal) => watching.includes(signal) || measuredNames(wave).includes(signal.name));
}

function usedSignals({ wave, signals }: Measured): SignalSpec[] {
  const recorded = recordedOf(wave, signals);
  return signals.filter((signal) => recorded.includes(signal) || measuredNames(wave).includes(signal.name));
}

function unnamed(signal: SignalSpec, measured: Measured, prometheus: Prometheus): Problem[] {
  const { name, measure } = signal;
  const path = `${measured.path}/${name}`;
  if (measure.kind === 'synthetic') return unknownProbe(measure.probe, path, measured, prometheus);
  if (prometheus._measurement(signal, whole({ workload: '', namespace: undefined, prometheus })) !== undefined) return [];
  return [SP5107.at(path, {
    got: measure.kind === 'custom' ? `${measure.statistic} of ${measure.metric}` : measure.kind === 'saturation' ? measure.resource : measure.kind,
    allowed: 'a name in `queries` of Prometheus.at; statistics are average, maximum and minimum',
    remedies: ['add the query', 'use one of the statistics; what happened in a period is `increase(metric{$pods}[1m])` in the query'],
  })];
}

function unknownProbe(probe: string, path: string, { takesRequests }: Measured, prometheus: Prometheus): Problem[] {
  const asked = prometheus._probe(probe);
  if (asked && asksWorkload(asked.target) && !takesRequests) {
    return [SP5302.at(path, {
      got: `${asked.target} of a workload without ports`,
      allowed: 'a URL, or a path of a workload with ports',
      remedies: ['pass the ports on which the workload takes requests', 'probe a URL'],
    })];
  }
  return asked && prometheus._prober ? [] : [SP5302.at(path, {
    got: asked ? `${probe}, and no prober` : probe,
    allowed: 'a name in `probes` of Prometheus.at, which has a `prober`',
    remedies: [`pass probes: { '${probe}': { target: '/' } }`, 'pass the host and port of the blackbox exporter as `prober`'],
  })];
}

/** Requests that are counted by Service, or not by version at all, probes of a fixed address, and queries that ask about no pods. */
function diluted(signal: SignalSpec, { path, wave, signals, hasVersionService }: Measured, prometheus: Prometheus): Problem[] {
  if (signal.scope === 'service' || !judgedOf(wave, signals).includes(signal)) return [];
  const by = distinction(signal, prometheus);
  if (by === 'pods' || (by === 'service' && hasVersionService)) return [];
  const [got, remedy] = by === 'service' ? ['one Service for both versions', 'pass a `router` to the workload'] : undistinguished(signal, prometheus);
  return [SP5303.at(`${path}/${signal.name}`, {
    got,
    allowed: 'something that sees the new version alone',
    remedies: [remedy, 'give the signal the scope SignalScope.SERVICE'],
  })];
}

function distinction(signal: SignalSpec, prometheus: Prometheus): Distinction {
  const { measure } = signal;
  switch (measure.kind) {
    case 'errorRatio': case 'sequential': case 'latency': return prometheus._source.versionsBy;
    case 'synthetic': return asksWorkload(prometheus._probe(measure.probe)?.target ?? '/') ? 'service' : 'nothing';
    case 'saturation': case 'custom': return asksPods(signal, prometheus) ? 'pods' : 'nothing';
  }
}

/** Where nobody wrote the query, that is what is reported. */
function asksPods(signal: SignalSpec, prometheus: Prometheus): boolean {
  const target = whole({ workload: 'web', namespace: undefined, prometheus });
  return prometheus._measurement(signal, target)?.includes(target.pods) ?? true;
}

/** What sees all versions alike, and what sees one. */
function undistinguished({ measure }: SignalSpec, prometheus: Prometheus): [got: string, remedy: string] {
  switch (measure.kind) {
    case 'errorRatio': case 'sequential': case 'latency': return [`what ${prometheus._source.name} counts`, 'let the application count'];
    case 'synthetic': return ['a probe of a fixed address', 'probe a path of the workload'];
    case 'saturation': case 'custom': return ['a query without $pods', 'put `$pods` into the query'];
  }
}

/** Only how often a probe runs is told by what is rendered here. */
function rare({ name, measure, periodMs }: SignalSpec, { path }: Measured, { _scrapeIntervalMs: intervalMs }: Prometheus): Problem[] {
  if (measure.kind === 'synthetic' || !intervalMs || periodMs >= 2 * intervalMs) return [];
  return [SP5304.at(`${path}/${name}`, {
    got: `${goDuration(periodMs)}, scraped every ${goDuration(intervalMs)}`,
    allowed: `at least ${goDuration(2 * intervalMs)}`,
    remedies: ['give the signal a longer period', 'scrape more often, and say so in `scrapeInterval`'],
  })];
}
