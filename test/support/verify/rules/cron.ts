/** Fields of a CodePipeline window's expression, in the manner of Quartz. */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words?: string[];
}

const MINUTES: Field = { name: 'minutes', from: 0, to: 59 };
const HOURS: Field = { name: 'hours', from: 0, to: 23 };
const DAY_OF_MONTH: Field = { name: 'day of month', from: 1, to: 31 };
const MONTH: Field = { name: 'month', from: 1, to: 12, words: MONTHS };
const DAY_OF_WEEK: Field = { name: 'day of week', from: 1, to: 7, words: DAYS };
const YEAR: Field = { name: 'year', from: 1970, to: 2199 };

/**
 * What is wrong with the expression of a DeploymentWindow rule: seconds (`*` or `0` only), minutes, hours, day of month, month, day of week, year.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
 */
export function windowCronFaults(expression: string): string[] {
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) return [`${fields.length} fields where 6 or 7 are expected`];
  const [seconds, ...rest] = fields;
  return [...(/^[*0]$/.test(seconds) ? [] : [`seconds ${seconds}`]), ...fieldFaults(rest)];
}

/** What is wrong with the expression of a schedule of EventBridge: minutes, hours, day of month, month, day of week, year. */
export function scheduleCronFaults(expression: string): string[] {
  const fields = expression.trim().split(/\s+/);
  return fields.length === 6 ? fieldFaults(fields) : [`${fields.length} fields where 6 are expected`];
}

function fieldFaults(fields: string[]): string[] {
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year = '*'] = fields;
  const both = [dayOfMonth, dayOfWeek].filter((day) => day === '?').length !== 1 ? [`"${dayOfMonth}" and "${dayOfWeek}": exactly one of the two days is "?"`] : [];
  return [
    ...both,
    ...faults(minutes, MINUTES), ...faults(hours, HOURS), ...faults(dayOfMonth, DAY_OF_MONTH),
    ...faults(month, MONTH), ...faults(dayOfWeek, DAY_OF_WEEK), ...faults(year, YEAR),
  ];
}

function faults(text: string, field: Field): string[] {
  if (text === '?') return field === DAY_OF_MONTH || field === DAY_OF_WEEK ? [] : [`${field.name} "?"`];
  if (field === DAY_OF_MONTH && /^(L|LW|\d{1,2}W)$/.test(text)) return [];
  if (field === DAY_OF_WEEK && /^([1-7]|[A-Z]{3})(L|#[1-5])$/.test(text)) return [];
  return text.split(',').every((part) => isPart(part, field)) ? [] : [`${field.name} "${text}"`];
}

function isPart(part: string, field: Field): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => number(end, field));
  return ends.length <= 2 && ends.every((end) => end !== undefined && end >= field.from && end <= field.to) && (ends.length === 1 || ends[0]! <= ends[1]!);
}

function number(text: string, { words = [], from }: Field): number | undefined {
  const word = words.indexOf(text.toUpperCase());
  if (word >= 0) return word + from;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
