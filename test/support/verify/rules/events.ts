import type { Json } from '../json';
import { isIntrinsic, list, object } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import { scheduleCronFaults } from './cron';
import type { Breach, TemplateRule } from './rule';

const FIELDS = ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail', '$or'];
const MATCHERS = ['prefix', 'suffix', 'anything-but', 'numeric', 'exists', 'cidr', 'equals-ignore-case', 'wildcard'];

function eventRule(name: string, allowed: string, check: (rule: { [key: string]: Json }) => Breach[]): TemplateRule {
  return {
    name,
    allowed,
    check: ({ template }) => resourcesOf(template, 'AWS::Events::Rule').flatMap(({ id, properties }) => check(properties).map(({ at, got }) => ({ at: `${id}${at}`, got }))),
  };
}

/** Leaves of a pattern that are no lists. */
function unlisted(value: Json, at: string): Breach[] {
  if (isIntrinsic(value)) return [];
  return Object.entries(object(value)).flatMap(([key, item]) => {
    if (Array.isArray(item)) return key === '$or' ? item.flatMap((each, i) => unlisted(each, `${at}/$or/${i}`)) : [];
    return Object.keys(object(item)).length > 0 && !isIntrinsic(item) ? unlisted(item, `${at}/${key}`) : [{ at: `${at}/${key}`, got: JSON.stringify(item) ?? 'nothing' }];
  });
}

function leaves(value: Json, at: string): { at: string; leaf: Json }[] {
  return Object.entries(object(value)).flatMap(([key, item]) => (Array.isArray(item) && key !== '$or'
    ? item.map((leaf) => ({ at: `${at}/${key}`, leaf }))
    : Array.isArray(item) ? item.flatMap((each) => leaves(each, `${at}/${key}`)) : leaves(item, `${at}/${key}`)));
}

function scheduleFaults(expression: Json, alsoAt: boolean): string[] {
  if (typeof expression !== 'string') return [];
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (cron) return scheduleCronFaults(cron[1]);
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate) return Number(rate[1]) >= 1 && (Number(rate[1]) === 1) === (rate[3] === '') ? [] : [expression];
  return alsoAt && /^at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)$/.test(expression) ? [] : [expression];
}

function scheduleRule(name: string, allowed: string, check: (schedule: { [key: string]: Json }, subject: Subject) => string[]): TemplateRule {
  return {
    name,
    allowed,
    check: (subject) => resourcesOf(subject.template, 'AWS::Scheduler::Schedule').flatMap(({ id, properties }) => check(properties, subject).map((got) => ({ at: id, got }))),
  };
}

/** What EventBridge says of rules and schedules. */
export const EVENT_RULES: TemplateRule[] = [
  eventRule('event-pattern-lists', 'a list of what is matched', ({ EventPattern }) => unlisted(EventPattern, '/EventPattern')),
  eventRule('event-pattern-field', FIELDS.join(', '), ({ EventPattern }) => (isIntrinsic(EventPattern) ? [] : Object.keys(object(EventPattern))
    .filter((key) => !FIELDS.includes(key)).map((got) => ({ at: '/EventPattern', got })))),
  eventRule('event-pattern-matcher', MATCHERS.join(', '), ({ EventPattern }) => leaves(EventPattern, '/EventPattern').flatMap(({ at, leaf }) =>
    (isIntrinsic(leaf) ? [] : Object.keys(object(leaf)).filter((key) => !MATCHERS.includes(key)).map((got) => ({ at, got }))))),
  eventRule('event-pattern-empty', 'at least one value in a list', ({ EventPattern }) => Object.entries(object(EventPattern)).filter(([, value]) => Array.isArray(value) && value.length === 0).map(([key]) => ({ at: `/EventPattern/${key}`, got: 'none' }))),
  eventRule('event-or-schedule', 'a pattern or a schedule', ({ EventPattern, ScheduleExpression }) => (EventPattern === undefined && ScheduleExpression === undefined ? [{ at: '', got: 'neither' }] : [])),
  eventRule('event-schedule', 'cron(…) of six fields, or rate(…)', ({ ScheduleExpression }) => scheduleFaults(ScheduleExpression, false).map((got) => ({ at: '', got }))),
  eventRule('event-targets', '1 to 5 targets', ({ Targets }) => (list(Targets).length >= 1 && list(Targets).length <= 5 ? [] : [{ at: '', got: `${list(Targets).length}` }])),
  scheduleRule('schedule-expression', 'cron(…) of six fields, rate(…) or at(…) without an offset', ({ ScheduleExpression }) => scheduleFaults(ScheduleExpression, true)),
  scheduleRule('schedule-time-zone', 'an IANA name', ({ ScheduleExpressionTimezone: zone }) => {
    if (typeof zone !== 'string') return [];
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }) === undefined ? [zone] : [];
    } catch {
      return [zone];
    }
  }),
];
