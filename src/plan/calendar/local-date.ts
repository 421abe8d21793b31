import { Temporal } from 'temporal-polyfill';

/** Local milliseconds of `YYYY-MM-DDTHH:MM` (seconds may follow); nothing when there is no such time. */
export function parseLocalDateTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:[0-5]\d)?$/.test(text)) return undefined;
  const time = parsed(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }));
  return time && localMs(time);
}

/** Month and day of `MM-DD`, the leap day among them; nothing when no year has such a day. */
export function parseMonthDay(text: string): Temporal.PlainMonthDay | undefined {
  return /^\d{2}-\d{2}$/.test(text) ? parsed(() => Temporal.PlainMonthDay.from(text)) : undefined;
}

/** The year in which a local time lies. */
export function yearOf(atLocalMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atLocalMs).toZonedDateTimeISO('UTC').year;
}

/** Local time at which a day begins. The leap day of a year without one begins with the first of March. */
export function dayBeginsLocalMs(year: number, { monthCode, day }: Temporal.PlainMonthDay): number {
  const first = Temporal.PlainDate.from({ year, monthCode, day: 1 });
  return localMs(first.add({ days: day - 1 }).toPlainDateTime());
}

/** Local time at which a day ends. The leap day of a year without one ends with the last of February. */
export function dayEndsLocalMs(year: number, monthDay: Temporal.PlainMonthDay): number {
  return localMs(monthDay.toPlainDate({ year }).add({ days: 1 }).toPlainDateTime());
}

function localMs(time: Temporal.PlainDateTime): number {
  return time.toZonedDateTime('UTC').epochMilliseconds;
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** An instant in whole seconds as iCalendar writes it, for example `20261218T170000Z`. */
export function utcText(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** An instant in whole seconds as RFC 3339 writes it, for example `2026-12-18T17:00:00Z`. */
export function rfc3339Text(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString({ smallestUnit: 'second' });
}

/** The next day of `YYYYMMDD`, in the same form. */
export function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString().replace(/-/g, '');
}

/** A local time as it is declared: `YYYY-MM-DDTHH:MM`, with seconds only where there are some. */
export function localText(atLocalMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atLocalMs).toString({ smallestUnit: 'second' }).replace(/(:00)?Z$/, '');
}
