import type { DatedSpan, WeeklyHours, YearlySpan } from '../../model/spec';
import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import type { Span } from '../calendar';
import { parseLocalDateTime, parseMonthDay } from '../calendar/local-date';
import { isTimeZone } from '../calendar/zone';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import type { ProblemKind } from '../problem-definition';
import { SP1102, SP1103, SP1105 } from '../problems-declaration';
import { gatesOf, namePath } from './facts';

/** Open and closed times exist. */
export function times(plan: PlanDocument): Problem[] {
  return [
    ...plan.freezes.flatMap((freeze) => mistakes(freeze.span, namePath(plan, 'freezes', freeze.name))),
    ...plan.waves.flatMap((wave) => gatesOf(plan, wave)).flatMap(({ gate, path }) => (gate.kind === 'window'
      ? gate.windows.flatMap(({ name, hours }) => mistakes(hours, `${path}/${shown(name)}`))
      : [])),
  ];
}

/** Whether the calendar can be asked about a span. */
export function isSound(span: Span): boolean {
  return mistakes(span, '').length === 0;
}

function mistakes(span: Span, path: string): Problem[] {
  const zone = typeof span.timeZone === 'string' && isTimeZone(span.timeZone) ? [] : [unknownZone(span.timeZone, path)];
  switch (span.kind) {
    case 'weekly': return [...zone, ...ofWeekly(span, path)];
    case 'dated': return [...zone, ...ofDated(span, path)];
    case 'yearly': return [...zone, ...ofYearly(span, path)];
  }
}

function unknownZone(timeZone: string, path: string): Problem {
  const guess = nearest(String(timeZone ?? ''), Intl.supportedValuesOf('timeZone'));
  return SP1102.at(`${path}/timeZone`, {
    got: shown(timeZone),
    allowed: 'a name of the IANA time zone database, spelt as it stands there',
    remedies: [guess ? `write "${guess}" if that is meant` : 'name the zone of a place, for example "Europe/Zurich"'],
  });
}

function ofWeekly({ days, fromMinuteOfDay, toMinuteOfDay }: WeeklyHours, path: string): Problem[] {
  const time = (place: string, minute: number, last: number, latest: string) => (Number.isInteger(minute) && minute >= 0 && minute <= last ? [] : [
    malformed(SP1103, `${path}/${place}`, clock(minute), `a local time from 00:00 to ${latest}`,
      'write hours and minutes with two digits each, for example "09:00"'),
  ]);
  return [
    ...time('from', fromMinuteOfDay, 1439, '23:59'),
    ...time('to', toMinuteOfDay, 1440, '24:00'),
    ...days.length > 0 ? [] : [malformed(SP1105, `${path}/days`, 'no days', 'at least one day of the week', 'list the days on which the hours begin')],
  ];
}

/** The model makes -1 of what is no local time. */
function clock(minute: number): string {
  if (minute === -1) return 'no local time';
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
  return Number.isInteger(minute) ? `${hours}:${minutes}` : shown(minute);
}

function ofDated({ from, to }: DatedSpan, path: string): Problem[] {
  const [begins, ends] = [parseLocalDateTime(from), parseLocalDateTime(to)];
  const date = (place: string, text: string) => malformed(SP1103, `${path}/${place}`, shown(text), 'an existing local date and time without an offset',
    'write it like "2026-12-18T18:00"');
  return [
    ...begins === undefined ? [date('from', from)] : [],
    ...ends === undefined ? [date('to', to)] : [],
    ...begins !== undefined && ends !== undefined && ends <= begins
      ? [malformed(SP1105, `${path}/to`, shown(to), `a time after "${from}", at which the span begins`, 'swap the two ends')]
      : [],
  ];
}

function ofYearly(span: YearlySpan, path: string): Problem[] {
  return (['from', 'to'] as const).filter((place) => !parseMonthDay(span[place])).map((place) => malformed(SP1103, `${path}/${place}`, shown(span[place]),
    'a month and a day that some year has', 'write it like "12-20"'));
}

function malformed(kind: ProblemKind, path: string, got: string, allowed: string, remedy: string): Problem {
  return kind.at(path, { got, allowed, remedies: [remedy] });
}
