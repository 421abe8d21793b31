import { textOf } from '../intrinsics';
import type { Json } from '../json';
import { isIntrinsic, list, object } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import type { Breach, TemplateRule } from './rule';

const DAY_S = 86_400;
const METRIC = ['MetricName', 'Namespace'];
const COMPARISONS = [
  'GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold',
];

function alarmRule(name: string, allowed: string, check: (alarm: { [key: string]: Json }) => string[]): TemplateRule {
  return {
    name,
    allowed,
    check: ({ template }) => resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(({ id, properties }) => check(properties).map((got) => ({ at: id, got }))),
  };
}

function compositeRule(name: string, allowed: string, check: (rule: string, subject: Subject) => string[]): TemplateRule {
  return {
    name,
    allowed,
    check: (subject) => resourcesOf(subject.template, 'AWS::CloudWatch::CompositeAlarm')
      .flatMap(({ id, properties }): Breach[] => check(textOf(properties.AlarmRule, subject), subject).map((got) => ({ at: id, got }))),
  };
}

/** The longest period an alarm is made of, in seconds. */
function periodOf({ Period, Metrics }: { [key: string]: Json }): number {
  return Math.max(Number(Period ?? 0), ...list(Metrics).map((metric) => Number(object(metric).Period ?? object(object(metric).MetricStat).Period ?? 0)));
}

function children(rule: string): string[] {
  return [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|'([^']+)'|([^)\s]+))\s*\)/g)].map(([, a, b, c]) => a ?? b ?? c);
}

/** What CloudWatch says of alarms. */
export const ALARM_RULES: TemplateRule[] = [
  alarmRule('alarm-comparison', COMPARISONS.join(', '), ({ ComparisonOperator }) => (COMPARISONS.includes(`${ComparisonOperator}`) ? [] : [`${ComparisonOperator}`])),
  alarmRule('alarm-threshold', 'a threshold', ({ Threshold, ThresholdMetricId }) => (Threshold === undefined && ThresholdMetricId === undefined ? ['none'] : [])),
  alarmRule('alarm-missing-data', 'breaching, notBreaching, ignore or missing', ({ TreatMissingData = 'missing' }) =>
    (isIntrinsic(TreatMissingData) || /^(breaching|notBreaching|ignore|missing)$/.test(`${TreatMissingData}`) ? [] : [`${TreatMissingData}`])),
  alarmRule('alarm-metric', 'either one metric, with its statistic, or a list of which one is returned', ({ Metrics, Statistic, ExtendedStatistic, ...alarm }) => {
    const one = METRIC.filter((key) => alarm[key] !== undefined).length;
    if (Metrics === undefined) return one === 2 && (Statistic === undefined) !== (ExtendedStatistic === undefined) ? [] : [`${one === 2 ? 'no statistic, or two' : 'no metric'}`];
    const returned = list(Metrics).filter((metric) => object(metric).ReturnData !== false).length;
    return [...(one > 0 ? ['both'] : []), ...(returned === 1 ? [] : [`${returned} returned`])];
  }),
  alarmRule('alarm-datapoints', '1 to as many data points as periods', ({ EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods }) =>
    (Number(DatapointsToAlarm) >= 1 && Number(DatapointsToAlarm) <= Number(EvaluationPeriods) ? [] : [`${DatapointsToAlarm} of ${EvaluationPeriods}`])),
  alarmRule('alarm-period', '10, 20, 30 or a multiple of 60 seconds', (alarm) => {
    const period = periodOf(alarm);
    return [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0) ? [] : [`${period}`];
  }),
  alarmRule('alarm-looks-back', 'at most a day, or seven days with a period of an hour or more', (alarm) => {
    const period = periodOf(alarm);
    const seconds = period * Number(alarm.EvaluationPeriods);
    return seconds <= (period < 3600 ? DAY_S : 7 * DAY_S) ? [] : [`${seconds} s`];
  }),
  compositeRule('composite-children', '1 to 100 alarms', (rule) => (children(rule).length >= 1 && new Set(children(rule)).size <= 100 ? [] : [`${new Set(children(rule)).size}`])),
  compositeRule('composite-size', 'at most 500 alarms, ANDs, ORs and NOTs, and 10240 characters', (rule) => {
    const elements = children(rule).length + (rule.match(/\b(AND|OR|NOT)\b/g) ?? []).length;
    return elements <= 500 && rule.length <= 10_240 ? [] : [`${elements} elements, ${rule.length} characters`];
  }),
  compositeRule('composite-syntax', 'alarms joined by AND, OR and NOT', (rule) => {
    const rest = rule.replace(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"[^"]+"|'[^']+'|[^)\s]+)\s*\)/g, 'x').replace(/\b(TRUE|FALSE)\b/g, 'x');
    return isExpression(rest) ? [] : [rule.slice(0, 80)];
  }),
  {
    name: 'alarm-names-differ',
    allowed: 'each name once',
    check: (subject) => {
      const names = resourcesOf(subject.template, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').map(({ id, properties }) => [id, properties.AlarmName === undefined ? id : textOf(properties.AlarmName, subject)]);
      return names.filter(([, name], i) => names.findIndex(([, other]) => other === name) !== i).map(([at, got]) => ({ at, got }));
    },
  },
];

/** `x` joined by AND, OR, NOT and parentheses. */
function isExpression(text: string): boolean {
  let rest = text.replace(/\bNOT\b/g, '!').replace(/\b(AND|OR)\b/g, '&').replace(/\s+/g, '');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/!x/g, 'x').replace(/\(x\)/g, 'x').replace(/x&x/g, 'x');
  }
  return rest === 'x';
}
