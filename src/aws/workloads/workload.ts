import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Environment } from '../../model/environment';
import type { ReleasePipeline } from '../../model/release-pipeline';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { planned } from '../../plan/planned';
import type { Problem } from '../../plan/problem';
import { quietNames } from '../../plan/wave-facts';
import { CodePipelineRenderer } from '../code-pipeline-renderer';
import { watchedNames } from '../names';
import { SP4002, SP4206, SP4210 } from '../problems';
import { SP4403 } from '../problems-workloads';
import type { Probes } from './probes';
import { probeMetrics, probeProblems } from './probes';

/** What every workload is told, whatever it consists of. */
export interface WorkloadOptions {
  readonly pipeline: ReleasePipeline;
  readonly environment: Environment;
  /** Metrics of custom signals, by the signal's name. */
  readonly metrics: Record<string, IMetric>;
  readonly probes: Probes;
  /** What gets new versions, in the stack of the workload or nested together with it. */
  readonly releases: IConstruct;
  /** What waits for the workload as well as the workload for it, so that no nested stack may stand between them. */
  readonly beside?: IConstruct[];
  /** What this kind of workload cannot do of the wave. */
  readonly unfit: (plan: PlanDocument, wave: PlannedWave) => Problem[];
}

/** What a workload is made from. */
export interface Released {
  readonly plan: PlanDocument;
  readonly wave: PlannedWave;
  readonly environment: string;
  /** Metrics of the signals that the platform knows nothing of, by the signal's name. */
  readonly metrics: Record<string, IMetric>;
}

const ENVIRONMENTS = new WeakMap<IConstruct, string>();

/**
 * Finds the wave a workload is released in, and has synthesis fail with what is wrong; nothing is returned then, and nothing
 * can be made.
 */
export function released(workload: IConstruct, options: WorkloadOptions): Released | undefined {
  const environment = options.environment.environmentName;
  ENVIRONMENTS.set(workload, environment);
  const { plan: { _document: plan }, sound } = planned(options.pipeline, new CodePipelineRenderer());
  // the pipeline itself tells what is wrong with the plan
  if (!sound) return undefined;
  const wave = plan.waves.find(({ environments }) => environments.includes(environment));
  const problems = wave ? problemsIn(plan, wave, workload, options) : [unknown(plan, environment, workload.node.path)];
  workload.node.addValidation({ validate: () => problems.map(({ message }) => message) });
  const { metrics, probes } = options;
  return wave && problems.length === 0 ? { plan, wave, environment, metrics: { ...metrics, ...probeMetrics(plan, probes) } } : undefined;
}

/** The environment a construct is the workload of; nothing where it is none. */
export function environmentOf(construct: IConstruct): string | undefined {
  return ENVIRONMENTS.get(construct);
}

function problemsIn(plan: PlanDocument, wave: PlannedWave, workload: IConstruct, options: WorkloadOptions): Problem[] {
  const { metrics, probes, releases, beside = [], unfit } = options;
  const { path } = workload.node;
  return [
    ...apart(workload, releases, beside), ...unbound(plan, wave, metrics, path), ...superfluous(plan, metrics, path),
    ...probeProblems(plan, wave, probes, path), ...unfit(plan, wave),
  ];
}

function unknown(plan: PlanDocument, environment: string, path: string): Problem {
  return SP4002.at(path, {
    got: environment, allowed: `one of ${plan.environments.map(({ name }) => name).join(', ')}`, remedies: ['add it to a wave', 'give the workload another environment'],
  });
}

function apart(workload: IConstruct, releases: IConstruct, beside: IConstruct[]): Problem[] {
  const far = outermost(workload) === outermost(releases) || beside.includes(releases) ? [] : [releases];
  return [...far, ...beside.filter((construct) => Stack.of(construct) !== Stack.of(workload))].map((construct) => SP4403.at(workload.node.path, {
    got: `${construct.node.path} in ${Stack.of(construct).node.path}`, allowed: `one in ${Stack.of(workload).node.path}`,
    remedies: [`put the workload into the stack of ${construct.node.path}`],
  }));
}

/** What is handed to a nested stack and back is no export. */
function outermost(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

function unbound(plan: PlanDocument, wave: PlannedWave, metrics: Record<string, IMetric>, path: string): Problem[] {
  const asked = [...watchedNames(wave), ...quietNames(wave)];
  return plan.signals
    .filter(({ name, measure }) => measure.kind === 'custom' && asked.includes(name) && !metrics[name])
    .map(({ name }) => SP4206.at(path, { got: Object.keys(metrics).join(', ') || 'no metrics', allowed: `a metric for ${name}`, remedies: [`give the workload a metric named ${name}`] }));
}

function superfluous(plan: PlanDocument, metrics: Record<string, IMetric>, path: string): Problem[] {
  const custom = plan.signals.filter(({ measure }) => measure.kind === 'custom').map(({ name }) => name);
  return Object.keys(metrics).filter((name) => !custom.includes(name)).map((name) => SP4210.at(path, {
    got: name, allowed: custom.length > 0 ? `one of ${custom.join(', ')}` : 'no metric, since no signal is custom', remedies: ['correct the name', 'remove the metric'],
  }));
}
