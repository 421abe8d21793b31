const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to a date of the Gregorian calendar; a day past the month's end runs on into the next. */
export function dayNumber(year: number, month: number, day: number): number {
  // years begin in March, so that the leap day is the last
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The year in which a local time lies. */
export function yearOf(localMs: number): number {
  const day = Math.floor(localMs / DAY_MS);
  const guess = 1970 + Math.floor(day / 365.2425);
  if (day < dayNumber(guess, 1, 1)) return guess - 1;
  return day < dayNumber(guess + 1, 1, 1) ? guess : guess + 1;
}

/** Local milliseconds of `YYYY-MM-DDTHH:MM` (seconds may follow); nothing when there is no such time. */
export function parseLocalDateTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (!isDayOf(year, month, day) || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return dayNumber(year, month, day) * DAY_MS + (hours * 3600 + minutes * 60 + seconds) * 1_000;
}

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** Month and day of `MM-DD`, the leap day among them; nothing when no year has such a day. */
export function parseMonthDay(text: string): MonthDay | undefined {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [month, day] = [Number(match[1]), Number(match[2])];
  return isDayOf(2000, month, day) ? { month, day } : undefined;
}

function isDayOf(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12) return false;
  const days = month === 2 && isLeapYear(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return day >= 1 && day <= days;
}
