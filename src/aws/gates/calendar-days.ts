/** Of a leap year. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The days of one month, both ends included. */
export interface DaysOfMonth {
  readonly month: number;
  readonly first: number;
  readonly last: number;
}

/** The days between two of a year, `MM-DD`, both included; over the end of the year where the second comes first. */
export function monthsBetween(from: string, to: string): DaysOfMonth[] {
  const [[fromMonth, fromDay], [toMonth, toDay]] = [from, to].map((monthDay) => monthDay.split('-').map(Number));
  const months = toMonth - fromMonth + (to < from ? 12 : 0);
  return Array.from({ length: months + 1 }, (_, i) => {
    const month = (fromMonth - 1 + i) % 12 + 1;
    return { month, first: i === 0 ? fromDay : 1, last: i === months ? toDay : DAYS_OF_MONTH[month - 1] };
  });
}

/** The days that may follow one in a year, `MM-DD`: February's last two are followed by different ones in different years. */
export function daysAfter(monthDay: string): string[] {
  if (monthDay === '02-28') return ['02-29', '03-01'];
  const [month, day] = monthDay.split('-').map(Number);
  const next = day < DAYS_OF_MONTH[month - 1] ? [month, day + 1] : [month % 12 + 1, 1];
  return [next.map((part) => `${part}`.padStart(2, '0')).join('-')];
}
