import { FIRST_EXECUTION } from '../links/first-execution';
import { SYNTH_ACTION } from '../names';
import { PAGE_SIZE } from '../undo/page-size';
import { call, choice, expression, PIPELINE } from '../undo/states';

/** The variable with which the synthesis says which version it has built. */
export const VERSION_VARIABLE = 'RELEASE_VERSION';

export interface Recording {
  /** Beginning of the names of records. */
  readonly prefix: string;
  /** Names of environments, by the name of the stage that deploys to them. */
  readonly environments: Readonly<Record<string, string[]>>;
}

const HANDED_OVER = `$states.result.PipelineExecution.Variables[Name = '${FIRST_EXECUTION}'].ResolvedValue`;
const BUILT_BY = `$exists(${HANDED_OVER}) ? ${HANDED_OVER} : $exists($states.result.PipelineExecution.RollbackMetadata.RollbackTargetPipelineExecutionId)
  ? $states.result.PipelineExecution.RollbackMetadata.RollbackTargetPipelineExecutionId : $execution`;
const VERSION = `$states.result.ActionExecutionDetails[ActionName = '${SYNTH_ACTION}'][0].Output.OutputVariables.${VERSION_VARIABLE}`;
const FOUND = {
  version: expression(`$exists(${VERSION}) ? ${VERSION} : ''`),
  more: expression("$exists($states.result.NextToken) ? $states.result.NextToken : ''"),
};

/**
 * What is written down when a deploy stage has succeeded. A rollback is an execution of its own, in which nothing was built:
 * what it has brought back is what its target had built. What a later pipeline deploys was built by the first one.
 */
export function recording({ prefix, environments }: Recording): Record<string, unknown> {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: {
        Type: 'Pass',
        Assign: {
          execution: expression("$lookup($states.input.detail, 'execution-id')"),
          pipeline: expression('$states.input.detail.pipeline'),
          stage: expression('$states.input.detail.stage'),
          at: expression('$states.input.time'),
          environments,
        },
        Next: 'IsDeployment',
      },
      IsDeployment: choice([['$exists($lookup($environments, $stage))', 'Release']], 'Nothing'),
      Nothing: { Type: 'Succeed' },
      Release: call({
        api: 'aws-sdk:codepipeline:getPipelineExecution',
        args: { PipelineName: expression('$pipeline'), PipelineExecutionId: expression('$execution') },
        assign: { built: expression(BUILT_BY), revisions: expression('[$states.result.PipelineExecution.ArtifactRevisions.{"name": Name, "revision": RevisionId}]') },
        next: 'Version',
      }),
      Version: call({
        api: 'aws-sdk:codepipeline:listActionExecutions',
        args: { PipelineName: PIPELINE, Filter: { PipelineExecutionId: expression('$built') }, MaxResults: PAGE_SIZE },
        assign: FOUND,
        next: 'IsKnown',
      }),
      // the newest actions come first, and what was built was among the first ones
      IsKnown: choice([["$version = '' and $more != ''", 'More']], 'Each'),
      More: call({
        api: 'aws-sdk:codepipeline:listActionExecutions',
        args: { PipelineName: PIPELINE, Filter: { PipelineExecutionId: expression('$built') }, MaxResults: PAGE_SIZE, NextToken: expression('$more') },
        assign: FOUND,
        next: 'IsKnown',
      }),
      Each: {
        Type: 'Map',
        Items: expression('[$lookup($environments, $stage)]'),
        ItemProcessor: {
          StartAt: 'Write',
          States: {
            Write: call({
              api: 'aws-sdk:ssm:putParameter',
              args: {
                Name: expression(`'${prefix}' & $states.input`),
                Type: 'String',
                Overwrite: true,
                Value: expression("$string({'version': $version, 'revisions': $revisions, 'execution': $execution, 'at': $at})"),
              },
              next: 'Done',
            }),
            Done: { Type: 'Succeed' },
          },
        },
        End: true,
      },
    },
  };
}
