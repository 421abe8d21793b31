import type { FreezeSpec } from '../../model/spec';
import { freezeWords } from '../words/span';
import type { Facet } from './facet';
import { each } from './facet';
import { openMinutes } from './minutes';
import { ChangeTopic, Verdict } from './plan-change';

/** Digits of a date and time to the second, and of a day of a year. */
const SECONDS = 14;
const DAYS = 4;

/** A time in which nothing is released: the longer, and the more it holds, the stricter. */
export function freezeFacet(freeze: FreezeSpec): Facet {
  const { name, span, tiers } = freeze;
  return {
    wave: '',
    topic: ChangeTopic.CALENDAR,
    what: `freeze ${name}`,
    words: freezeWords(freeze).slice(name.length + 2),
    data: freeze,
    kind: `${span.kind} ${span.timeZone}`,
    strictness: { ...each(tiers), ...closed(span) },
    presence: Verdict.STRICTER,
  };
}

function closed(span: FreezeSpec['span']): Record<string, number> {
  switch (span.kind) {
    case 'weekly': return each(openMinutes([span]));
    case 'dated': return { from: -digits(span.from, SECONDS), to: digits(span.to, SECONDS) };
    case 'yearly': return each(daysOf(digits(span.from, DAYS), digits(span.to, DAYS)));
  }
}

/** Days as `MMDD`; some do not exist, in either of two. */
function daysOf(from: number, to: number): number[] {
  const days = Array.from({ length: 1_232 }, (_, i) => i);
  return days.filter((day) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
}

/** Dates and times in which the largest unit comes first are in the order of their digits. */
function digits(text: string, count: number): number {
  return Number(text.replace(/\D/g, '').slice(0, count).padEnd(count, '0'));
}
