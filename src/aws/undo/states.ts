/** A state in Amazon States Language, in JSONata. */
export type State = Readonly<Record<string, unknown>>;

/** The first pipeline. Filled in by CloudFormation, so that the definition stays a literal. */
export const PIPELINE = '${pipeline}';

/** Of an input or a row that names a pipeline only where it is not the first one. */
export function pipelineIn(path: string): string {
  return `$exists(${path}.pipeline) ? ${path}.pipeline : '${PIPELINE}'`;
}

/** An expression in JSONata, on one line. */
export function expression(text: string): string {
  return `{% ${text.replace(/\n */g, ' ')} %}`;
}

/** Asks an API again when it was busy or out of reach; what it refuses for good, it refuses each time. */
const AGAIN = { ErrorEquals: ['States.TaskFailed', 'States.Timeout'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2, JitterStrategy: 'FULL' };

/** What is done in place of a state that failed. */
export interface Otherwise {
  readonly on: string[];
  readonly next: string;
  readonly assign?: Record<string, unknown>;
}

export interface Call {
  /** Integration and action, such as `aws-sdk:ssm:getParameter`. */
  readonly api: string;
  readonly args: Record<string, unknown>;
  readonly assign?: Record<string, unknown>;
  readonly next: string;
  readonly otherwise?: Otherwise[];
  /** Errors that are answers. */
  readonly answers?: string[];
}

/** A call of an AWS API. */
export function call({ api, args, next, otherwise = [], answers = [], ...kept }: Call): State {
  const caught = otherwise.map((other) => ({ ErrorEquals: other.on, Next: other.next, ...(other.assign ? { Assign: other.assign } : {}) }));
  return {
    Type: 'Task',
    Resource: `arn:\${partition}:states:::${api}`,
    Arguments: args,
    Retry: [...(answers.length > 0 ? [{ ErrorEquals: answers, MaxAttempts: 0 }] : []), AGAIN],
    ...(caught.length > 0 ? { Catch: caught } : {}),
    ...(kept.assign ? { Assign: kept.assign } : {}),
    Next: next,
  };
}

/** The first that holds, in order. */
export function choice(choices: [condition: string, next: string][], otherwise: string): State {
  return { Type: 'Choice', Choices: choices.map(([condition, next]) => ({ Condition: expression(condition), Next: next })), Default: otherwise };
}

/** Sets variables. */
export function assign(variables: Record<string, unknown>, next: string): State {
  return { Type: 'Pass', Assign: variables, Next: next };
}
