import type { k8s } from 'spillway';
import { valueOf } from '../support/kargo/expression';
import { clock as clockAt } from '../support/kargo/steps';
import type { WebRequestSpec } from './promoter-shop';
import { spec } from './promoter-shop';

/** What Promoter knows of an environment. */
export interface EnvironmentState {
  /** The commit of the manifests that run, and that wait. */
  readonly active?: string;
  readonly proposed?: string;
  /** Body of the `hydrator.metadata` that runs. */
  readonly body?: string;
  readonly statuses?: Record<string, string>;
  readonly pullRequest?: string;
}

/**
 * A WebRequestCommitStatus from one reconciliation to the next, as Promoter 0.36 evaluates it; a model, written from its source.
 * @see https://gitops-promoter.readthedocs.io/en/stable/gating-promotions/built-in-gates/web-request-commit-status/
 */
export class WebRequestGate {
  private readonly definition: WebRequestSpec;
  private kept: unknown = null;

  constructor(app: k8s.GitOpsApp, name: string, private readonly branch: string) {
    this.definition = spec(app, 'WebRequestCommitStatus', name);
  }

  /** The phase after one reconciliation, and whether it asked. */
  public reconcile(state: EnvironmentState, answer: { status: number; body: unknown }, clock = clockAt(0)): { phase: string; asked: boolean } {
    const { mode, success: { when } } = this.definition;
    const known = { ...clock, Branch: this.branch, PromotionStrategy: strategyOf(this.branch, state), SuccessOutput: this.kept ?? {} };
    const asked = valueOf(mode.trigger.when.expression, known) as boolean;
    const answered: Record<string, unknown> = { ...known, Response: asked ? { StatusCode: answer.status, Body: answer.body } : null };
    const environment = when.variables ? { ...answered, Variables: valueOf(when.variables.expression, answered) } : answered;
    const verdict = valueOf(when.expression, environment) as boolean | { phase: string };
    if (when.output) this.kept = valueOf(when.output.expression, environment);
    return { phase: typeof verdict === 'boolean' ? verdict ? 'success' : 'pending' : verdict.phase, asked };
  }
}

function strategyOf(branch: string, { active = '', proposed = 'new', body = '', statuses = {}, pullRequest }: EnvironmentState): object {
  return {
    Status: {
      Environments: [{ Branch: 'environment/another' }, {
        Branch: branch,
        Active: { Dry: { Sha: active, Body: body }, Hydrated: { Sha: `${active}-hydrated` }, CommitStatuses: Object.entries(statuses).map(([Key, Phase]) => ({ Key, Phase })) },
        Proposed: { Dry: { Sha: proposed }, Hydrated: { Sha: `${proposed}-hydrated` } },
        PullRequest: pullRequest === undefined ? null : { ID: pullRequest },
      }],
    },
  };
}

/** What Prometheus answers about the signals, in their order. */
export function series(...values: string[]): { status: number; body: unknown } {
  return { status: 200, body: { data: { result: values.map((value, i) => ({ metric: { signal: ['error-ratio', 'latency-p99'][i] }, value: [0, value] })) } } };
}
