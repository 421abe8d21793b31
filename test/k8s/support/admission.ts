import type { CelInput, CelValue } from '@bufbuild/cel';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { wallClock } from './wall-clock';

/** A ValidatingAdmissionPolicy, as far as what it says is evaluated here. */
export interface Policy {
  readonly failurePolicy: string;
  readonly matchConditions?: { readonly name: string; readonly expression: string }[];
  readonly variables: { readonly name: string; readonly expression: string }[];
  readonly validations: { readonly expression: string; readonly message: string; readonly messageExpression?: string; readonly reason: string }[];
  readonly auditAnnotations?: { readonly key: string; readonly valueExpression: string }[];
}

/** A request that has passed the policy's `matchConstraints`. */
export interface AdmissionRequest {
  readonly object: object;
  /** Of an update. */
  readonly oldObject?: object;
  readonly username?: string;
  readonly groups?: string[];
  readonly subResource?: string;
  /** The object that the binding's `paramRef` finds. */
  readonly params?: object;
}

export interface Answer {
  /** Why it is denied; admitted when there is none. */
  readonly denials: string[];
  readonly audit: Record<string, string>;
}

const env = celEnv({ funcs: [...strings, ...wallClock] });
const programs = new Map<string, (scope: Record<string, CelInput>) => unknown>();

/** What an API server answers, as the language and the policy's documentation have it: an error denies. */
export function admit(policy: Policy, { object, oldObject, username = 'alex', groups = [], subResource = '', params }: AdmissionRequest): Answer {
  const request = { operation: oldObject ? 'UPDATE' : 'CREATE', subResource, userInfo: { username, groups: ['system:authenticated', ...groups] } };
  const scope = { object: numbered(object), oldObject: oldObject ? numbered(oldObject) : null, request, params: params ?? null } as Record<string, CelInput>;
  if (policy.matchConditions?.some(({ expression }) => evaluate(expression, scope) === false)) return { denials: [], audit: {} };
  const variables: Record<string, CelInput> = {};
  for (const { name, expression } of policy.variables) variables[name] = evaluate(expression, { ...scope, variables }) as CelInput;
  const all = { ...scope, variables };
  return {
    denials: policy.validations.filter(({ expression }) => evaluate(expression, all) !== true)
      .map(({ message, messageExpression }) => (messageExpression ? String(evaluate(messageExpression, all)) : message)),
    audit: Object.fromEntries((policy.auditAnnotations ?? [])
      .map(({ key, valueExpression }) => [key, evaluate(valueExpression, all)]).filter(([, value]) => value !== '')),
  };
}

function evaluate(expression: string, scope: Record<string, CelInput>): CelValue {
  const program = programs.get(expression) ?? plan(env, parse(expression));
  programs.set(expression, program);
  const value = program(scope);
  if (isCelError(value)) throw new Error(`${value.message}: ${expression}`);
  return value as CelValue;
}

/** Whole numbers of an object are integers to the API server. */
function numbered(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(numbered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one)]));
}
