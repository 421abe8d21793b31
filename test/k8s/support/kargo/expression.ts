import { transcribed } from './transcript';

/**
 * The part of the language of Kargo's expressions that promotions use, as a model: what its library would make of the rest is
 * not known here, so anything else is an error.
 * @see https://expr-lang.org/docs/language-definition
 */
export function evaluate(source: string, environment: Record<string, unknown>): unknown {
  return transcribed(false, source, environment, (heard) => valueOf(source, heard));
}

/** The same, as a part of something larger. */
export function valueOf(source: string, environment: Record<string, unknown>): unknown {
  const program = programs.get(source) ?? new Parser(tokens(source)).program();
  programs.set(source, program);
  return program(new Map(Object.entries(environment)), undefined);
}

/** A poll evaluates the same expression thousands of times. */
const programs = new Map<string, Node>();

type Scope = Map<string, unknown>;
/** @param it what `#` stands for */
type Node = (scope: Scope, it: unknown) => unknown;
type Callable = (...values: unknown[]) => unknown;
type Predicate = (it: unknown, sum?: unknown) => unknown;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([A-Za-z_]\w*)|(#acc|\?\.|\?\?|\|\||&&|==|!=|<=|>=|[-+*/<>!?:.,;=#()[\]{}]))/y;

function tokens(source: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`not an expression: ${source.slice(at)}`);
    found.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
  }
  return found;
}

/** What binds less first. */
const LEVELS: string[][] = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'startsWith', 'matches'], ['+', '-'], ['*', '/'], ['??']];

class Parser {
  private at = 0;

  constructor(private readonly all: string[]) {}

  public program(): Node {
    const node = this.sequence();
    if (this.at < this.all.length) throw new Error(`unexpected "${this.all[this.at]}" in ${this.all.join(' ')}`);
    return node;
  }

  private sequence(): Node {
    if (!this.take('let')) return this.conditional();
    const name = this.all[this.at++];
    this.expect('=');
    const value = this.conditional();
    this.expect(';');
    const rest = this.sequence();
    return (scope, it) => rest(new Map(scope).set(name, value(scope, it)), it);
  }

  private conditional(): Node {
    const test = this.binary(0);
    if (!this.take('?')) return test;
    const yes = this.conditional();
    this.expect(':');
    const no = this.conditional();
    return (scope, it) => (truth(test(scope, it)) ? yes(scope, it) : no(scope, it));
  }

  private binary(level: number): Node {
    if (level === LEVELS.length) return this.unary();
    let left = this.binary(level + 1);
    for (let operator = this.oneOf(LEVELS[level]); operator; operator = this.oneOf(LEVELS[level])) {
      const [first, second, how] = [left, this.binary(level + 1), operator];
      left = (scope, it) => operate(how, first(scope, it), () => second(scope, it));
    }
    return left;
  }

  private unary(): Node {
    if (this.take('!')) {
      const operand = this.unary();
      return (scope, it) => !truth(operand(scope, it));
    }
    if (this.take('-')) {
      const operand = this.unary();
      return (scope, it) => -Number(operand(scope, it));
    }
    return this.postfix(this.primary());
  }

