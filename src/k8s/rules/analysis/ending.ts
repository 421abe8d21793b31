import type { Problem } from '../../../plan/problem';
import { durationText } from '../../../private/duration-text';
import type { Folder } from '../folder';
import { SP5248, SP5249, SP5250, SP5253, SP5294 } from '../problems-analysis';
import { pauseSeconds } from '../rollouts/pause';
import { countOf, isOpen, measuredByMs } from './metric-times';
import type { AnalysisUse } from './uses';
import { lengthMs, metricsOf, templatesOf, usesOf } from './uses';

/** When analyses end, and what they have measured by then. */
export function ending(folder: Folder): Problem[] {
  return [
    ...usesOf(folder).flatMap((use) => [...endless(use), ...unmeasured(use), ...cutShort(use), ...givenUp(use), ...patterns(use)]),
    ...templatesOf(folder).flatMap((template) => matching([template.spec], metricsOf(template).map((metric) => metric.at('name').text),
      template.spec.at('templates').isSet)),
  ];
}

function endless({ kind, templates, rollout }: AnalysisUse): Problem[] {
  if (kind === 'background' || kind === 'experiment') return [];
  return templates.flatMap(metricsOf).filter((metric) => countOf(metric) === undefined).map((metric) => SP5248.at(metric.at('count').path, {
    got: 'an interval without a count',
    allowed: `a count, since ${rollout.manifest.name} waits for its end`,
    remedies: ['add a count', 'use the template for an analysis in the background'],
  }));
}

/** The steps that are known to be over at a time; one that waits for a person or for an analysis leaves time enough. */
function unmeasured({ kind, field, templates, rollout: { steps } }: AnalysisUse): Problem[] {
  if (kind !== 'background') return [];
  const watched = steps.slice(field.at('startingStep').number ?? 0);
  const waits = watched.some((step) => step.at('analysis').isSet || step.at('experiment').isSet || step.at('plugin').isSet);
  const pauses = watched.filter((step) => step.at('pause').isSet).map((step) => pauseSeconds(step.at('pause')));
  if (waits || !pauses.every((pause) => typeof pause === 'number')) return [];
  const timeMs = pauses.reduce((sum, seconds) => sum + seconds * 1_000, 0);
  return templates.flatMap(metricsOf).flatMap((metric) => {
    const failures = Math.max(0, metric.at('failureLimit').number ?? 0) + 1;
    // one interval more: a verdict that falls together with the last step comes too late
    const neededMs = measuredByMs(metric, failures + 1);
    return neededMs === undefined || neededMs <= timeMs ? [] : [SP5250.at(field.path, {
      got: `${durationText(timeMs)} of steps`,
      allowed: `at least ${durationText(neededMs)}, after which ${metric.at('name').shown} can have failed`,
      remedies: ['lengthen the pauses', 'measure earlier or more often', 'lower failureLimit'],
    })];
  });
}

function cutShort({ kind, templates, rollout: { blueGreen } }: AnalysisUse): Problem[] {
  const timer = kind === 'prePromotion' ? blueGreen.at('autoPromotionSeconds') : kind === 'postPromotion' ? blueGreen.at('scaleDownDelaySeconds') : undefined;
  if (timer?.number === undefined || (kind === 'prePromotion' && blueGreen.at('autoPromotionEnabled').shown === 'false')) return [];
  return templates.flatMap(metricsOf).flatMap((metric) => {
    const count = countOf(metric);
    const neededMs = count === undefined || isOpen(metric.at('count')) ? undefined : measuredByMs(metric, count);
    return neededMs === undefined || neededMs <= timer.number! * 1_000 ? [] : [SP5253.at(timer.path, {
      got: durationText(timer.number! * 1_000),
      allowed: `at least ${durationText(neededMs)}, the time of ${metric.at('name').shown}`,
      remedies: ['raise the timer', 'measure for a shorter time'],
    })];
  });
}

/** The clock of the deadline stands still in the steps of a canary and in pauses only. */
function givenUp(use: AnalysisUse): Problem[] {
  const { kind, rollout: { spec } } = use;
  if (kind !== 'prePromotion' || !spec.at('progressDeadlineAbort').isTrue) return [];
  const deadline = spec.at('progressDeadlineSeconds');
  const deadlineMs = (deadline.number ?? 600) * 1_000;
  const neededMs = lengthMs(use);
  return neededMs < deadlineMs ? [] : [SP5294.at(deadline.path, {
    got: durationText(deadlineMs),
    allowed: `more than ${durationText(neededMs)}, the time of the analysis`,
    remedies: ['raise progressDeadlineSeconds', 'measure for a shorter time'],
  })];
}

function patterns({ field, templates, isComplete }: AnalysisUse): Problem[] {
  return matching([field], templates.flatMap(metricsOf).map((metric) => metric.at('name').text), !isComplete);
}

function matching(owners: AnalysisUse['field'][], names: string[], mayBeElsewhere: boolean): Problem[] {
  if (mayBeElsewhere) return [];
  const rules = owners.flatMap((owner) => [...owner.at('dryRun').items, ...owner.at('measurementRetention').items]).map((rule) => rule.at('metricName'));
  return rules.filter(({ text }) => text !== '' && !names.some((name) => matches(text, name))).map((rule) => SP5249.at(rule.path, {
    got: rule.shown,
    allowed: `a pattern of ${names.join(', ') || 'a metric'}`,
    remedies: ['correct the name', 'remove the rule'],
  }));
}

/** A pattern of Go that JavaScript does not read is left to the controller. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}
