import { RUNS } from './executions';
import { ordered } from './ordered';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression, PIPELINE, pipelineIn } from './states';
import type { UndoTable } from './undo-table';
import { problem } from './vetoing';

/** A condition that failed leaves no failed action behind. */
const CAUSE = `(
  $failed := $states.result.ActionExecutionDetails[StageName = $stage and Status = 'Failed'];
  'Deploy' in $failed.Input.ActionTypeId.Category ? 'deployment' : $exists($failed) ? 'verification' : 'signal'
)`;

const KIND = expression("$states.result.PipelineExecution.ExecutionType = 'ROLLBACK' ? 'ROLLBACK' : 'STANDARD'");

const input = (name: string) => expression(`$exists($states.input.${name}) ? $states.input.${name} : ''`);

/**
 * Finds out which release is bad, where, and why, and hands over to `Veto`; or to `Nothing`.
 * @param artifact name of the source's artifact: its revision is what a candidate is known by
 * @param vetoes path of the vetoes' parameters
 */
export function badRelease(table: UndoTable, artifact: string, vetoes: string): Record<string, State> {
  const unvetoed = ['Ssm.ParameterNotFoundException'];
  const candidate = expression(`{
    'id': $states.result.PipelineExecution.PipelineExecutionId,
    'revision': $states.result.PipelineExecution.ArtifactRevisions[Name = '${artifact}'].RevisionId
  }`);
  return {
    Begin: assign({
      pipelines: [PIPELINE, ...table.later], at: 0, pipeline: expression(pipelineIn('$states.input')),
      order: table.order, waveOf: table.waveOf, entered: table.entered, ends: table.ends, promoted: table.promoted,
      wave: input('wave'), stage: input('stage'), state: input('state'), execution: input('execution'), by: input('by'), reason: input('why'),
      cause: 'operator', bad: {}, again: [], movers: [], news: true, problems: [],
    }, 'Whence'),
    Whence: choice([
      ["$wave != '' and $wave in $order.wave", 'Ordered'],
      ["$wave != ''", 'UnknownWave'],
      ['$exists($lookup($waveOf, $stage))', 'Execution'],
    ], 'Nothing'),
    Nothing: { Type: 'Succeed' },
    UnknownWave: {
      Type: 'Fail', Error: 'UnknownWave', Cause: expression("'there is no wave ' & $wave & ', only ' & $join($distinct($order.wave), ', ')"),
    },
    ...ordered(),
    Execution: call({
      api: 'aws-sdk:codepipeline:getPipelineExecution',
      args: { PipelineName: expression('$pipeline'), PipelineExecutionId: expression('$execution') },
      assign: {
        wave: expression('$lookup($waveOf, $stage)'),
        within: expression('$stage'),
        bad: candidate,
        kind: KIND,
        trigger: expression("$exists($states.result.PipelineExecution.Trigger.TriggerType) ? $states.result.PipelineExecution.Trigger.TriggerType : ''"),
        detail: expression("$exists($states.result.PipelineExecution.Trigger.TriggerDetail) ? $states.result.PipelineExecution.Trigger.TriggerDetail : ''"),
      },
      next: 'Whose',
    }),
    Whose: choice([
      ["$kind = 'STANDARD' and $state = 'FAILED'", 'Blame'],
      ["$kind = 'STANDARD'", 'Nothing'],
      // its own rollbacks
      ["$contains($detail, ':assumed-role/${role}/')", 'Nothing'],
      ["$state = 'FAILED'", 'RollbackFailed'],
      ["$trigger = 'AutomatedRollback'", 'Restored'],
    ], 'ByHand'),
    // CodePipeline goes back to what succeeded last, also where that was taken away
    Restored: call({
      api: 'aws-sdk:ssm:getParameter',
      args: { Name: expression(`'${vetoes}/' & $bad.revision`) },
      assign: { again: expression("[$merge([$order[stage = $stage], {'rollback': $execution, 'gone': $bad.revision}])]") },
      next: 'Failed',
      answers: unvetoed,
      otherwise: [
        { on: unvetoed, next: 'Failed' },
        { on: ['States.ALL'], next: 'Failed', assign: problem('nobody knows whether what CodePipeline goes back to is vetoed') },
      ],
    }),
    Failed: call({
      api: 'aws-sdk:codepipeline:getPipelineExecution',
      args: { PipelineName: expression('$pipeline'), PipelineExecutionId: expression('$parse($detail).FailedPipelineExecutionId') },
      assign: { bad: candidate, kind: KIND },
      next: 'Blameless',
    }),
    // a rollback that failed carries the release of before, and is not answered: that would not end
    Blameless: choice([["$kind = 'ROLLBACK'", 'RollbackFailed']], 'Blame'),
    ByHand: assign({ by: expression('$detail') }, 'Running'),
    Running: call({
      api: 'aws-sdk:codepipeline:listPipelineExecutions',
      args: { PipelineName: expression('$pipeline'), MaxResults: PAGE_SIZE, Filter: { SucceededInStage: { StageName: expression('$within') } } },
      assign: { before: expression(RUNS) },
      next: 'Anything',
    }),
    // a rollback to the last one that succeeded undoes one that did not, and its failure was heard
    Anything: choice([
      ['$count($before[execution != $execution]) = 0', 'Nothing'],
      ['$before[execution != $execution][0].revision = $bad.revision', 'Nothing'],
    ], 'Name'),
    Name: assign({ bad: expression('$before[execution != $execution][0]') }, 'Veto'),
    Blame: call({
      api: 'aws-sdk:codepipeline:listActionExecutions',
      args: { PipelineName: expression('$pipeline'), MaxResults: 50, Filter: { LatestInPipelineExecution: { PipelineExecutionId: expression('$bad.id'), StartTimeRange: 'Latest' } } },
      assign: { cause: expression(CAUSE) },
      next: 'Veto',
      otherwise: [{ on: ['States.ALL'], next: 'Veto', assign: { cause: 'unknown' } }],
    }),
  };
}
