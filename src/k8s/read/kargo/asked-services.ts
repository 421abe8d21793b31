import type { GateSpec } from '../../../model/spec';
import { named } from '../../../plan/reading/named';
import { goDurationMs } from '../../rules/durations';
import type { Field } from '../../rules/field';
import type { ReadStage } from './stage';

type Asked = Extract<GateSpec, { kind: 'change' | 'dependsOn' | 'budget' }>;

const STAGE_URL = /\/v1beta1\/projects\/([^/]+)\/stages\/([^/?]+)$/;
const STATES = /response\.body\?\.state in (\[[^\]]*\])/;
const BUDGET = /^spillway_error_budget_remaining\{[^}]*objective="([^"]+)",window="([^"]+)"\} >= bool (\S+)$/;
const VERSIONS = /let n = [^;]*; (.*)\}\)\}\)\}\)$/;
const COMPARISON = /^n (>=|<=|==|>|<) (\d+)$/;
const PARTS = 1_000_000;

/** What the first steps of a promotion ask of other services until they answer as they should. */
export function askedServices({ steps }: ReadStage): Asked[] {
  return steps.filter((step) => step.at('uses').text === 'http').flatMap((step) => [...ticket(step), ...upstream(step), ...budget(step)]);
}

/** What the system is called is its host's name here. */
function ticket(step: Field): Asked[] {
  const asks = step.at('config', 'queryParams').items.map((parameter) => parameter.at('name').text);
  const [, states] = STATES.exec(step.at('config', 'successExpression').text) ?? [];
  if (states === undefined || !asks.includes('commit')) return [];
  const [, host = ''] = /^https?:\/\/([^/:]+)/.exec(step.at('config', 'url').text) ?? [];
  return [{ kind: 'change', system: named(host, 'changes', 48), states: [...states.matchAll(/"([^"]*)"/g)].map(([, state]) => state) }];
}

function upstream(step: Field): Asked[] {
  const [, project, environment] = STAGE_URL.exec(step.at('config', 'url').text) ?? [];
  if (project === undefined) return [];
  const [, comparisons = ''] = VERSIONS.exec(step.at('config', 'successExpression').text) ?? [];
  return [{ kind: 'dependsOn', service: project.replace(/-release$/, ''), environment, versions: rangeOf(comparisons) }];
}

function budget(step: Field): Asked[] {
  return step.at('config', 'queryParams').items.flatMap((parameter): Asked[] => {
    const [, objective, window, remaining] = BUDGET.exec(parameter.at('value').text) ?? [];
    if (objective === undefined) return [];
    return [{ kind: 'budget', objectiveRatio: Number(objective), windowMs: goDurationMs(window) ?? 0, remainingAtLeastRatio: Number(remaining) }];
  });
}

/** `(n >= 0 && n >= 1002000 && n < 2000000)` is `>=1.2.0 <2.0.0`, in millionths of versions. */
function rangeOf(expression: string): string {
  const sets = expression.split(' || ').map((set) => set.replace(/^\(|\)$/g, '').split(' && ').slice(1).flatMap((comparison) => {
    const [, operator, number] = COMPARISON.exec(comparison) ?? [];
    return operator === undefined ? [] : [`${operator === '==' ? '' : operator}${version(Number(number))}`];
  }));
  return sets.map((set) => set.join(' ') || '*').join(' || ');
}

function version(number: number): string {
  return [Math.floor(number / PARTS / PARTS), Math.floor(number / PARTS) % PARTS, number % PARTS].join('.');
}
