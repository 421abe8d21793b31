import { repeated } from '../../../../src/private/repeated';
import { isIntrinsic, walk } from '../json';
import type { StageView } from './pipeline-view';
import { actionRule, pipelineRule, stageRule } from './pipeline-view';
import type { TemplateRule } from './rule';

/** What an action's configuration must have, by category and provider; a provider that is not named here is not judged. */
const REQUIRED: Record<string, string[]> = {
  'Source/CodeStarSourceConnection': ['ConnectionArn', 'FullRepositoryId', 'BranchName'],
  'Source/S3': ['S3Bucket', 'S3ObjectKey'],
  'Source/CodeCommit': ['RepositoryName', 'BranchName'],
  'Source/ECR': ['RepositoryName'],
  'Build/CodeBuild': ['ProjectName'],
  'Test/CodeBuild': ['ProjectName'],
  'Deploy/CloudFormation': ['ActionMode', 'StackName'],
  'Deploy/CodeDeploy': ['ApplicationName', 'DeploymentGroupName'],
  'Deploy/ECS': ['ClusterName', 'ServiceName'],
  'Deploy/S3': ['BucketName', 'Extract'],
  'Deploy/Lambda': ['FunctionName', 'FunctionAlias'],
  'Deploy/AppConfig': ['Application', 'Environment', 'ConfigurationProfile', 'InputArtifactConfigurationPath'],
  'Invoke/Lambda': ['FunctionName'],
  'Invoke/StepFunctions': ['StateMachineArn'],
  'Invoke/CodePipeline': ['PipelineName'],
};
/** Numbers of input and output artifacts, least and most. */
const ARTIFACTS: Record<string, [in_: [number, number], out: [number, number]]> = {
  'Source/CodeStarSourceConnection': [[0, 0], [1, 1]],
  'Source/S3': [[0, 0], [1, 1]],
  'Source/CodeCommit': [[0, 0], [1, 1]],
  'Source/ECR': [[0, 0], [1, 1]],
  'Build/CodeBuild': [[1, 5], [0, 5]],
  'Test/CodeBuild': [[1, 5], [0, 5]],
  'Compute/Commands': [[1, 10], [0, 1]],
  'Approval/Manual': [[0, 0], [0, 0]],
  'Deploy/CloudFormation': [[0, 10], [0, 1]],
  'Deploy/CodeDeploy': [[1, 1], [0, 0]],
  'Deploy/ECS': [[1, 1], [0, 0]],
  'Deploy/S3': [[1, 1], [0, 0]],
  'Invoke/Lambda': [[0, 5], [0, 5]],
  'Invoke/StepFunctions': [[0, 1], [0, 1]],
};
const NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;
const ARTIFACT_NAME = /^[a-zA-Z0-9_-]{1,100}$/;

