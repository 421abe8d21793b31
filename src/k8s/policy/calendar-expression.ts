import type { DatedSpan, FreezeSpec, WeeklyHours, YearlySpan } from '../../model/spec';
import { datedInterval } from '../../plan/calendar/interval';
import { rfc3339Text } from '../../plan/calendar/local-date';

/** The wall clock of admission: the API server fills it in before policies are asked, and CEL has no other. */
export const CREATED = 'timestamp(object.metadata.creationTimestamp)';

/** CEL that is true while a span is open, or a freeze closed. */
export function during(span: FreezeSpec['span']): string {
  switch (span.kind) {
    case 'weekly': return weekly(span);
    case 'dated': return dated(span);
    case 'yearly': return yearly(span);
    default: throw new Error(`not a span: ${JSON.stringify(span satisfies never)}`);
  }
}

function weekly({ days, fromMinuteOfDay, toMinuteOfDay, timeZone }: WeeklyHours): string {
  const zone = `'${timeZone}'`;
  const minute = `variables.at.getHours(${zone}) * 60 + variables.at.getMinutes(${zone})`;
  // CEL counts from Sunday as 0, and hours that pass midnight end on the day after
  const on = (shift: number) => `variables.at.getDayOfWeek(${zone}) in [${days.map((day) => (day + shift) % 7).sort((a, b) => a - b).join(', ')}]`;
  if (toMinuteOfDay > fromMinuteOfDay) return `(${on(0)} && ${minute} >= ${fromMinuteOfDay} && ${minute} < ${toMinuteOfDay})`;
  return `(${on(0)} && ${minute} >= ${fromMinuteOfDay} || ${on(1)} && ${minute} < ${toMinuteOfDay})`;
}

/** Compared as instants: on the night on which clocks are put back, local times come twice. */
function dated(span: DatedSpan): string {
  const { fromMs, toMs } = datedInterval(span);
  return `(variables.at >= timestamp('${rfc3339Text(fromMs)}') && variables.at < timestamp('${rfc3339Text(toMs)}'))`;
}

function yearly({ from, to, timeZone }: YearlySpan): string {
  const day = `(variables.at.getMonth('${timeZone}') + 1) * 100 + variables.at.getDate('${timeZone}')`;
  const [first, last] = [from, to].map((date) => Number(date.replace('-', '')));
  return `(${day} >= ${first} ${first <= last ? '&&' : '||'} ${day} <= ${last})`;
}
