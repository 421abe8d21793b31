import { field, isMapping, list, text } from './data';
import type { Notes, Place } from './notes';
import { within } from './notes';

/**
 * Resolves what a template alone can say. What only exists in an account stays as a stable text: `${Id}` for a resource,
 * `${Id.Attribute}` for what it has, as `Fn::Sub` writes it.
 */
export class Intrinsics {
  constructor(private readonly template: unknown, private readonly notes: Notes) {}

  /** Properties that have no value are left out. */
  public resolved(value: unknown, at: Place): unknown {
    if (Array.isArray(value)) return value.map((item, i) => this.resolved(item, within(at, i))).filter((item) => item !== undefined);
    if (!isMapping(value)) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) return this.call(name, argument, at);
    const entries = Object.entries(value).map(([key, inner]) => [key, this.resolved(inner, within(at, key))] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  }

  private call(name: string, argument: unknown, at: Place): unknown {
    switch (name) {
      case 'Ref': return this.reference(text(argument), at);
      case 'Fn::GetAtt': return this.attribute(list(argument).map(text), at);
      case 'Fn::If': return this.choice(list(argument), at);
      case 'Fn::Sub': return this.substituted(list(argument), at);
      case 'Fn::Join': return this.joined(list(argument), at);
      case 'Fn::Split': return this.split(list(argument), at);
      case 'Fn::Select': return this.selected(list(argument), at);
      case 'Fn::FindInMap': return this.found(list(argument).map((key) => text(this.resolved(key, at))), at);
      case 'Fn::ToJsonString': return JSON.stringify(this.resolved(argument, at));
      case 'Fn::Base64': return this.resolved(argument, at);
      case 'Fn::ImportValue': return `\${Import ${text(this.resolved(argument, at))}}`;
      default: return this.unknown(name, argument, at);
    }
  }

  private unknown(name: string, argument: unknown, at: Place): string {
    this.notes.add(at, `the function ${name} is not known before it is deployed`);
    return `\${${name} ${JSON.stringify(argument)}}`;
  }

  private reference(id: string, at: Place): unknown {
    if (id === 'AWS::NoValue') return undefined;
    const parameter = field(this.template, 'Parameters', id);
    const value = field(parameter, 'Default');
    if (value !== undefined) return value;
    return this.symbol(id, id, at);
  }

  private attribute(parts: string[], at: Place): string {
    return this.symbol(parts[0] ?? '', parts.join('.'), at);
  }

  private symbol(id: string, expression: string, at: Place): string {
    const exists = id.startsWith('AWS::') || [field(this.template, 'Parameters', id), field(this.template, 'Resources', id)].some((known) => known !== undefined);
    if (!exists) this.notes.add(at, `refers to "${id}", which the template does not have`);
    return `\${${expression}}`;
  }

  private choice([condition, ifTrue, ifFalse]: unknown[], at: Place): unknown {
    const holds = this.holds({ Condition: condition }, []);
    if (holds === undefined) this.notes.add(at, `depends on the condition "${text(condition)}"; read as if it held`);
    return this.resolved(holds ?? true ? ifTrue : ifFalse, at);
  }

  /** Nothing where it depends on what the template does not say. */
  private holds(condition: unknown, asked: string[]): boolean | undefined {
    if (!isMapping(condition)) return undefined;
    const [[name, argument] = ['', undefined]] = Object.entries(condition);
    const parts = list(argument);
    switch (name) {
      case 'Condition': {
        const id = text(argument);
        return asked.includes(id) ? undefined : this.holds(field(this.template, 'Conditions', id), [...asked, id]);
      }
      case 'Fn::Equals': return this.equal(parts);
      case 'Fn::Not': return negated(this.holds(parts[0], asked));
      case 'Fn::And': return all(parts.map((part) => this.holds(part, asked)));
      case 'Fn::Or': return negated(all(parts.map((part) => negated(this.holds(part, asked)))));
      default: return undefined;
    }
  }

  private equal(parts: unknown[]): boolean | undefined {
    const [one, other] = parts.map((part) => text(this.resolved(part, { template: '', logicalId: '', path: '' })));
    return [one, other].some((value) => value === undefined || value.includes('${')) ? undefined : one === other;
  }

  private substituted([template, variables]: unknown[], at: Place): string {
    return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const given = field(variables, name);
      if (given !== undefined) return text(this.resolved(given, at));
      return name.includes('.') ? this.attribute(name.split('.'), at) : text(this.reference(name.trim(), at));
    });
  }

  private joined([separator, parts]: unknown[], at: Place): string {
    return list(this.resolved(parts, at)).map(text).join(text(separator));
  }

  private split([separator, whole]: unknown[], at: Place): string[] {
    return text(this.resolved(whole, at)).split(text(separator));
  }

  private selected([index, from]: unknown[], at: Place): unknown {
    return list(this.resolved(from, at))[Number(text(this.resolved(index, at)))];
  }

  private found([map, first, second]: string[], at: Place): unknown {
    const value = field(this.template, 'Mappings', map, first, second);
    return value ?? this.unknown('Fn::FindInMap', [map, first, second], at);
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function all(values: (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}
