import type { DatedSpan, FreezeSpec, WeeklyHours } from '../../model/spec';
import { localText } from '../../plan/calendar/local-date';
import { isTimeZone, localMsAt } from '../../plan/calendar/zone';
import { isSound } from '../../plan/check/times';
import { named } from '../../plan/reading/named';
import { FROZEN_VARIABLE } from '../gates/frozen';
import { field, list, number, parsed, text } from './data';
import type { Notes } from './notes';
import type { Resource, Template } from './template';
import type { Templates } from './templates';
import type { WrittenRule } from './written-pipeline';

/** The end of the year 9998: a year has four digits. */
const LAST_MS = 253_370_764_800_000;

/** A freeze without the tiers that it holds: a template says which stages. */
export type ReadFreeze = Omit<FreezeSpec, 'tiers'>;

/** The freezes of a wave that is asked about on entry: the function knows when they hold, and a calendar is the record of who ordered each. */
export function closedTimes(templates: Templates, notes: Notes, { at, configuration }: WrittenRule, question: unknown): ReadFreeze[] {
  const template = templates.at(at);
  const judge = templates.named(template, configuration.FunctionName ?? '', ['AWS::Lambda::Function'], 'FunctionName');
  const told = parsed(field(judge?.properties, 'Environment', 'Variables', FROZEN_VARIABLE));
  return list(field(told, 'waves', text(field(question, 'wave')))).flatMap((place) => {
    const freeze = list(field(told, 'freezes'))[number(place) ?? -1];
    const document = templates.named(template, text(field(freeze, 'calendar')), ['AWS::SSM::Document'], 'Name');
    const span = document && spanOf(templates, document.template, field(freeze, 'closed'), headings(document).name);
    if (!document || !span) notes.add(at, 'a freeze holds here, whose calendar is in none of the templates');
    return document && span ? [{ ...headings(document), span }] : [];
  });
}

/** What its events are called, and who ordered them: `sale: audit` and `ordered by sre: audit`. */
function headings({ properties, id }: Resource): Pick<FreezeSpec, 'name' | 'owner' | 'reason'> {
  const lines = text(field(properties, 'Content')).replace(/\r?\n /g, '').split(/\r?\n/);
  const value = (key: string) => (lines.find((line) => line.startsWith(`${key}:`)) ?? '').slice(key.length + 1).replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  const [name, ...reasons] = value('SUMMARY').split(': ');
  const reason = reasons.join(': ');
  const ordered = value('DESCRIPTION').replace(/^ordered by /, '');
  return { name: named(name, named(id, 'freeze'), 48), owner: ordered.endsWith(`: ${reason}`) ? ordered.slice(0, -reason.length - 2) : ordered, reason };
}

function spanOf(templates: Templates, template: Template, closed: unknown, name: string): FreezeSpec['span'] | undefined {
  const timeZone = text(field(closed, 'timeZone'));
  const [from, to] = ['from', 'to'].map((key) => text(field(closed, key)));
  const span = ((): FreezeSpec['span'] => {
    switch (field(closed, 'kind')) {
      case 'dated': return dated(closed, zoneOf(templates, template, name));
      case 'yearly': return { kind: 'yearly', from, to, timeZone };
      default: return weekly(closed, timeZone);
    }
  })();
  return isSound(span) ? span : undefined;
}

function weekly(closed: unknown, timeZone: string): WeeklyHours {
  const [fromMinuteOfDay, toMinuteOfDay] = ['fromMinuteOfDay', 'toMinuteOfDay'].map((key) => number(field(closed, key)) ?? -1);
  return { kind: 'weekly', days: list(field(closed, 'days')).map((day) => number(day) ?? 0), fromMinuteOfDay, toMinuteOfDay, timeZone };
}

function dated(closed: unknown, timeZone: string): DatedSpan {
  const local = (key: string) => {
    const atMs = number(field(closed, key)) ?? -1;
    return atMs >= 0 && atMs < LAST_MS ? localText(localMsAt(timeZone, atMs)) : '';
  };
  return { kind: 'dated', from: local('fromMs'), to: local('toMs'), timeZone };
}

/** The calendar of a dated freeze is in UTC; what closes the way in follows the clock on the wall. */
function zoneOf(templates: Templates, template: Template, name: string): string {
  const schedule = templates.ofType(['AWS::Scheduler::Schedule'], [template]).find(({ properties }) =>
    text(field(parsed(field(properties, 'Target', 'Input')), 'Reason')).endsWith(` ${name}`));
  const zone = text(field(schedule?.properties, 'ScheduleExpressionTimezone'));
  return isTimeZone(zone) ? zone : 'UTC';
}
