import type { DatedSpan, FreezeSpec, WeeklyHours, YearlySpan } from '../../model/spec';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When a freeze holds whom, and who says so. */
export function freezeWords(freeze: FreezeSpec): string {
  return `${freeze.name}: ${spanWords(freeze.span)}; ${freeze.tiers.join(', ')}; ${freeze.reason} (${freeze.owner})`;
}

/** A time that is open or closed. */
export function spanWords(span: WeeklyHours | DatedSpan | YearlySpan): string {
  if (span.kind === 'dated') return `${span.from.replace('T', ' ')} to ${span.to.replace('T', ' ')} ${span.timeZone}`;
  if (span.kind === 'yearly') return `every year ${span.from} to ${span.to} ${span.timeZone}`;
  return `${span.days.map((day) => DAYS[day - 1] ?? day).join(' ')} ${clock(span.fromMinuteOfDay)}-${clock(span.toMinuteOfDay)} ${span.timeZone}`;
}

function clock(minuteOfDay: number): string {
  const [hours, minutes] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
