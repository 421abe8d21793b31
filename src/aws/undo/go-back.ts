import { SOURCE_ACTION } from '../names';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression, pipelineIn } from './states';
import { LOOKS_AT_MOST } from './undo-table';

/** CodePipeline is doing something else with the stage. */
const BUSY = ['CodePipeline.ConflictException', 'CodePipeline.ConcurrentPipelineExecutionsLimitExceededException'];
const BUSY_AT_MOST = 10;
/** Who succeeded in the stage, the last one first. A rollback cannot be gone back to, but whom it went back to can. */
export const RUNS = `[$sort($states.result.PipelineExecutionSummaries, function($a, $b) { $a.StartTime < $b.StartTime }).{
  'execution': PipelineExecutionId,
  'id': ExecutionType = 'ROLLBACK' ? RollbackMetadata.RollbackTargetPipelineExecutionId : PipelineExecutionId,
  'revision': SourceRevisions[ActionName = '${SOURCE_ACTION}'].RevisionId
}]`;
const ERROR = expression("$states.errorOutput.Error & ': ' & $states.errorOutput.Cause");

/**
 * Takes one stage back to what ran there before the bad release. Ends with what came of it, and never fails: the next stage
 * is not to blame. Knows `bad` from outside.
 *
 * Where CodePipeline itself is about to bring back what is vetoed (`gone`), its `rollback` is waited for: one that is stopped half way
 * may leave stacks of three releases.
 * @param vetoes path of the vetoes' parameters
 */
export function goBack(vetoes: string): { StartAt: string; States: Record<string, State> } {
  return {
    StartAt: 'Take',
    States: {
      Take: assign({
        home: expression(pipelineIn('$states.input')), place: expression('$states.input.stage'), pause: expression('$states.input.pause'), busy: 0, looks: 0, status: 'Succeeded',
        gone: expression('$exists($states.input.gone) ? $states.input.gone : $bad.revision'),
        awaits: expression('$exists($states.input.rollback)'),
        rollback: expression("$exists($states.input.rollback) ? $states.input.rollback : ''"),
      }, 'Underway'),
      Underway: choice([['$awaits', 'Pause']], 'Look'),
      Look: call({
        api: 'aws-sdk:codepipeline:listPipelineExecutions',
        args: { PipelineName: expression('$home'), MaxResults: PAGE_SIZE, Filter: { SucceededInStage: { StageName: expression('$place') } } },
        assign: { runs: expression(RUNS) },
        next: 'Whether',
        otherwise: [{ on: ['States.ALL'], next: 'GiveUp', assign: { why: ERROR } }],
      }),
      // a rollback that failed has left something else than what succeeded last
      Whether: choice([["$status = 'Succeeded' and ($count($runs) = 0 or $runs[0].revision != $gone)", 'Elsewhere']], 'Earlier'),
      Elsewhere: { Type: 'Pass', Output: { stage: expression('$place'), outcome: 'elsewhere' }, End: true },
      Earlier: assign({
        earlier: expression('[$runs[revision != $bad.revision and revision != $gone]]'),
        why: 'no release of before is left that is not vetoed and was started since the pipeline last changed its structure',
      }, 'Left'),
      Left: choice([['$count($earlier) = 0', 'GiveUp']], 'Vetoed'),
      // what went wrong once is no place to go back to
      Vetoed: call({
        api: 'aws-sdk:ssm:getParameter',
        args: { Name: expression(`'${vetoes}/' & $earlier[0].revision`) },
        next: 'Skip',
        answers: ['Ssm.ParameterNotFoundException'],
        // also when nobody can say: nothing stands on the way back
        otherwise: [{ on: ['States.ALL'], next: 'Back' }],
      }),
      Skip: assign({ earlier: expression('[$earlier[revision != $earlier[0].revision]]') }, 'Left'),
      Back: call({
        api: 'aws-sdk:codepipeline:rollbackStage',
        args: { PipelineName: expression('$home'), StageName: expression('$place'), TargetPipelineExecutionId: expression('$earlier[0].id') },
        assign: { rollback: expression('$states.result.PipelineExecutionId'), awaits: false, looks: 0 },
        next: 'Pause',
        answers: BUSY,
        otherwise: [
          { on: BUSY, next: 'Busy', assign: { busy: expression('$busy + 1'), why: ERROR } },
          { on: ['States.ALL'], next: 'GiveUp', assign: { why: ERROR } },
        ],
      }),
      Busy: choice([[`$busy > ${BUSY_AT_MOST}`, 'GiveUp']], 'Yield'),
      // who is in the stage may be a newer release, which is not to blame: look again
      Yield: { Type: 'Wait', Seconds: expression('30 * $busy'), Next: 'Look' },
      Pause: { Type: 'Wait', Seconds: expression('$pause'), Next: 'Ask' },
      Ask: call({
        api: 'aws-sdk:codepipeline:getPipelineExecution',
        args: { PipelineName: expression('$home'), PipelineExecutionId: expression('$rollback') },
        assign: {
          status: expression('$states.result.PipelineExecution.Status'), looks: expression('$looks + 1'),
          why: expression("'its rollback ' & $rollback & ' is ' & $states.result.PipelineExecution.Status"),
        },
        next: 'Ended',
        otherwise: [{ on: ['States.ALL'], next: 'GiveUp', assign: { why: ERROR } }],
      }),
      Ended: choice([["$status = 'InProgress'", 'Baking'], ['$awaits', 'Look'], ["$status = 'Succeeded'", 'WentBack']], 'GiveUp'),
      // when a rollback bakes, the release of before is deployed already
      Baking: call({
        api: 'aws-sdk:codepipeline:listRuleExecutions',
        args: { PipelineName: expression('$home'), Filter: { PipelineExecutionId: expression('$rollback') }, MaxResults: 10 },
        assign: { rules: expression('$count($states.result.RuleExecutionDetails)') },
        next: 'Deployed',
        otherwise: [{ on: ['States.ALL'], next: 'Deployed', assign: { rules: 0 } }],
      }),
      Deployed: choice([['$awaits and $rules > 0', 'Halt'], ['$rules > 0', 'WentBack'], [`$looks >= ${LOOKS_AT_MOST}`, 'GiveUp']], 'Pause'),
      // its stacks are done, and it would only be watched. Where it cannot be stopped, the stage is busy until it ends
      Halt: call({
        api: 'aws-sdk:codepipeline:stopPipelineExecution',
        args: { PipelineName: expression('$home'), PipelineExecutionId: expression('$rollback'), Abandon: false, Reason: expression("'vetoed: ' & $gone") },
        assign: { status: 'Stopped' },
        next: 'Look',
        otherwise: [{ on: ['States.ALL'], next: 'Look', assign: { status: 'Stopped' } }],
      }),
      WentBack: { Type: 'Pass', Output: { stage: expression('$place'), outcome: 'undone', rollback: expression('$rollback') }, End: true },
      GiveUp: { Type: 'Pass', Output: { pipeline: expression('$home'), stage: expression('$place'), outcome: 'failed', why: expression('$why') }, End: true },
    },
  };
}
