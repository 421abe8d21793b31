/**
 * What `ssm:GetCalendarState` answers, for the part of iCalendar that dated freezes need: events with a begin and an end in UTC,
 * in a calendar that is open by default (an event closes it) or closed by default (an event opens it).
 */
export function calendarState(content: string, at: Date): { State: 'OPEN' | 'CLOSED'; AtTime: string; NextTransitionTime?: string } {
  const openByDefault = !content.includes('X-CALENDAR-TYPE:DEFAULT_CLOSED');
  const events = content.split('BEGIN:VEVENT').slice(1).map((event) => ({ from: instant(event, 'DTSTART'), to: instant(event, 'DTEND') }));
  const within = events.some(({ from, to }) => from <= at && at < to);
  const [next] = events.flatMap(({ from, to }) => [from, to]).filter((moment) => moment > at).sort((a, b) => a.getTime() - b.getTime());
  return { State: within === openByDefault ? 'CLOSED' : 'OPEN', AtTime: at.toISOString(), ...(next ? { NextTransitionTime: next.toISOString() } : {}) };
}

function instant(event: string, property: string): Date {
  const found = new RegExp(`^${property}[^:]*:(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z\\s*$`, 'm').exec(event);
  if (!found) throw new Error(`${property} is not an instant in UTC, which is all this stand-in reads: ${event}`);
  const [, year, month, day, hour, minute, second] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
