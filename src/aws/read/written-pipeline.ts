import { field, list, mapping, number, text } from './data';
import type { Notes, Place } from './notes';
import { placeText, within } from './notes';
import type { Resource, Template } from './template';

export interface WrittenAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly commands: string[];
  readonly outputs: number;
  readonly runOrder: number;
  readonly timeoutMinutes: number | undefined;
  readonly roleArn: string;
  readonly region: string;
  readonly at: Place;
}

export interface WrittenRule {
  readonly name: string;
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly commands: string[];
  /** What happens when the condition that it is part of fails. */
  readonly result: string;
  readonly at: Place;
}

export interface WrittenStage {
  readonly name: string;
  /** In the order in which they run. */
  readonly actions: WrittenAction[];
  readonly beforeEntry: WrittenRule[];
  readonly onSuccess: WrittenRule[];
  /** What a failure leads to: `ROLLBACK`, `RETRY`, `FAIL`, or nothing. */
  readonly onFailure: string;
  readonly at: Place;
}

/** A pipeline as its template says it. */
export interface WrittenPipeline {
  readonly template: Template;
  readonly id: string;
  readonly name: string;
  readonly mode: string;
  readonly isV2: boolean;
  readonly stages: WrittenStage[];
  readonly at: Place;
}

export function writtenPipeline({ template, id, properties }: Resource, notes: Notes): WrittenPipeline {
  const at = { template: template.name, logicalId: id, path: '' };
  const stages = list(field(properties, 'Stages')).map((stage, i) => writtenStage(stage, within(at, 'Stages', i)));
  for (const { at: place } of stages.slice(1).flatMap(({ actions }) => actions).filter(({ category }) => category === 'Source')) {
    notes.add(place, 'fetches a source after the first stage, which CodePipeline refuses');
    notes.seen.faults.push({ kind: 'lateSource', at: placeText(place), got: 'an action of the category Source' });
  }
  for (const { at: place, configuration: { OAuthToken = '' } } of stages.flatMap(({ actions }) => actions)) {
    // a reference to a parameter or to a secret is none itself
    if (/^[^${]+$/.test(OAuthToken)) notes.seen.faults.push({ kind: 'secret', at: placeText(within(place, 'Configuration', 'OAuthToken')), got: `a text of ${OAuthToken.length} letters` });
  }
  return {
    template,
    id,
    name: text(field(properties, 'Name')),
    mode: text(field(properties, 'ExecutionMode')) || 'SUPERSEDED',
    isV2: text(field(properties, 'PipelineType')) === 'V2',
    stages,
    at,
  };
}

function writtenStage(stage: unknown, at: Place): WrittenStage {
  const actions = list(field(stage, 'Actions')).map((action, i) => writtenAction(action, within(at, 'Actions', i)));
  return {
    name: text(field(stage, 'Name')),
    actions: [...actions].sort((one, other) => one.runOrder - other.runOrder),
    beforeEntry: rules(stage, 'BeforeEntry', at),
    onSuccess: rules(stage, 'OnSuccess', at),
    onFailure: text(field(stage, 'OnFailure', 'Result')),
    at,
  };
}

function writtenAction(action: unknown, at: Place): WrittenAction {
  return {
    name: text(field(action, 'Name')),
    category: text(field(action, 'ActionTypeId', 'Category')),
    provider: text(field(action, 'ActionTypeId', 'Provider')),
    configuration: texts(field(action, 'Configuration')),
    commands: list(field(action, 'Commands')).map(text),
    outputs: list(field(action, 'OutputArtifacts')).length,
    runOrder: number(field(action, 'RunOrder')) ?? 1,
    timeoutMinutes: number(field(action, 'TimeoutInMinutes')),
    roleArn: text(field(action, 'RoleArn')),
    region: text(field(action, 'Region')),
    at,
  };
}

function rules(stage: unknown, place: string, at: Place): WrittenRule[] {
  return list(field(stage, place, 'Conditions')).flatMap((condition, i) => list(field(condition, 'Rules')).map((rule, j) => ({
    name: text(field(rule, 'Name')),
    provider: text(field(rule, 'RuleTypeId', 'Provider')),
    configuration: texts(field(rule, 'Configuration')),
    commands: list(field(rule, 'Commands')).map(text),
    result: text(field(condition, 'Result')),
    at: within(at, place, 'Conditions', i, 'Rules', j),
  })));
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping(value)).map(([key, inner]) => [key, text(inner)]));
}
