import type { Problem } from '../../../plan/problem';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SP5260, SP5263, SP5265 } from '../problems-flagger';
import { canariesOf } from './canary';

const BUILT_IN = ['request-success-rate', 'request-duration'];
const HOOKS = [
  'confirm-rollout', 'pre-rollout', 'rollout', 'confirm-traffic-increase', 'confirm-promotion', 'post-rollout', 'rollback', 'event',
];

/** Hooks whose answer can take a release back or hold it while it is analysed. */
const JUDGING = ['', 'rollout', 'pre-rollout', 'rollback', 'confirm-promotion', 'confirm-traffic-increase', 'confirm-rollout'];

/** By what a Canary is judged. */
export function judging(folder: Folder): Problem[] {
  return canariesOf(folder).flatMap(({ analysis, spec }) => {
    const metrics = analysis.at('metrics').items;
    const hooks = analysis.at('webhooks').items;
    const judges = metrics.length + hooks.filter((hook) => JUDGING.includes(hook.at('type').text)).length;
    return [
      ...metrics.flatMap((metric) => [...measured(metric), ...bounded(metric)]),
      ...hooks.flatMap(called),
      ...(judges > 0 || !analysis.isSet || spec.at('skipAnalysis').isTrue ? [] : [SP5265.at(analysis.path, {
        got: 'neither metrics nor webhooks',
        allowed: 'at least one metric, or a webhook that can fail',
        remedies: ['add a metric with a thresholdRange'],
      })]),
    ];
  });
}

function measured(metric: Field): Problem[] {
  const isKnown = BUILT_IN.includes(metric.at('name').text) || metric.at('templateRef').isSet || metric.at('query').text !== '';
  const interval = metric.at('interval');
  return [
    ...(isKnown ? [] : [SP5260.at(metric.path, {
      got: metric.at('name').shown,
      allowed: `${BUILT_IN.join(', ')}, or a name with a templateRef`,
      remedies: ['add a templateRef', 'use a metric that is built in'],
    })]),
    ...(interval.isSet && goDurationMs(interval.text) === undefined ? [SP5260.at(interval.path, {
      got: interval.shown,
      allowed: 'a number with s or m',
      remedies: ['write `1m` for a minute'],
    })] : []),
  ];
}

function bounded(metric: Field): Problem[] {
  const range = metric.at('thresholdRange');
  const [min, max] = [range.at('min'), range.at('max')];
  const isShare = metric.at('name').text === 'request-success-rate';
  if (!range.isSet && metric.at('threshold').isSet) return [];
  if (!min.isSet && !max.isSet) {
    return [SP5260.at(range.path, { got: range.shown, allowed: 'a min, a max or both', remedies: ['add a thresholdRange'] })];
  }
  const crossed = min.number !== undefined && max.number !== undefined && min.number > max.number;
  const fraction = isShare && min.number !== undefined && min.number > 0 && min.number <= 1;
  const lower = isShare && !min.isSet;
  return crossed || fraction || lower ? [SP5260.at(range.path, {
    got: range.shown,
    allowed: isShare ? 'a min in percent, such as 99' : 'a min that is not above the max',
    remedies: isShare ? ['use percent: 99 for 0.99'] : ['swap the bounds'],
  })] : [];
}

function called(hook: Field): Problem[] {
  const [type, url, timeout] = ['type', 'url', 'timeout'].map((name) => hook.at(name));
  return [
    ...(type.text === '' || HOOKS.includes(type.text) ? [] : [SP5263.at(type.path, {
      got: type.shown, allowed: `one of ${HOOKS.join(', ')}`, remedies: ['correct the type'],
    })]),
    ...(/^https?:\/\/[^\s/]+/.test(url.text) ? [] : [SP5263.at(url.path, {
      got: url.shown, allowed: 'a URL that begins with "http://" or "https://"', remedies: ['write the whole URL'],
    })]),
    ...(timeout.isSet && timeout.text.length > 1 && goDurationMs(timeout.text) === undefined ? [SP5263.at(timeout.path, {
      got: timeout.shown, allowed: 'a number with s or m', remedies: ['write `30s` for half a minute'],
    })] : []),
  ];
}
