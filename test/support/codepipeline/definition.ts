import type { Template } from './template';
import { resourcesOf, text } from './template';

export type Place = 'beforeEntry' | 'onSuccess' | 'onFailure';
export type Result = 'FAIL' | 'ROLLBACK' | 'SKIP' | 'RETRY';

/** The six there are. */
export type RuleProvider = 'DeploymentWindow' | 'CloudWatchAlarm' | 'VariableCheck' | 'LambdaInvoke' | 'CodeBuild' | 'Commands';

export interface RuleDefinition {
  readonly name: string;
  readonly provider: RuleProvider;
  readonly configuration: Readonly<Record<string, string>>;
}

export interface ConditionDefinition {
  readonly result: Result;
  readonly rules: readonly RuleDefinition[];
}

export interface FailureDefinition {
  readonly result: Result | undefined;
  readonly condition: ConditionDefinition | undefined;
  readonly retry: 'ALL_ACTIONS' | 'FAILED_ACTIONS' | undefined;
}

export interface ActionDefinition {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly runOrder: number;
  readonly timeoutMs: number | undefined;
  readonly configuration: Readonly<Record<string, string>>;
}

export interface StageDefinition {
  readonly name: string;
  readonly actions: readonly ActionDefinition[];
  readonly beforeEntry: ConditionDefinition | undefined;
  readonly onSuccess: ConditionDefinition | undefined;
  readonly onFailure: FailureDefinition | undefined;
}

export interface PipelineDefinition {
  readonly mode: 'SUPERSEDED' | 'QUEUED';
  readonly stages: readonly StageDefinition[];
  /** Stages whose inbound transition is disabled. */
  readonly disabled: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

interface TypeId {
  readonly Category: string;
  readonly Provider: string;
}
interface RuleProperties {
  readonly Name: string;
  readonly RuleTypeId: TypeId;
  readonly Configuration?: Record<string, unknown>;
}
interface Conditions {
  readonly Conditions?: { readonly Result?: Result; readonly Rules?: RuleProperties[] }[];
}
interface FailureProperties extends Conditions {
  readonly Result?: Result;
  readonly RetryConfiguration?: { readonly RetryMode?: FailureDefinition['retry'] };
}
interface ActionProperties {
  readonly Name: string;
  readonly ActionTypeId: TypeId;
  readonly RunOrder?: number;
  readonly TimeoutInMinutes?: number;
  readonly Configuration?: Record<string, unknown>;
}
interface StageProperties {
  readonly Name: string;
  readonly Actions: ActionProperties[];
  readonly BeforeEntry?: Conditions;
  readonly OnSuccess?: Conditions;
  readonly OnFailure?: FailureProperties;
}
interface PipelineProperties {
  readonly ExecutionMode?: string;
  readonly Stages: StageProperties[];
  readonly DisableInboundStageTransitions?: { readonly StageName: string }[];
  readonly Variables?: { readonly Name: string; readonly DefaultValue?: string }[];
}

const PROVIDERS: readonly string[] = ['DeploymentWindow', 'CloudWatchAlarm', 'VariableCheck', 'LambdaInvoke', 'CodeBuild', 'Commands'];
const ALLOWED: Record<Place, readonly Result[]> = { beforeEntry: ['FAIL', 'SKIP'], onSuccess: ['FAIL', 'ROLLBACK'], onFailure: ['ROLLBACK', 'RETRY'] };

/** The one pipeline of a template. What CodePipeline documents that it refuses, this refuses. */
export function definitionOf(template: Template): PipelineDefinition {
  const found = resourcesOf<PipelineProperties>(template, 'AWS::CodePipeline::Pipeline');
  if (found.length !== 1) throw new Error(`the template has ${found.length} pipelines`);
  const [[, properties]] = found;
  const mode = properties.ExecutionMode ?? 'SUPERSEDED';
  if (mode !== 'SUPERSEDED' && mode !== 'QUEUED') throw new Error(`the model does not know the execution mode ${mode}`);
  return {
    mode,
    stages: properties.Stages.map(stage),
    disabled: (properties.DisableInboundStageTransitions ?? []).map(({ StageName }) => StageName),
    variables: Object.fromEntries((properties.Variables ?? []).map(({ Name, DefaultValue = '' }) => [Name, DefaultValue])),
  };
}

function stage({ Name, Actions, BeforeEntry, OnSuccess, OnFailure }: StageProperties): StageDefinition {
  return {
    name: Name,
    actions: Actions.map(action),
    beforeEntry: condition(BeforeEntry, 'beforeEntry', Name),
    onSuccess: condition(OnSuccess, 'onSuccess', Name),
    onFailure: OnFailure && {
      result: OnFailure.Result,
      condition: condition(OnFailure, 'onFailure', Name),
      retry: OnFailure.RetryConfiguration && (OnFailure.RetryConfiguration.RetryMode ?? 'FAILED_ACTIONS'),
    },
  };
}

function action({ Name, ActionTypeId, RunOrder = 1, TimeoutInMinutes, Configuration = {} }: ActionProperties): ActionDefinition {
  return {
    name: Name,
    category: ActionTypeId.Category,
    provider: ActionTypeId.Provider,
    runOrder: RunOrder,
    timeoutMs: TimeoutInMinutes === undefined ? undefined : TimeoutInMinutes * 60_000,
    configuration: texts(Configuration),
  };
}

function condition(conditions: Conditions | undefined, place: Place, stageName: string): ConditionDefinition | undefined {
  const all = conditions?.Conditions ?? [];
  if (all.length > 1) throw new Error(`${stageName} has ${all.length} conditions in one place`);
  if (all.length === 0) return undefined;
  const [{ Result: result, Rules: rules = [] }] = all;
  if (!result || !ALLOWED[place].includes(result)) throw new Error(`${stageName} has the result ${result} ${place}`);
  if (rules.length < 1 || rules.length > 5) throw new Error(`${stageName} has ${rules.length} rules ${place}`);
  return { result, rules: rules.map(rule) };
}

function rule({ Name, RuleTypeId, Configuration = {} }: RuleProperties): RuleDefinition {
  if (RuleTypeId.Category !== 'Rule' || !PROVIDERS.includes(RuleTypeId.Provider)) throw new Error(`there is no rule ${RuleTypeId.Category} ${RuleTypeId.Provider}`);
  return { name: Name, provider: RuleTypeId.Provider as RuleProvider, configuration: texts(Configuration) };
}

function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(value)]));
}
