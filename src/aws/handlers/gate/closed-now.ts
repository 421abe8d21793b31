import type { ClosedTime } from './question';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether an instant lies in a closed time, by the clock on the wall there. */
export function closedAt(closed: ClosedTime, atMs: number): boolean {
  if (closed.kind === 'dated') return closed.fromMs <= atMs && atMs < closed.toMs;
  const { day, monthDay, minuteOfDay } = wallClock(closed.timeZone, atMs);
  if (closed.kind === 'yearly') {
    const [begun, over] = [monthDay >= closed.from, monthDay > closed.to];
    return closed.from <= closed.to ? begun && !over : begun || !over;
  }
  const { days, fromMinuteOfDay: from, toMinuteOfDay: to } = closed;
  const [begun, over] = [minuteOfDay >= from, minuteOfDay >= to];
  if (from < to) return days.includes(day) && begun && !over;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (days.includes(day) && begun) || (days.includes(dayBefore) && !over);
}

function wallClock(timeZone: string, atMs: number): { day: number; monthDay: string; minuteOfDay: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', weekday: 'short', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return {
    day: DAYS.indexOf(parts.weekday) + 1,
    monthDay: `${parts.month}-${parts.day}`,
    minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
  };
}