/** What CodePipeline says of stages, actions and the artifacts between them. */
export const ACTION_RULES: TemplateRule[] = [
  pipelineRule('stage-count', '2 to 50 stages', ({ at, stages }) => (stages.length >= 2 && stages.length <= 50 ? [] : [{ at, got: `${stages.length} stages` }])),
  pipelineRule('action-count', 'at most 1000 actions in a pipeline', ({ at, stages }) => {
    const count = stages.reduce((sum, { actions }) => sum + actions.length, 0);
    return count <= 1000 ? [] : [{ at, got: `${count} actions` }];
  }),
  stageRule('actions-in-a-stage', '1 to 50 actions in a stage', ({ at, actions }) => (actions.length >= 1 && actions.length <= 50 ? [] : [{ at, got: `${actions.length} actions` }])),
  pipelineRule('stage-names-differ', 'each stage name once', ({ at, stages }) => repeated(stages.map(({ name }) => name)).map((name) => ({ at, got: `${name} twice` }))),
  stageRule('stage-name', '1 to 100 of the letters A-Z, a-z, 0-9, ".", "@", "-" and "_"', ({ at, name }) => (NAME.test(name) ? [] : [{ at, got: name }])),
  stageRule('action-names-differ', 'each action name once in a stage', ({ at, actions }) => repeated(actions.map(({ name }) => name)).map((name) => ({ at, got: `${name} twice` }))),
  actionRule('action-name', '1 to 100 of the letters A-Z, a-z, 0-9, ".", "@", "-" and "_"', ({ at, name }) => (NAME.test(name) ? [] : [{ at, got: name }])),
  stageRule('source-comes-first', 'source actions in the first stage and nowhere else', ({ index, actions }) =>
    actions.filter(({ category }) => (category === 'Source') !== (index === 0)).map(({ at, category }) => ({ at, got: category }))),
  actionRule('action-configuration', 'what the provider requires', ({ at, category, provider, configuration }) =>
    (REQUIRED[`${category}/${provider}`] ?? []).filter((key) => configuration[key] === undefined || configuration[key] === '').map((key) => ({ at, got: `no ${key}` }))),
  actionRule('action-configuration-is-text', 'text for each value', ({ at, configuration }) => Object.entries(configuration)
    .filter(([, value]) => typeof value === 'object' && !isIntrinsic(value)).map(([key]) => ({ at: `${at}/Configuration/${key}`, got: 'a structure' }))),
  actionRule('run-order', 'a whole number, 1 to 999', ({ at, runOrder }) => (/^[1-9]\d{0,2}$/.test(`${runOrder}`) ? [] : [{ at, got: `${runOrder}` }])),
  actionRule('approval-timeout', '5 to 86400 minutes', ({ at, category, raw }) => {
    const minutes = Number(raw.TimeoutInMinutes ?? 5);
    return category !== 'Approval' || (minutes >= 5 && minutes <= 86_400) ? [] : [{ at, got: `${minutes}` }];
  }),
  actionRule('artifact-name', '1 to 100 of the letters A-Z, a-z, 0-9, "-" and "_"', ({ at, inputs, outputs }) => [...inputs, ...outputs].filter((name) => !ARTIFACT_NAME.test(name)).map((name) => ({ at, got: name }))),
  actionRule('artifact-count', 'as many artifacts as the provider takes and gives', ({ at, category, provider, inputs, outputs }) => {
    const [takes, gives] = ARTIFACTS[`${category}/${provider}`] ?? [[0, Infinity], [0, Infinity]];
    const within = (count: number, [least, most]: number[]) => count >= least && count <= most;
    return within(inputs.length, takes) && within(outputs.length, gives) ? [] : [{ at, got: `${inputs.length} in, ${outputs.length} out` }];
  }),
  pipelineRule('artifact-produced-once', 'one action for each output artifact', ({ at, stages }) =>
    repeated(stages.flatMap(({ actions }) => actions.flatMap(({ outputs }) => outputs))).map((name) => ({ at, got: `${name} twice` }))),
  pipelineRule('artifact-produced-before', 'artifacts that an earlier action has put out', ({ stages }) => stages.flatMap((stage) => stage.actions.flatMap((action) => {
    const earlier = stage.actions.filter(({ runOrder }) => Number(runOrder) < Number(action.runOrder));
    const there = [...stages.slice(0, stage.index).flatMap(({ actions }) => actions), ...earlier].flatMap(({ outputs }) => outputs);
    return action.inputs.filter((name) => !there.includes(name)).map((name) => ({ at: action.at, got: name }));
  }))),
  pipelineRule('artifact-referenced', 'artifacts of the action in its template path', ({ stages }) => stages.flatMap(({ actions }) => actions.flatMap(({ at, provider, inputs, configuration }) => {
    const { TemplatePath } = configuration;
    const [name] = typeof TemplatePath === 'string' ? TemplatePath.split('::') : [];
    return provider === 'CloudFormation' && name !== undefined && !inputs.includes(name) ? [{ at, got: name }] : [];
  }))),
  pipelineRule('namespaces-differ', 'each namespace once', ({ at, stages }) =>
    repeated(stages.flatMap(({ actions }) => actions.flatMap(({ raw }) => (raw.Namespace === undefined ? [] : [`${raw.Namespace}`])))).map((name) => ({ at, got: `${name} twice` }))),
  pipelineRule('variable-reference', 'a variable of the pipeline, or of an action in an earlier place', ({ raw, stages }) => stages.flatMap((stage) => [
    ...stage.actions.flatMap(({ at, raw: action, runOrder }) => references(action, at)
      .filter(({ name }) => !isKnown(name, raw, [...before(stages, stage.index), ...namespaces(stage, Number(runOrder))]))),
    ...stage.places.flatMap(({ at, raw: place }) => references(place, at).filter(({ name }) => !isKnown(name, raw, before(stages, stage.index + 1)))),
  ]).map(({ at, name }) => ({ at, got: `#{${name}}` }))),
];

function before(stages: StageView[], index: number): string[] {
  return stages.slice(0, index).flatMap((stage) => namespaces(stage));
}

function namespaces({ actions }: StageView, runOrderBelow = Infinity): string[] {
  return actions.filter(({ raw, runOrder }) => raw.Namespace !== undefined && Number(runOrder) < runOrderBelow).map(({ raw }) => `${raw.Namespace}`);
}

function references(value: Parameters<typeof walk>[0], at: string): { at: string; name: string }[] {
  const found: { at: string; name: string }[] = [];
  walk(value, (each, path) => {
    if (typeof each !== 'string') return;
    for (const [, name] of each.matchAll(/#\{([^}]+)\}/g)) found.push({ at: [at, ...path].join('/'), name });
  });
  return found;
}

function isKnown(name: string, { Variables }: { [key: string]: unknown }, known: string[]): boolean {
  const [namespace, ...rest] = name.split('.');
  if (namespace === 'codepipeline') return rest.join('.') === 'PipelineExecutionId';
  if (namespace !== 'variables') return known.includes(namespace);
  return ((Variables ?? []) as { Name: string }[]).some(({ Name }) => Name === rest.join('.'));
}
