import { Temporal } from 'temporal-polyfill';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** One field of an expression: the numbers it matches. */
type Field = (value: number) => boolean;

/**
 * The cron expression of a DeploymentWindow rule: open in each minute that it matches.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
 */
export class Cron {
  private readonly minute: Field;
  private readonly hour: Field;
  private readonly day: (date: Temporal.PlainDate) => boolean;

  constructor(expression: string, private readonly timeZone = 'UTC') {
    const fields = expression.trim().split(/\s+/);
    if (fields.length !== 6 && fields.length !== 7) throw new Error(`a cron expression has 6 or 7 fields, not ${fields.length}: ${expression}`);
    const [second, minute, hour, dayOfMonth, month, dayOfWeek, year = '*'] = fields;
    if (second !== '*') throw new Error(`the field of seconds takes * only: ${expression}`);
    if ((dayOfMonth === '?') === (dayOfWeek === '?')) throw new Error(`exactly one of the two fields of days is ?: ${expression}`);
    this.minute = field(minute, 0, 59);
    this.hour = field(hour, 0, 23);
    const [inMonth, inWeek] = [field(dayOfMonth, 1, 31), field(dayOfWeek, 1, 7, DAYS)];
    const [months, years] = [field(month, 1, 12, MONTHS), field(year, 1970, 2199)];
    // Temporal counts from Monday, cron from Sunday
    this.day = (date) => years(date.year) && months(date.month) && inMonth(date.day) && inWeek((date.dayOfWeek % 7) + 1);
  }

  public isOpen(atMs: number): boolean {
    const local = this.local(atMs);
    return this.day(local.toPlainDate()) && this.hour(local.hour) && this.minute(local.minute);
  }

  /** The instant from which it is open: the given one, or a later one within a year; `Infinity` if there is none. */
  public opensMs(atMs: number): number {
    const untilMs = atMs + 366 * 86_400_000;
    let time = this.local(atMs);
    if (this.isOpen(atMs)) return atMs;
    time = time.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
    while (time.epochMilliseconds <= untilMs) {
      if (!this.day(time.toPlainDate())) time = time.startOfDay().add({ days: 1 });
      else if (!this.hour(time.hour)) time = time.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 });
      else if (!this.minute(time.minute)) time = time.add({ minutes: 1 });
      else return time.epochMilliseconds;
    }
    return Infinity;
  }

  private local(atMs: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(this.timeZone.replace(/^UTC(?=[+-])/, ''));
  }
}

function field(text: string, first: number, last: number, names: string[] = []): Field {
  if (text === '*' || text === '?') return () => true;
  const ranges = text.split(',').map((part) => {
    const [bounds, step] = part.split('/');
    const [from, to] = bounds === '*' ? [first, last] : bounds.split('-').map((value) => numbered(value, first, names));
    return { from, to: to ?? (step ? last : from), step: Number(step ?? 1) };
  });
  for (const { from, to, step } of ranges) {
    if (![from, to, step].every(Number.isInteger) || from < first || to > last || from > to) throw new Error(`${text} is not within ${first} to ${last}`);
  }
  return (value) => ranges.some(({ from, to, step }) => from <= value && value <= to && (value - from) % step === 0);
}

function numbered(value: string, first: number, names: string[]): number {
  const index = names.indexOf(value.toUpperCase());
  return index < 0 ? Number(value) : index + first;
}
