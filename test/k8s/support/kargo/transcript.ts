import { appendFileSync } from 'node:fs';

/** Names the file that all evaluations are written to, for somebody who evaluates them again by Kargo's own packages. */
const FILE = process.env.KARGO_TRANSCRIPT;

type Environment = Record<string, unknown>;

/** Something that was evaluated, with what came of it. */
export interface Evaluation {
  /** A value of a step, with expressions in its texts; otherwise an expression. */
  readonly isTemplate: boolean;
  readonly value: unknown;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly nowMs?: number;
  /** What Kargo's functions answered. */
  readonly calls: readonly { readonly name: string; readonly arguments: unknown[]; readonly result: unknown }[];
  readonly result?: unknown;
  readonly failed?: true;
}

/** Of time: told by the library of the expressions, and not by Kargo. */
const TIME = ['now', 'date', 'duration'];

const known = new Set<string>();

/** Evaluates, and writes down what came of it, once for each result. */
export function transcribed(isTemplate: boolean, value: unknown, environment: Environment, evaluate: (environment: Environment) => unknown): unknown {
  if (!FILE) return evaluate(environment);
  const calls: Evaluation['calls'][number][] = [];
  const heard = (name: string, one: unknown) => (typeof one !== 'function' || TIME.includes(name) ? one : (...args: unknown[]) => {
    const result = (one as (...values: unknown[]) => unknown)(...args);
    calls.push({ name, arguments: args, result });
    return result;
  });
  // before anything is evaluated: what is changed later is not what was seen
  const seen = JSON.parse(JSON.stringify(environment)) as Environment;
  const told = (end: Pick<Evaluation, 'result' | 'failed'>) => {
    const line = { isTemplate, value, environment: seen, calls, ...end };
    if (known.has(JSON.stringify(line))) return;
    known.add(JSON.stringify(line));
    appendFileSync(FILE, `${JSON.stringify({ ...line, nowMs: (environment.now as (() => number) | undefined)?.() })}\n`);
  };
  try {
    const result = evaluate(Object.fromEntries(Object.entries(environment).map(([name, one]) => [name, heard(name, one)])));
    told({ result: result ?? null });
    return result;
  } catch (error) {
    told({ failed: true });
    throw error;
  }
}
