import jsonata from 'jsonata';

type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any
type Variables = Readonly<Record<string, Json>>;
interface Scope { variables: Variables }
interface Machine { readonly StartAt: string; readonly States: Record<string, Json> }

/** What an API answers, or will, or an error with the name Step Functions gives it. */
export type Api = (args: Json) => Json;

export class TaskError extends Error {
  constructor(public readonly error: string, public readonly reason = '') {
    super(`${error}: ${reason}`);
  }
}

export interface Run {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
  readonly cause?: string;
  /** All states that were entered, in order. */
  readonly entered: string[];
  readonly waitedSeconds: number;
}

/** Runs a state machine in JSONata: tasks are answered by the functions given, and waiting takes no time. */
export async function run(machine: Machine, input: Json, apis: Record<string, Api>): Promise<Run> {
  refuseShadowing(machine);
  const interpreter = new Interpreter(apis);
  try {
    await interpreter.run(machine, input, { variables: {} });
    return { status: 'SUCCEEDED', ...interpreter.told };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { status: 'FAILED', error: error.error, cause: error.reason, ...interpreter.told };
  }
}

class Interpreter {
  private readonly entered: string[] = [];
  private waitedSeconds = 0;

  constructor(private readonly apis: Record<string, Api>) {}

  public get told() {
    return { entered: this.entered, waitedSeconds: this.waitedSeconds };
  }

  public async run({ StartAt, States }: Machine, start: Json, scope: Scope): Promise<Json> {
    let input = start;
    for (let name: string | undefined = StartAt; name;) {
      const state: Json = States[name];
      if (!state) throw new Error(`no state ${name}`);
      this.entered.push(name);
      if (this.entered.length > 5000) throw new Error('the machine does not end');
      const known = { input, context: { State: { Name: name, EnteredTime: '2026-01-01T00:00:00Z' } } };
      [input, name] = await this.step(state, known, scope);
    }
    return input;
  }

  private async step(state: Json, known: Json, scope: Scope): Promise<[Json, string | undefined]> {
    if (state.Type === 'Fail') throw new TaskError(await this.value(state.Error, known, scope), await this.value(state.Cause, known, scope));
    if (state.Type === 'Choice') {
      for (const rule of state.Choices) {
        const holds = await this.value(rule.Condition, known, scope);
        if (typeof holds !== 'boolean') throw new TaskError('States.QueryEvaluationError', `${rule.Condition} is ${JSON.stringify(holds)}`);
        if (holds) return [known.input, rule.Next];
      }
      return [known.input, state.Default];
    }
    if (state.Type === 'Wait') this.waitedSeconds += await this.value(state.Seconds, known, scope);
    try {
      const result = await this.attempt(state, known, scope);
      return [await this.finish(state, { ...known, result }, scope, result), state.End || state.Type === 'Succeed' ? undefined : state.Next];
    } catch (error) {
      const caught = error instanceof TaskError && (state.Catch ?? []).find(({ ErrorEquals }: Json) => matches(ErrorEquals, error.error));
      if (!caught) throw error;
      const errorOutput = { Error: (error as TaskError).error, Cause: (error as TaskError).reason };
      return [await this.finish(caught, { ...known, errorOutput }, scope, errorOutput), caught.Next];
    }
  }

  /** Output and variables are both evaluated before either is set. */
  private async finish({ Output, Assign }: Json, known: Json, scope: Scope, fallback: Json): Promise<Json> {
    const output = Output === undefined ? fallback : await this.value(Output, known, scope);
    if (Assign) scope.variables = { ...scope.variables, ...await this.value(Assign, known, scope) };
    return output;
  }

