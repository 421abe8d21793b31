import type { Document, Node } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../../plan/problem';
import { ProblemError } from '../../plan/problem-error';
import { SP4501, SP4503 } from '../problems-read';

/** Deeper than any template that CloudFormation takes. */
const DEPTH_AT_MOST = 100;
const ALIASES_AT_MOST = 1000;

/** What a template in JSON or YAML says, with the short forms of YAML written out. */
export function templateData(name: string, text: string): unknown {
  const data = json(text) ?? yaml(name, text);
  if (isTooDeep(data, DEPTH_AT_MOST)) throw new ProblemError([endless(name, `more than ${DEPTH_AT_MOST} values inside one another`)]);
  return data;
}

/** Most templates are synthesized, and this is many times faster. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function yaml(name: string, text: string): unknown {
  const lines = new LineCounter();
  const document = attempt(name, () => parseDocument(text, { lineCounter: lines, prettyErrors: false }));
  const problems = document.errors.map(({ message, pos: [at] }) => {
    const { line, col } = lines.linePos(at);
    return SP4501.at(`${name}:${line}:${col}`, { got: message.split('\n')[0], allowed: 'a template in JSON or YAML', remedies: ['mend the text'] });
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return attempt(name, () => new Reader(name, document).value(document.contents));
}

/** A text that is made to exhaust its readers is no template. */
function attempt<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : new ProblemError([endless(name, (cause as Error).message)]);
  }
}

class Reader {
  private aliases = 0;

  constructor(private readonly name: string, private readonly document: Document) {}

  public value(node: unknown): unknown {
    if (isAlias(node)) {
      this.aliases += 1;
      if (this.aliases > ALIASES_AT_MOST) throw new ProblemError([endless(this.name, `more than ${ALIASES_AT_MOST} aliases`)]);
      return this.value(node.resolve(this.document));
    }
    return tagged((node as Node | null)?.tag, this.untagged(node));
  }

  private untagged(node: unknown): unknown {
    if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [keyText(this.value(key)), this.value(value)]));
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    return isScalar(node) ? node.value : null;
  }
}

function keyText(key: unknown): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

/** `!Sub text` is short for `Fn::Sub: text`; two functions have no prefix, and one takes its parts apart by a dot. */
function tagged(tag: string | undefined, value: unknown): unknown {
  const [, short] = /^!([A-Za-z]+)$/.exec(tag ?? '') ?? [];
  if (!short) return value;
  if (short === 'Ref' || short === 'Condition') return { [short]: value };
  const parts = short === 'GetAtt' && typeof value === 'string' ? [value.split('.')[0], value.split('.').slice(1).join('.')] : value;
  return { [`Fn::${short}`]: parts };
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

function endless(name: string, got: string): Problem {
  return SP4503.at(name, { got, allowed: 'what CloudFormation takes', remedies: ['take what refers to itself apart'] });
}
