import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Canary, CfnCanary } from 'aws-cdk-lib/aws-synthetics';
import { Duration } from 'aws-cdk-lib/core';
import type { SignalSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { quietNames } from '../../plan/wave-facts';
import { durationText } from '../../private/duration-text';
import { watchedNames } from '../names';
import { SP4212, SP4213, SP4214 } from '../problems';

/** Canaries of CloudWatch Synthetics, by the name of the probe that a signal asks. */
export type Probes = Record<string, Canary>;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000 };

/** What canaries measure, by the signal's name. */
export function probeMetrics(plan: PlanDocument, probes: Probes): Record<string, IMetric> {
  return Object.fromEntries(plan.signals.flatMap(({ name, measure, periodMs }) => {
    const probe = measure.kind === 'synthetic' ? probes[measure.probe] : undefined;
    return probe ? [[name, probe.metricSuccessPercent({ period: Duration.millis(periodMs) })]] : [];
  }));
}

export function probeProblems(plan: PlanDocument, wave: PlannedWave, probes: Probes, path: string): Problem[] {
  const asked = [...watchedNames(wave), ...quietNames(wave)];
  return [
    ...plan.signals.filter(({ name }) => asked.includes(name)).flatMap((signal) => ofSignal(signal, probes, path)),
    ...superfluous(plan, probes, path),
  ];
}

function ofSignal({ name, measure, periodMs }: SignalSpec, probes: Probes, path: string): Problem[] {
  if (measure.kind !== 'synthetic') return [];
  const probe = probes[measure.probe];
  if (!probe) {
    return [SP4212.at(path, {
      got: Object.keys(probes).join(', ') || 'no probes', allowed: `a canary for ${measure.probe}, which ${name} asks`, remedies: [`give the workload a probe named ${measure.probe}`],
    })];
  }
  const runsEveryMs = intervalMs(probe);
  return runsEveryMs === undefined || runsEveryMs <= periodMs ? [] : [SP4214.at(path, {
    got: Number.isFinite(runsEveryMs) ? `${measure.probe} every ${durationText(runsEveryMs)}` : `${measure.probe} once`,
    allowed: `at least every ${durationText(periodMs)}, the period of ${name}`,
    remedies: ['give the signal a longer period', 'let the canary run more often'],
  })];
}

function superfluous(plan: PlanDocument, probes: Probes, path: string): Problem[] {
  const known = plan.signals.flatMap(({ measure }) => (measure.kind === 'synthetic' ? [measure.probe] : []));
  return Object.keys(probes).filter((name) => !known.includes(name)).map((name) => SP4213.at(path, {
    got: name, allowed: known.length > 0 ? `one of ${known.join(', ')}` : 'no probe, since no signal is synthetic', remedies: ['correct the name', 'remove the probe'],
  }));
}

/** How often a canary runs, as far as that can be read off: a cron expression or a token says nothing here. */
function intervalMs(probe: Canary): number | undefined {
  const schedule = (probe.node.defaultChild as CfnCanary | undefined)?.schedule;
  const expression = schedule && 'expression' in schedule ? schedule.expression : '';
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? [];
  if (count === undefined) return undefined;
  return count === '0' ? Infinity : Number(count) * UNIT_MS[unit];
}