  private async attempt(state: Json, known: Json, scope: Scope): Promise<Json> {
    if (state.Type === 'Map') {
      const items = await this.value(state.Items, known, scope);
      if (!Array.isArray(items)) throw new TaskError('States.QueryEvaluationError', 'the items of a Map are no array');
      const results: Json[] = [];
      // an iteration sees the variables outside, and keeps its own
      for (const item of items) results.push(await this.run(state.ItemProcessor, item, { variables: scope.variables }));
      return results;
    }
    if (state.Type !== 'Task') return known.input;
    const args = await this.value(state.Arguments, known, scope);
    const tries = new Map<Json, number>();
    for (;;) {
      try {
        return await this.call(state.Resource, args);
      } catch (error) {
        const retrier = error instanceof TaskError && (state.Retry ?? []).find(({ ErrorEquals }: Json) => matches(ErrorEquals, error.error));
        const tried = tries.get(retrier) ?? 0;
        if (!retrier || tried >= retrier.MaxAttempts) throw error;
        tries.set(retrier, tried + 1);
      }
    }
  }

  private call(resource: string, args: Json): Json {
    const name = resource.replace(/^arn:[^:]*:states:::/, '').replace(/^aws-sdk:/, '');
    const api = this.apis[name];
    if (!api) throw new Error(`nobody answers ${name}`);
    return api(args);
  }

  private async value(template: Json, known: Json, scope: Scope): Promise<Json> {
    if (isLiteral(template)) return template;
    if (Array.isArray(template)) return Promise.all(template.map((part) => this.value(part, known, scope)));
    if (typeof template === 'object') {
      return Object.fromEntries(await Promise.all(Object.entries(template).map(async ([key, part]) => [key, await this.value(part, known, scope)])));
    }
    const { text, expression, variables } = parsed(template);
    for (const variable of variables) if (!(variable in scope.variables)) throw new TaskError('States.QueryEvaluationError', `$${variable} is not set`);
    const result = await expression.evaluate(undefined, { states: known, ...scope.variables }).catch((error) => {
      throw new TaskError('States.QueryEvaluationError', `${text}: ${error.message}`);
    });
    if (result === undefined) throw new TaskError('States.QueryEvaluationError', `${text} is undefined`);
    return JSON.parse(JSON.stringify(result));
  }
}

/**
 * A variable of a Map must not be called like one outside.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
function refuseShadowing({ States }: Machine, outside: readonly string[] = []): void {
  const states = Object.values(States);
  const assigned = states.flatMap(({ Assign, Catch = [] }) => [Assign, ...Catch.map((caught: Json) => caught.Assign)]);
  const own = assigned.flatMap((variables) => Object.keys(variables ?? {}));
  const shadowed = own.find((name) => outside.includes(name));
  if (shadowed) throw new Error(`$${shadowed} is assigned outside of the Map as well`);
  for (const { ItemProcessor } of states) if (ItemProcessor) refuseShadowing(ItemProcessor, [...outside, ...own]);
}

interface Expression {
  readonly text: string;
  readonly expression: ReturnType<typeof jsonata>;
  /** Names of those that have to be set. */
  readonly variables: readonly string[];
}

/** The same ones are asked thousands of times. */
const PARSED = new Map<string, Expression>();
const LITERALS = new WeakMap<object, boolean>();

function parsed(template: string): Expression {
  let found = PARSED.get(template);
  if (!found) {
    const [, text] = EXPRESSION.exec(template)!;
    const expression = jsonata(text);
    expression.registerFunction('parse', (json) => JSON.parse(json));
    const named = [...text.replace(/'[^']*'/g, '').matchAll(/\$([a-z]\w*)(?!\w*\s*(\(|:=))/gi)].map(([, variable]) => variable);
    const variables = named.filter((variable) => variable !== 'states' && !text.includes(`$${variable} :=`) && !/function\(\$a, \$b\)/.test(text));
    found = { text, expression, variables };
    PARSED.set(template, found);
  }
  return found;
}

const EXPRESSION = /^\{%\s*([^]*?)\s*%\}$/;

function isLiteral(template: Json): boolean {
  if (typeof template !== 'object' || template === null) return typeof template !== 'string' || !EXPRESSION.test(template);
  let literal = LITERALS.get(template);
  if (literal === undefined) {
    literal = Object.values(template).every(isLiteral);
    LITERALS.set(template, literal);
  }
  return literal;
}

function matches(names: string[], error: string): boolean {
  // Step Functions lets States.TaskFailed stand for every error but a timeout
  return names.some((name) => name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout' && !error.startsWith('States.Query')));
}
