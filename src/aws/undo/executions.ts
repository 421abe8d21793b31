import { SOURCE_ACTION } from '../names';
import { PAGE_SIZE } from './page-size';
import type { Otherwise, State } from './states';
import { call, expression } from './states';

const NEWEST_FIRST = 'function($a, $b) { $a.StartTime < $b.StartTime }';
const REVISION = `SourceRevisions[ActionName = '${SOURCE_ACTION}'].RevisionId`;
const TYPE = "ExecutionType = 'ROLLBACK' ? 'ROLLBACK' : 'STANDARD'";

/** Of the executions that were listed: who succeeded in the stage, the last one first. A rollback cannot be gone back to, but whom it went back to can. */
export const RUNS = `[$sort($states.result.PipelineExecutionSummaries, ${NEWEST_FIRST}).{
  'execution': PipelineExecutionId,
  'id': ExecutionType = 'ROLLBACK' ? RollbackMetadata.RollbackTargetPipelineExecutionId : PipelineExecutionId,
  'revision': ${REVISION},
  'type': ${TYPE},
  'began': StartTime
}]`;

/** Who is under way, the last one first. One that was told to stop is, until its running actions have ended. */
export const UNDER_WAY = withStatus('InProgress', 'Stopping');
/** The same, and who has ended badly. */
export const NOT_THROUGH = withStatus('InProgress', 'Stopping', 'Stopped', 'Failed');

/** Whether one of `runs` has come to a stage after who `stands` there: a newer release, or a rollback. */
export function overtakes(runs: string, { began, since }: { readonly began: string; readonly since: string }): string {
  return `$exists(${runs}[type = 'ROLLBACK' ? began > ${since} : began > ${began}])`;
}

/** Its last action tells. While a condition is judged there is no running one, so whether one runs is not asked. */
const STANDS = `(
  $done := $sort($states.result.ActionExecutionDetails, ${NEWEST_FIRST});
  $here := $done[0].StageName;
  $merge([$one, {'stage': $here, 'wave': $lookup($entered, $here), 'since': $done[StageName = $here][-1].StartTime}])
)`;

/**
 * Finds out in which stage, and in which wave since when, an execution is: `stands` is `one` with these. It is in no wave before
 * its first deployment there.
 */
export function standing(pipeline: string, next: string, otherwise: Otherwise[] = []): State {
  return call({
    api: 'aws-sdk:codepipeline:listActionExecutions',
    args: {
      PipelineName: expression(pipeline),
      MaxResults: PAGE_SIZE,
      Filter: { LatestInPipelineExecution: { PipelineExecutionId: expression('$one.execution'), StartTimeRange: 'Latest' } },
    },
    assign: { stands: expression(STANDS) },
    next,
    otherwise,
  });
}

function withStatus(...statuses: string[]): string {
  const some = statuses.map((status) => `'${status}'`).join(', ');
  return `[$sort($states.result.PipelineExecutionSummaries[Status in [${some}]], ${NEWEST_FIRST}).{
    'execution': PipelineExecutionId,
    'id': PipelineExecutionId,
    'revision': ${REVISION},
    'type': ${TYPE},
    'began': StartTime,
    'status': Status
  }]`;
}
