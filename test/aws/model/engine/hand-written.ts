import type { Actor, Controls, StateChange } from '../../../support/codepipeline/actor';
import { CodePipeline } from '../../../support/codepipeline/code-pipeline';
import type { Template } from '../../../support/codepipeline/template';
import type { Unknowns } from '../../../support/codepipeline/unknowns';
import type { World } from '../../../support/codepipeline/world';

/** A stage as CloudFormation takes it. */
export type HandWritten = Record<string, unknown> & { readonly Name: string };

export function action(name: string, more: Record<string, unknown> = {}) {
  return { Name: name, ActionTypeId: { Category: 'Compute', Owner: 'AWS', Provider: 'Commands', Version: '1' }, Commands: ['true'], ...more };
}

export function approval(name: string, minutes?: number) {
  return { Name: name, ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' }, ...(minutes ? { TimeoutInMinutes: minutes } : {}) };
}

/** Deploys one stack, whose template is `deployed`. */
export function deployment(environment: string) {
  return {
    Name: `deploy-${environment}`,
    ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
    Configuration: { ActionMode: 'CREATE_UPDATE', StackName: `${environment}-stack`, TemplatePath: `Out::assembly-${environment}/stack.template.json` },
  };
}

export function rule(provider: string, configuration: Record<string, string> = {}, name = provider) {
  return { Name: name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: provider, Version: '1' }, Configuration: configuration };
}

export function condition(result: string, ...rules: unknown[]) {
  return { Conditions: [{ Result: result, Rules: rules }] };
}

export const WELL: World = { faults: [], outages: [], failedDeployments: [], failedJobs: [] };

export interface Told extends Partial<World> {
  readonly mode?: string;
  readonly variables?: { readonly Name: string; readonly DefaultValue: string }[];
  readonly deployed?: Template;
  readonly actors?: readonly Actor[];
  readonly unknowns?: Partial<Unknowns>;
}

/** A pipeline of these stages, at midnight of a Monday. */
export function pipeline(stages: HandWritten[], { mode = 'QUEUED', variables = [], deployed = { Resources: {} }, actors, unknowns, ...world }: Told = {}): CodePipeline {
  const template: Template = { Resources: { Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { ExecutionMode: mode, Variables: variables, Stages: stages } } } };
  return new CodePipeline({
    written: { pipeline: template, deployed: () => deployed }, world: { ...WELL, ...world }, startMs: Date.UTC(2026, 0, 5), actors, unknowns,
  });
}

/** `release type status` of everybody who has been in a stage. */
export function seen(engine: CodePipeline, stage: string): string[] {
  return engine.stays(stage).map(({ execution: { release, type }, status }) => `${release} ${type} ${status}`);
}

/** Does something whenever it hears of a stage and a state. */
export function whenever(stage: string, state: StateChange['state'], act: (change: StateChange, controls: Controls) => void): Actor {
  return { hear: (change, controls) => (change.stage === stage && change.state === state && (change.level === 'stage' || state === 'APPROVAL') ? act(change, controls) : undefined) };
}
