import { NOT_THROUGH, overtakes, RUNS, standing } from './executions';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression, pipelineIn } from './states';

/**
 * Finds out which release a person means who names a wave: the one that entered it last, and is still in it, or was stopped or failed
 * there and nothing has come since. Hands over to `Veto`; to `Running` where there is none, so that it is one that is through.
 */
export function ordered(): Record<string, State> {
  return {
    Ordered: assign({ within: expression('$order[wave = $wave][-1].stage'), pipeline: expression(pipelineIn('$order[wave = $wave][-1]')) }, 'NotThrough'),
    NotThrough: call({
      api: 'aws-sdk:codepipeline:listPipelineExecutions',
      args: { PipelineName: expression('$pipeline'), MaxResults: PAGE_SIZE },
      assign: { inside: expression(NOT_THROUGH) },
      next: 'Inside',
    }),
    Inside: {
      Type: 'Map',
      Items: expression('$inside'),
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'One',
        States: {
          One: assign({ one: expression('$states.input') }, 'Where'),
          Where: standing('$pipeline', 'There'),
          There: { Type: 'Pass', Output: expression('$stands'), End: true },
        },
      },
      // a rollback that failed has brought nothing back
      Assign: { inside: expression("[$states.result[wave = $wave and (type = 'STANDARD' or status in ['InProgress', 'Stopping'])]]") },
      Next: 'Whoever',
    },
    Whoever: choice([['$count($inside) = 0', 'Running'], ["$inside[0].type = 'ROLLBACK'", 'BeingUndone']], 'Since'),
    // what runs when it has ended is not what the person means
    BeingUndone: { Type: 'Succeed', Output: expression("'nothing was ordered, as ' & $inside[0].stage & ' is being rolled back. Order it again when that has ended, if it has to be'") },
    Since: call({
      api: 'aws-sdk:codepipeline:listPipelineExecutions',
      args: { PipelineName: expression('$pipeline'), MaxResults: PAGE_SIZE, Filter: { SucceededInStage: { StageName: expression('$inside[0].stage') } } },
      assign: { before: expression(RUNS) },
      next: 'Newest',
    }),
    Newest: choice([[overtakes('$before', { began: '$inside[0].began', since: '$inside[0].since' }), 'Running']], 'Met'),
    Met: assign({ bad: expression('$inside[0]'), movers: expression('[$inside[0]]') }, 'Veto'),
  };
}
