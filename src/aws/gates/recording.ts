/** The variable with which the synthesis says which version it has built. */
export const VERSION_VARIABLE = 'RELEASE_VERSION';

export interface Recording {
  readonly partition: string;
  readonly pipelineName: string;
  /** Beginning of the names of records. */
  readonly prefix: string;
  /** Names of environments, by the name of the stage that deploys to them. */
  readonly environments: ReadonlyMap<string, string[]>;
}

/**
 * What is written down when a deploy stage has succeeded. A rollback is an execution of its own, in which nothing was built:
 * what it has brought back is what its target had built.
 */
export function recording({ partition, pipelineName, prefix, environments }: Recording): object {
  const task = (action: string, Parameters: object) => ({ Type: 'Task', Resource: `arn:${partition}:states:::aws-sdk:${action}`, Parameters });
  const pass = (Parameters: object, ResultPath: string, Next: string) => ({ Type: 'Pass', Parameters, ResultPath, Next });
  const record = (version: object) => ({
    ...version, 'commit.$': '$.release.commits[0]', 'execution.$': "$.detail['execution-id']", 'at.$': '$.time',
  });
  const places = [...environments].map(([stage, names], index) => ({ stage, names, state: `Environments of ${index + 1}` }));
  return {
    StartAt: 'Release',
    States: {
      'Release': {
        ...task('codepipeline:getPipelineExecution', { 'PipelineName': pipelineName, 'PipelineExecutionId.$': "$.detail['execution-id']" }),
        ResultSelector: {
          'commits.$': '$.PipelineExecution.ArtifactRevisions[*].RevisionId',
          'targets.$': '$.PipelineExecution..RollbackTargetPipelineExecutionId',
        },
        ResultPath: '$.release',
        Next: 'Is it a rollback',
      },
      'Is it a rollback': { Type: 'Choice', Choices: [{ Variable: '$.release.targets[0]', IsPresent: true, Next: 'Built by its target' }], Default: 'Built by itself' },
      'Built by its target': pass({ 'execution.$': '$.release.targets[0]' }, '$.built', 'Version'),
      'Built by itself': pass({ 'execution.$': "$.detail['execution-id']" }, '$.built', 'Version'),
      'Version': {
        ...task('codepipeline:listActionExecutions', { PipelineName: pipelineName, Filter: { 'PipelineExecutionId.$': '$.built.execution' } }),
        ResultSelector: { 'found.$': `$.ActionExecutionDetails[?(@.ActionName == 'Synth')].Output.OutputVariables.${VERSION_VARIABLE}` },
        ResultPath: '$.version',
        Next: 'Has it a version',
      },
      'Has it a version': { Type: 'Choice', Choices: [{ Variable: '$.version.found[0]', IsPresent: true, Next: 'With its version' }], Default: 'Without a version' },
      'With its version': pass(record({ 'version.$': '$.version.found[0]' }), '$.record', 'Where'),
      'Without a version': pass(record({ version: '' }), '$.record', 'Where'),
      'Where': { Type: 'Choice', Choices: places.map(({ stage, state }) => ({ Variable: '$.detail.stage', StringEquals: stage, Next: state })) },
      ...Object.fromEntries(places.map(({ names, state }) => [state, { Type: 'Pass', Result: names, ResultPath: '$.environments', Next: 'Each' }])),
      'Each': {
        Type: 'Map',
        ItemsPath: '$.environments',
        ItemSelector: { 'name.$': `States.Format('${prefix}{}', $$.Map.Item.Value)`, 'value.$': 'States.JsonToString($.record)' },
        ItemProcessor: {
          StartAt: 'Write',
          States: {
            Write: { ...task('ssm:putParameter', { 'Name.$': '$.name', 'Value.$': '$.value', 'Type': 'String', 'Overwrite': true }), End: true },
          },
        },
        End: true,
      },
    },
  };
}
