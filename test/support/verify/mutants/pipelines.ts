import type { Mutant } from '../mutant';
import { push, remove, repeat, set } from '../mutate';

const STAGES = 'Pipeline/Stages';
const GIT = 'Pipeline/Triggers/0/GitConfiguration';
const many = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);

function mutant(foundBy: string, what: string, mutation: Mutant['mutation']): Mutant {
  return { what, base: 'pipeline', mutation, foundBy: `rules/${foundBy}` };
}

/** Faults in stages, actions, artifacts, triggers and variables. */
export const PIPELINE_MUTANTS: Mutant[] = [
  mutant('stage-count', 'fifty-one stages', repeat(`${STAGES}/5`, 45, (_, i) => ({ Name: `more-${i}` }))),
  mutant('actions-in-a-stage', 'fifty-one actions in a stage', repeat(`${STAGES}/Deploy/Actions/0`, 49, (_, i) => ({ Name: `more-${i}` }))),
  mutant('action-count', 'over a thousand actions in a pipeline', repeat(`${STAGES}/5`, 20, (stage, i) => ({
    Name: `more-${i}`, Actions: many(50).map((Name) => ({ ...(stage.Actions as object[])[0], Name })),
  }))),
  mutant('actions-in-a-stage', 'a stage without an action', set(`${STAGES}/Gate/Actions`, [])),
  mutant('stage-name', 'a stage with a space in its name', set(`${STAGES}/Gate/Name`, 'the gate')),
  mutant('action-names-differ', 'two actions of one name', set(`${STAGES}/Deploy/Actions/1/Name`, 'Deploy')),
  mutant('action-name', 'an action with a slash in its name', set(`${STAGES}/Gate/Actions/0/Name`, 'approve/all')),
  mutant('source-comes-first', 'a source in the second stage', set(`${STAGES}/Build/Actions/0/ActionTypeId`, { Category: 'Source', Owner: 'AWS', Provider: 'S3', Version: '1' })),
  mutant('action-configuration', 'a source without a branch', remove(`${STAGES}/Source/Actions/0/Configuration/BranchName`)),
  mutant('action-configuration-is-text', 'a structure in the configuration of an action', set(`${STAGES}/Gate/Actions/Ask/Configuration/UserParameters`, { deep: 1 })),
  mutant('run-order', 'run order 0', set(`${STAGES}/Deploy/Actions/0/RunOrder`, 0)),
  mutant('approval-timeout', 'an approval of four minutes', set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 4)),
  mutant('approval-timeout', 'an approval of over 60 days', set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 86_401)),
  mutant('artifact-name', 'a dot in the name of an artifact', set(`${STAGES}/Deploy/Actions/0/InputArtifacts/0/Name`, 'Built.zip')),
  mutant('artifact-count', 'an approval that takes an artifact', set(`${STAGES}/Gate/Actions/0/InputArtifacts`, [{ Name: 'Built' }])),
  mutant('artifact-produced-once', 'an artifact that two actions produce', set(`${STAGES}/Deploy/Actions/1/OutputArtifacts`, [{ Name: 'Built' }])),
  mutant('artifact-produced-before', 'an artifact that a later stage produces', set(`${STAGES}/Build/Actions/0/InputArtifacts/0/Name`, 'Built')),
  mutant('artifact-referenced', 'a template out of an artifact that the action does not take', push(`${STAGES}/Deploy/Actions`, {
    Name: 'Stack',
    RunOrder: 3,
    ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
    Configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'pipeline', TemplatePath: 'Code::template.json' },
    InputArtifacts: [{ Name: 'Built' }],
  })),
  mutant('namespaces-differ', 'a namespace twice', set(`${STAGES}/Build/Actions/0/Namespace`, 'source')),
  mutant('variable-reference', 'a variable of the pipeline that is not declared', set(`${STAGES}/Gate/Actions/Ask/Configuration/UserParameters`, '#{variables.RELEASE}')),
  mutant('variable-reference', 'a variable of an action that comes later', set(`${STAGES}/Source/Actions/0/Configuration/BranchName`, '#{source.BranchName}')),
  mutant('v2-only', 'QUEUED on type V1', set('Pipeline/PipelineType', 'V1')),
  mutant('variable-count', 'fifty-one variables', push('Pipeline/Variables', ...many(50).map((Name) => ({ Name })))),
  mutant('variable-names-differ', 'a variable twice', push('Pipeline/Variables', { Name: 'RELEASE_TYPE' })),
  mutant('variable-name', 'a dot in the name of a variable', push('Pipeline/Variables', { Name: 'release.type' })),
  mutant('variable-value', 'a slash in the value of a variable', set('Pipeline/Variables/0/DefaultValue', 'shop/feature')),
  mutant('trigger-count', 'fifty-one triggers', repeat('Pipeline/Triggers/0', 50, () => ({}))),
  mutant('trigger-provider', 'a trigger of another provider', set('Pipeline/Triggers/0/ProviderType', 'CodeCommit')),
  mutant('trigger-source', 'a trigger on an action that is no source', set(`${GIT}/SourceActionName`, 'Build')),
  mutant('trigger-source', 'two triggers on one source', repeat('Pipeline/Triggers/0', 1, () => ({}))),
  mutant('trigger-filters', 'four filters of pushes', repeat(`${GIT}/Push/0`, 3, () => ({}))),
  mutant('trigger-filters', 'a trigger without a filter', remove(`${GIT}/Push`)),
  mutant('trigger-patterns', 'nine patterns in a list', set(`${GIT}/Push/0/Branches/Includes`, many(9))),
  mutant('trigger-events', 'an event of pull requests that does not exist', set(`${GIT}/PullRequest`, [{ Events: ['MERGED'], Branches: { Includes: ['main'] } }])),
];
