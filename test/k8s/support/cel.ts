/**
 * The part of the Common Expression Language that the calendar policy uses, run as JavaScript: lists are asked with `in`,
 * and timestamps know the wall clock of a time zone.
 */
export class Timestamp {
  constructor(private readonly iso: string) {}

  public getFullYear(zone: string) { return this.part(zone, 'year'); }
  /** From 0, as in CEL. */
  public getMonth(zone: string) { return this.part(zone, 'month') - 1; }
  public getDate(zone: string) { return this.part(zone, 'day'); }
  public getHours(zone: string) { return this.part(zone, 'hour'); }
  public getMinutes(zone: string) { return this.part(zone, 'minute'); }
  public getSeconds(zone: string) { return this.part(zone, 'second'); }
  /** From 0, which is Sunday. */
  public getDayOfWeek(zone: string) {
    return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(new Date(this.iso)));
  }

  private part(zone: string, type: Intl.DateTimeFormatPartTypes): number {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    return Number(format.formatToParts(new Date(this.iso)).find((part) => part.type === type)!.value);
  }
}

interface Policy {
  readonly matchConditions: { readonly expression: string }[];
  readonly variables: { readonly name: string; readonly expression: string }[];
  readonly validations: { readonly expression: string; readonly message: string; readonly reason: string }[];
}

/** The messages with which a policy denies the creation of an object. */
export function denials(policy: Policy, object: object): string[] {
  if (policy.matchConditions.some(({ expression }) => !evaluate(expression, { object }))) return [];
  const variables: Record<string, unknown> = {};
  for (const { name, expression } of policy.variables) variables[name] = evaluate(expression, { object, variables });
  return policy.validations.filter(({ expression }) => !evaluate(expression, { object, variables })).map(({ message }) => message);
}

function evaluate(expression: string, scope: Record<string, unknown>): unknown {
  const script = expression
    .replace(/([\w.]+(?:\('[^']*'\))?) in (\[[^\]]*\])/g, '$2.includes($1)')
    .replace(/has\(([\w.]+)\)/g, '($1 !== undefined)');
  const names = { ...scope, timestamp: (iso: string) => new Timestamp(iso) };
  return new Function(...Object.keys(names), `return (${script});`)(...Object.values(names));
}
