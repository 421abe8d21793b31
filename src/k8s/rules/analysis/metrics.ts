import type { Problem } from '../../../plan/problem';
import { repeated } from '../../../private/repeated';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SP5243, SP5245, SP5246, SP5247 } from '../problems-analysis';
import { countOf, isOpen } from './metric-times';
import { metricsOf, templatesOf, usesOf } from './uses';

/** What each metric needs by itself, and their names together. */
export function metrics(folder: Folder): Problem[] {
  const templates = templatesOf(folder);
  return [
    ...templates.flatMap((template) => named(metricsOf(template), template.spec.at('metrics').path)),
    ...usesOf(folder).filter((use) => use.templates.length > 1).flatMap((use) => {
      const own = use.templates.flatMap((template) => [...new Set(metricsOf(template).map((metric) => metric.at('name').text))]);
      return twice(own, use.field.path);
    }),
    ...templates.flatMap(metricsOf).flatMap((metric) => [...provided(metric), ...timed(metric), ...limited(metric)]),
  ];
}

function named(all: Field[], path: string): Problem[] {
  return twice(all.map((metric) => metric.at('name').text), path);
}

function twice(names: string[], path: string): Problem[] {
  return repeated(names).map((name) => SP5243.at(path, {
    got: `${name} twice`,
    allowed: 'a name of its own for each metric',
    remedies: ['rename one of the metrics'],
  }));
}

function provided(metric: Field): Problem[] {
  const provider = metric.at('provider');
  const set = [...provider.keys.filter((key) => key !== 'plugin'), ...provider.at('plugin').keys];
  return set.length === 1 ? [] : [SP5245.at(provider.path, {
    got: set.join(' and ') || 'nothing',
    allowed: 'one provider',
    remedies: ['write a metric for each provider'],
  })];
}

function timed(metric: Field): Problem[] {
  const times = [metric.at('interval'), metric.at('initialDelay')].filter((time) => time.isSet && !isOpen(time) && goDurationMs(time.text) === undefined);
  const lacksInterval = (metric.at('count').number ?? 0) > 1 && !metric.at('interval').isSet;
  return [
    ...times.map((time) => SP5246.at(time.path, { got: time.shown, allowed: 'a number with s, m or h', remedies: ['write `1m` for a minute'] })),
    ...(lacksInterval ? [SP5246.at(metric.at('interval').path, {
      got: 'nothing',
      allowed: 'a duration, since there are several measurements',
      remedies: ['add an interval', 'remove the count'],
    })] : []),
  ];
}

/** Nothing is said where a limit or the count is filled in later. */
function limited(metric: Field): Problem[] {
  const limits = ['failureLimit', 'consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit', 'count'].map((name) => metric.at(name));
  if (limits.some(isOpen)) return [];
  const [failures, successes, inconclusive, errors] = limits.map(({ number = 0 }) => number);
  const [failureLimit, successLimit, inconclusiveLimit, errorLimit] = limits;
  const count = countOf(metric);
  const wrong: [Field, boolean, string][] = [
    [failureLimit, failures < -1, '-1 or more'],
    [successLimit, successes < 0, '0 or more'],
    [inconclusiveLimit, inconclusive < 0, '0 or more'],
    [errorLimit, errors < 0, '0 or more'],
    [failureLimit, failures === -1 && successes === 0, 'a limit, or consecutiveSuccessLimit beside -1'],
    [failureLimit, count !== undefined && failures >= count, `less than the count of measurements: ${count}`],
    [successLimit, count !== undefined && failures < count && Math.max(0, failures) + successes > count, `at most the count without failureLimit: ${(count ?? 0) - Math.max(0, failures)}`],
    [inconclusiveLimit, (metric.at('count').number ?? 0) > 0 && inconclusive > (count ?? 0), `at most the count of measurements: ${count}`],
  ];
  return wrong.filter(([, holds]) => holds).map(([field, , allowed]) => SP5247.at(field.path, {
    got: field.shown,
    allowed,
    remedies: ['lower the limit', 'raise the count'],
  }));
}
