import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SP5251, SP5252 } from '../problems-analysis';
import { metricsOf, templatesOf } from './uses';

/** They judge by themselves: a job by its exit code, the others by what they are configured with. */
const JUDGES = ['job', 'kayenta', 'plugin'];

/** Answers with a list that may be empty, and with numbers that may be none. */
const LISTS = ['prometheus'];

/** What a measurement means, with data and without. */
export function conditions(folder: Folder): Problem[] {
  return templatesOf(folder).flatMap(metricsOf).flatMap((metric) => {
    const set = [metric.at('successCondition'), metric.at('failureCondition')].filter(({ text }) => text !== '');
    const { keys } = metric.at('provider');
    if (set.length === 0) return keys.length === 1 && !JUDGES.includes(keys[0]) ? [unconditional(metric)] : [];
    return keys.some((key) => LISTS.includes(key)) ? set.filter(isSilent).map(silent) : [];
  });
}

function unconditional(metric: Field): Problem {
  return SP5251.at(metric.at('successCondition').path, {
    got: 'neither successCondition nor failureCondition',
    allowed: 'at least one of them',
    remedies: ['add a condition on the result'],
  });
}

function isSilent({ text }: Field): boolean {
  return /result\s*\[/.test(text) && !/len\s*\(\s*result\s*\)|isNaN|default\s*\(/.test(text);
}

function silent(condition: Field): Problem {
  return SP5252.at(condition.path, {
    got: condition.shown,
    allowed: 'a condition that asks for len(result) or isNaN first',
    remedies: ['write `len(result) > 0 && !isNaN(result[0]) && ...` in both conditions: no data is then inconclusive, and the rollout pauses'],
  });
}
