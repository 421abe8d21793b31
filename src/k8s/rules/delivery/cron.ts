const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: { readonly from: number; readonly to: number; readonly names: string[] }[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: MONTHS },
  { from: 0, to: 6, names: DAYS },
];

/** Whether a text is a cron expression of minute, hour, day of the month, month and day of the week. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return fields.length === FIELDS.length && fields.every((field, i) => field.split(',').every((part) => isPart(part, FIELDS[i])));
}

function isPart(part: string, field: (typeof FIELDS)[number]): boolean {
  const [range, step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const bounds = range.split('-').map((bound) => valueOf(bound, field));
  return bounds.length <= 2 && bounds.every((bound) => bound >= field.from && bound <= field.to) && bounds[0] <= bounds[bounds.length - 1];
}

/** Nothing is in range of NaN. */
function valueOf(bound: string, { from, names }: (typeof FIELDS)[number]): number {
  const named = names.indexOf(bound.toLowerCase());
  return named >= 0 ? named + from : /^\d+$/.test(bound) ? Number(bound) : NaN;
}