  private postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const target = node;
      if (this.take('?.')) {
        const name = this.all[this.at++];
        // what follows is left out as well
        const rest = this.postfix((_, it) => it);
        return (scope, it) => {
          const value = target(scope, it);
          return value === undefined || value === null ? null : rest(scope, member(value, name));
        };
      } else if (this.take('.')) {
        const name = this.all[this.at++];
        node = this.all[this.at] === '(' ? this.method(target, name) : (scope, it) => member(target(scope, it), name);
      } else if (this.take('[')) {
        const index = this.conditional();
        this.expect(']');
        node = (scope, it) => member(target(scope, it), index(scope, it) as string | number);
      } else {
        return node;
      }
    }
  }

  private method(target: Node, name: string): Node {
    const values = this.list('(', ')');
    return (scope, it) => {
      const self = target(scope, it);
      // instants are numbers here
      if (typeof self === 'number' && name === 'Format') return new Date(self).toISOString().replace(/\.\d+Z$/, 'Z');
      return (member(self, name) as Callable).apply(self, values.map((value) => value(scope, it)));
    };
  }

  private primary(): Node {
    const token = this.all[this.at++];
    if (token === '(') {
      const inner = this.sequence();
      this.expect(')');
      return inner;
    }
    if (token === '#') return (_, it) => it;
    if (token === '#acc') return (scope) => scope.get('#acc');
    if (token === '.') {
      const name = this.all[this.at++];
      return (_, it) => member(it, name);
    }
    if (token === '[') {
      this.at--;
      const items = this.list('[', ']');
      return (scope, it) => items.map((item) => item(scope, it));
    }
    if (token === '{') {
      if (this.take('}')) return () => ({});
      if (this.all[this.at + 1] === ':') return this.map();
      const body = this.sequence();
      this.expect('}');
      return (scope) => ((it: unknown, sum?: unknown) => body(new Map(scope).set('#acc', sum), it)) as Predicate;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (/^['"]/.test(token)) return () => token.slice(1, -1).replace(/\\(.)/g, '$1');
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'nil') return () => null;
    if (this.all[this.at] === '(') return this.call(token);
    return (scope) => scope.get(token);
  }

  private map(): Node {
    const entries: [string, Node][] = [];
    while (!this.take('}')) {
      if (entries.length > 0) this.expect(',');
      const key = this.all[this.at++].slice(1, -1);
      this.expect(':');
      entries.push([key, this.conditional()]);
    }
    return (scope, it) => Object.fromEntries(entries.map(([key, value]) => [key, value(scope, it)]));
  }

  private call(name: string): Node {
    const values = this.list('(', ')');
    return (scope, it) => {
      const found = (scope.get(name) ?? BUILT_IN[name]) as Callable | undefined;
      if (!found) throw new Error(`unknown function ${name}`);
      return found(...values.map((value) => value(scope, it)));
    };
  }

  private list(open: string, close: string): Node[] {
    this.expect(open);
    const items: Node[] = [];
    while (!this.take(close)) {
      if (items.length > 0) this.expect(',');
      items.push(this.conditional());
    }
    return items;
  }

  private oneOf(operators: string[]): string | undefined {
    return operators.find((operator) => this.take(operator));
  }

  private take(token: string): boolean {
    const found = this.all[this.at] === token;
    if (found) this.at++;
    return found;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`"${token}" expected, not "${this.all[this.at]}", in ${this.all.join(' ')}`);
  }
}

function member(value: unknown, name: string | number): unknown {
  if (value === undefined || value === null) throw new Error(`cannot fetch ${name} from nothing`);
  if (Array.isArray(value) && typeof name === 'number' && name >= value.length) throw new Error(`index out of range: ${name}`);
  return (value as Record<string | number, unknown>)[name] ?? null;
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error(`not a truth: ${JSON.stringify(value)}`);
  return value;
}

function operate(operator: string, left: unknown, right: () => unknown): unknown {
  switch (operator) {
    case '??': return left ?? right();
    case '||': return truth(left) || truth(right());
    case '&&': return truth(left) && truth(right());
    case '==': return (left ?? null) === (right() ?? null);
    case '!=': return (left ?? null) !== (right() ?? null);
    case 'in': return (right() as unknown[]).includes(left);
    case 'contains': return String(left).includes(String(right()));
    case 'matches': return new RegExp(String(right())).test(String(left));
    case 'startsWith': return String(left).startsWith(String(right()));
    case '+': return typeof left === 'string' ? left + String(right()) : Number(left) + Number(right());
    case '-': return Number(left) - Number(right());
    case '*': return Number(left) * Number(right());
    case '/': return Number(left) / Number(right());
    case '<': return typeof left === 'string' ? left < String(right()) : Number(left) < Number(right());
    case '<=': return Number(left) <= Number(right());
    case '>': return typeof left === 'string' ? left > String(right()) : Number(left) > Number(right());
    default: return Number(left) >= Number(right());
  }
}

const BUILT_IN: Record<string, Callable> = {
  len: (of) => (of as string | unknown[]).length,
  split: (text, separator) => String(text).split(String(separator)),
  join: (list, separator) => (list as unknown[]).join(String(separator)),
  lower: (text) => String(text).toLowerCase(),
  trimPrefix: (text, prefix) => (String(text).startsWith(String(prefix)) ? String(text).slice(String(prefix).length) : text),
  int: (text) => Number(text),
  string: (value) => String(value),
  filter: (list, test) => (list as unknown[]).filter((it) => truth((test as Predicate)(it))),
  map: (list, to) => (list as unknown[]).map((it) => (to as Predicate)(it)),
  all: (list, test) => (list as unknown[]).every((it) => truth((test as Predicate)(it))),
  any: (list, test) => (list as unknown[]).some((it) => truth((test as Predicate)(it))),
  find: (list, test) => (list as unknown[]).find((it) => truth((test as Predicate)(it))) ?? null,
  findLast: (list, test) => (list as unknown[]).filter((it) => truth((test as Predicate)(it))).at(-1) ?? null,
  reduce: (list, step, start) => (list as unknown[]).reduce((sum, it) => (step as Predicate)(it, sum), start),
  first: (list) => (list as unknown[])[0] ?? null,
  toJSON: (value) => JSON.stringify(value, null, 2),
  uniq: (list) => [...new Set(list as unknown[])],
  values: (of) => Object.values(of as object),
};
