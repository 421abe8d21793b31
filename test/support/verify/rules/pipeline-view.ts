import type { Json } from '../json';
import { list, object } from '../json';
import type { CfnTemplate } from '../subject';
import { resourcesOf } from '../subject';
import type { Breach, TemplateRule } from './rule';

export interface RuleView {
  readonly at: string;
  readonly name: Json;
  readonly provider: string;
  readonly typeId: { [key: string]: Json };
  readonly configuration: { [key: string]: Json };
  readonly raw: { [key: string]: Json };
}

export interface ConditionView {
  readonly at: string;
  readonly result: Json;
  readonly rules: RuleView[];
}

export type PlaceName = 'BeforeEntry' | 'OnSuccess' | 'OnFailure';

/** One of the three places of a stage that conditions stand in. */
export interface PlaceView {
  readonly at: string;
  readonly name: PlaceName;
  readonly result: Json;
  readonly conditions: ConditionView[];
  readonly raw: { [key: string]: Json };
}

export interface ActionView {
  readonly at: string;
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly runOrder: Json;
  readonly configuration: { [key: string]: Json };
  readonly inputs: string[];
  readonly outputs: string[];
  readonly raw: { [key: string]: Json };
}

export interface StageView {
  readonly at: string;
  readonly index: number;
  readonly name: string;
  readonly actions: ActionView[];
  readonly places: PlaceView[];
  readonly raw: { [key: string]: Json };
}

export interface PipelineView {
  readonly at: string;
  readonly isV2: boolean;
  readonly mode: Json;
  readonly stages: StageView[];
  readonly raw: { [key: string]: Json };
}

const PLACES: PlaceName[] = ['BeforeEntry', 'OnSuccess', 'OnFailure'];

/** The pipelines of a template, with empty lists where nothing stands. */
export function pipelinesOf(template: CfnTemplate): PipelineView[] {
  return resourcesOf(template, 'AWS::CodePipeline::Pipeline').map(({ id, properties }) => ({
    at: id,
    isV2: properties.PipelineType === 'V2',
    mode: properties.ExecutionMode,
    stages: list(properties.Stages).map((stage, i) => stageView(object(stage), i, `${id}/Stages/${i}`)),
    raw: properties,
  }));
}

function stageView(raw: { [key: string]: Json }, index: number, at: string): StageView {
  return {
    at,
    index,
    name: `${raw.Name}`,
    actions: list(raw.Actions).map((action, i) => actionView(object(action), `${at}/Actions/${i}`)),
    places: PLACES.filter((name) => raw[name] !== undefined).map((name) => placeView(name, object(raw[name]), `${at}/${name}`)),
    raw,
  };
}

function actionView(raw: { [key: string]: Json }, at: string): ActionView {
  const { Category, Provider } = object(raw.ActionTypeId);
  const artifacts = (value: Json) => list(value).map((artifact) => `${object(artifact).Name}`);
  return {
    at,
    name: `${raw.Name}`,
    category: `${Category}`,
    provider: `${Provider}`,
    runOrder: raw.RunOrder ?? 1,
    configuration: object(raw.Configuration),
    inputs: artifacts(raw.InputArtifacts),
    outputs: artifacts(raw.OutputArtifacts),
    raw,
  };
}

function placeView(name: PlaceName, raw: { [key: string]: Json }, at: string): PlaceView {
  const conditions = list(raw.Conditions).map((condition, i) => {
    const { Result, Rules } = object(condition);
    return { at: `${at}/Conditions/${i}`, result: Result, rules: list(Rules).map((rule, j) => ruleView(object(rule), `${at}/Conditions/${i}/Rules/${j}`)) };
  });
  return { at, name, result: raw.Result, conditions, raw };
}

function ruleView(raw: { [key: string]: Json }, at: string): RuleView {
  const typeId = object(raw.RuleTypeId);
  return { at, name: raw.Name, provider: `${typeId.Provider}`, typeId, configuration: object(raw.Configuration), raw };
}

export function rulesOf(stage: StageView): RuleView[] {
  return stage.places.flatMap(({ conditions }) => conditions.flatMap(({ rules }) => rules));
}

/** Whether anything about the stage takes a release back. */
export function rollsBack(stage: StageView): boolean {
  return stage.places.some(({ result, conditions }) => result === 'ROLLBACK' || conditions.some((condition) => condition.result === 'ROLLBACK'));
}

export function pipelineRule(name: string, allowed: string, check: (pipeline: PipelineView) => Breach[]): TemplateRule {
  return { name, allowed, check: ({ template }) => pipelinesOf(template).flatMap(check) };
}

export function stageRule(name: string, allowed: string, check: (stage: StageView, pipeline: PipelineView) => Breach[]): TemplateRule {
  return pipelineRule(name, allowed, (pipeline) => pipeline.stages.flatMap((stage) => check(stage, pipeline)));
}

export function actionRule(name: string, allowed: string, check: (action: ActionView) => Breach[]): TemplateRule {
  return stageRule(name, allowed, (stage) => stage.actions.flatMap(check));
}

/** On the rules of some provider, or of any. */
export function declarationRule(name: string, allowed: string, provider: string | undefined, check: (rule: RuleView) => Breach[]): TemplateRule {
  return stageRule(name, allowed, (stage) => rulesOf(stage).filter((rule) => provider === undefined || rule.provider === provider).flatMap(check));
}
