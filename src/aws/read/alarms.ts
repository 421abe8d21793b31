import { field, text } from './data';
import type { Notes, Place } from './notes';
import type { Resource, Template } from './template';
import type { Templates } from './templates';

const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/** An alarm that something asks, and what it is called. */
export interface AskedAlarm {
  readonly name: string;
  /** Nothing where no template has it. */
  readonly resource: Resource | undefined;
}

/** Finds the alarms behind names, references and composites. */
export class Alarms {
  constructor(private readonly templates: Templates, private readonly notes: Notes) {}

  /** The alarms on metrics that an asked alarm is made of, each once. */
  public behind(from: Template, asked: string, at: Place): AskedAlarm[] {
    const found = new Map<string, AskedAlarm>();
    this.collect({ from, asked, at }, found, new Set());
    return [...found.values()];
  }

  private collect({ from, asked, at }: { from: Template; asked: string; at: Place }, found: Map<string, AskedAlarm>, seen: Set<string>): void {
    const name = asked.split(':alarm:').pop()!;
    const resource = this.templates.named(from, name, [ALARM, COMPOSITE], 'AlarmName');
    const key = resource ? `${resource.template.name}#${resource.id}` : name;
    if (seen.has(key)) return;
    seen.add(key);
    if (resource?.type === COMPOSITE) this.parts(resource, found, seen);
    else found.set(key, { name: text(field(resource?.properties, 'AlarmName')) || resource?.id || name, resource });
    if (!resource) this.notes.add(at, `the alarm "${name}" is in none of the templates: what it measures is not known, and a signal stands in for it`);
  }

  private parts({ template, id, properties }: Resource, found: Map<string, AskedAlarm>, seen: Set<string>): void {
    const rule = text(field(properties, 'AlarmRule'));
    const at = { template: template.name, logicalId: id, path: 'AlarmRule' };
    if (/\b(NOT|OK|INSUFFICIENT_DATA)\b/.test(rule.replace(/"[^"]*"/g, ''))) this.notes.add(at, 'fires by more than that one of its alarms does; read as if it fired when any of them does');
    for (const [, quoted, bare] of rule.matchAll(/ALARM\(\s*(?:"([^"]*)"|([^"\s)]+))\s*\)/g)) this.collect({ from: template, asked: quoted ?? bare, at }, found, seen);
  }
}
