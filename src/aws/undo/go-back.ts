import { overtakes, RUNS } from './executions';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression, pipelineIn } from './states';
import { LOOKS_AT_MOST } from './undo-table';

/** CodePipeline is doing something else with the stage. */
const BUSY = ['CodePipeline.ConflictException', 'CodePipeline.ConcurrentPipelineExecutionsLimitExceededException'];
const BUSY_AT_MOST = 10;
const ERROR = expression("$states.errorOutput.Error & ': ' & $states.errorOutput.Cause");

/**
 * Takes one stage back to what ran there before the bad release. Ends with what came of it, and never fails: the next stage
 * is not to blame. Knows `bad` from outside.
 *
 * Where CodePipeline itself is about to bring back what is vetoed (`gone`), its `rollback` is waited for: one that is stopped half way
 * may leave stacks of three releases. So is an execution of the bad release that was in the stage `since` then when it was stopped
 * (`mover`): what it deploys it deploys to the end, and need not succeed there to have the traffic.
 * @param vetoes path of the vetoes' parameters
 */
export function goBack(vetoes: string): { StartAt: string; States: Record<string, State> } {
  return {
    StartAt: 'Take',
    States: {
      Take: assign({
        home: expression(pipelineIn('$states.input')), place: expression('$states.input.stage'), pause: expression('$states.input.pause'), busy: 0, looks: 0, status: 'Succeeded',
        gone: expression('$exists($states.input.gone) ? $states.input.gone : $bad.revision'),
        moved: expression('$exists($states.input.mover)'), since: textOf('since'), began: textOf('began'),
        awaits: expression('$exists($states.input.mover) or $exists($states.input.rollback)'),
        rollback: expression("$exists($states.input.mover) ? $states.input.mover : $exists($states.input.rollback) ? $states.input.rollback : ''"),
      }, 'Underway'),
      Underway: choice([['$moved', 'Ask'], ['$awaits', 'Pause']], 'Look'),
      Look: call({
        api: 'aws-sdk:codepipeline:listPipelineExecutions',
        args: { PipelineName: expression('$home'), MaxResults: PAGE_SIZE, Filter: { SucceededInStage: { StageName: expression('$place') } } },
        assign: { runs: expression(RUNS) },
        next: 'Whether',
        otherwise: [{ on: ['States.ALL'], next: 'GiveUp', assign: { why: ERROR } }],
      }),
      // a rollback that failed has left something else than what succeeded last
      Whether: choice([['$moved', 'Overtaken'], ["$status = 'Succeeded' and ($count($runs) = 0 or $runs[0].revision != $gone)", 'Elsewhere']], 'Earlier'),
      Overtaken: choice([[overtakes('$runs', { began: '$began', since: '$since' }), 'Elsewhere']], 'Earlier'),
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
      Busy: choice([[`$busy > ($moved ? ${LOOKS_AT_MOST} : ${BUSY_AT_MOST})`, 'GiveUp']], 'Yield'),
      // who is in the stage may be a newer release, which is not to blame: look again. Where one was stopped it may be somebody else's rollback
      Yield: { Type: 'Wait', Seconds: expression('$moved and $busy > 1 ? $pause : 30 * $busy'), Next: 'Look' },
      // one that only baked has ended by then
      Pause: { Type: 'Wait', Seconds: expression('$awaits and $moved and $looks = 1 ? 60 : $pause'), Next: 'Ask' },
      Ask: call({
        api: 'aws-sdk:codepipeline:getPipelineExecution',
        args: { PipelineName: expression('$home'), PipelineExecutionId: expression('$rollback') },
        assign: {
          status: expression('$states.result.PipelineExecution.Status'), looks: expression('$looks + 1'),
          why: expression("($awaits and $moved ? 'execution ' : 'its rollback ') & $rollback & ' is ' & $states.result.PipelineExecution.Status"),
        },
        next: 'Ended',
        otherwise: [{ on: ['States.ALL'], next: 'GiveUp', assign: { why: ERROR } }],
      }),
      Ended: choice([["$status in ['InProgress', 'Stopping']", 'Baking'], ['$awaits', 'Look'], ["$status = 'Succeeded'", 'WentBack']], 'GiveUp'),
      // whoever bakes is deployed already
      Baking: call({
        api: 'aws-sdk:codepipeline:listRuleExecutions',
        args: { PipelineName: expression('$home'), Filter: { PipelineExecutionId: expression('$rollback') }, MaxResults: PAGE_SIZE },
        assign: { rules: expression("$count($states.result.RuleExecutionDetails[Status = 'InProgress'])") },
        next: 'Deployed',
        otherwise: [{ on: ['States.ALL'], next: 'Deployed', assign: { rules: 0 } }],
      }),
      Deployed: choice([
        ['$awaits and $rules > 0', 'Halt'], ['$rules > 0', 'WentBack'],
        [`$looks >= ${LOOKS_AT_MOST} and $awaits`, 'GiveUp'], [`$looks >= ${LOOKS_AT_MOST}`, 'StillGoing'],
      ], 'Pause'),
      // its stacks are done, and it would only be watched. Where it cannot be stopped, the stage is busy until it ends
      Halt: call({
        api: 'aws-sdk:codepipeline:stopPipelineExecution',
        args: { PipelineName: expression('$home'), PipelineExecutionId: expression('$rollback'), Abandon: true, Reason: expression("'vetoed: ' & $gone") },
        assign: { status: 'Stopped' },
        next: 'Look',
        otherwise: [{ on: ['States.ALL'], next: 'Look', assign: { status: 'Stopped' } }],
      }),
      WentBack: { Type: 'Pass', Output: { stage: expression('$place'), outcome: 'undone', rollback: expression('$rollback') }, End: true },
      GiveUp: failed("'roll back ' & $place & ' by hand (' & $command & ' …): ' & $why"),
      StillGoing: failed("'wait for ' & $place & ': ' & $why & ' after ' & $string($round($looks * $pause / 3600, 1)) & ' h. Should it fail, roll back by hand (' & $command & ' …)'"),
    },
  };
}

/** What the input has, or an empty text. */
function textOf(name: string): string {
  return expression(`$exists($states.input.${name}) ? $states.input.${name} : ''`);
}

/** Leaves something to a person. */
function failed(todo: string): State {
  const command = "'aws codepipeline rollback-stage --pipeline-name ' & $home & ' --stage-name ' & $place";
  return { Type: 'Pass', Output: { outcome: 'failed', todo: expression(`($command := ${command}; ${todo})`) }, End: true };
}
