import { SOURCE_ACTION } from '../names';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression } from './states';

const IN_FLIGHT = `[$states.result.PipelineExecutionSummaries[
  Status = 'InProgress' and $not(ExecutionType = 'ROLLBACK')
  and SourceRevisions[ActionName = '${SOURCE_ACTION}'].RevisionId = $bad.revision
  and ($cause = 'operator' or PipelineExecutionId != $bad.id)
].PipelineExecutionId]`;
const ERROR = "$states.errorOutput.Error & ': ' & $states.errorOutput.Cause";

/** Notes what goes wrong, to be told in the end. */
export function problem(text: string): Record<string, unknown> {
  return { problems: expression(`$append($problems, ['${text}: ' & ${ERROR}])`) };
}

/**
 * Keeps the revision of `bad` from going again or further, and hands over to `Tell`; when that was done, to `Undo` for
 * what CodePipeline has brought back since, or to `Nothing`. What goes wrong here is told in the end: nothing stands on the way back.
 * @param vetoes path of the vetoes' parameters
 */
export function vetoing(vetoes: string): Record<string, State> {
  const known = ['Ssm.ParameterAlreadyExistsException'];
  const record = (overwrite: unknown) => ({
    Name: expression(`'${vetoes}/' & $bad.revision`),
    Type: 'String',
    Overwrite: overwrite,
    Value: expression("$string({'execution': $bad.id, 'wave': $wave, 'cause': $cause, 'by': $by, 'why': $reason, 'at': $states.context.State.EnteredTime})"),
  });
  const unrecorded = { on: ['States.ALL'], next: 'InFlight', assign: problem('the veto is not recorded') };
  return {
    Veto: call({
      api: 'aws-sdk:ssm:putParameter', args: record(expression("$stage = ''")), next: 'InFlight', answers: known,
      otherwise: [{ on: known, next: 'Known' }, unrecorded],
    }),
    Known: call({
      api: 'aws-sdk:ssm:getParameter',
      args: { Name: expression(`'${vetoes}/' & $bad.revision`) },
      assign: { known: expression('$states.result.Parameter.Value') },
      next: 'Again',
      otherwise: [{ on: ['States.ALL'], next: 'Renew' }],
    }),
    Again: choice([['$contains($known, \'"execution":"\' & $bad.id & \'"\')', 'Told']], 'Renew'),
    Told: choice([['$count($again) = 0', 'Nothing']], 'Only'),
    Only: assign({ back: expression('$again') }, 'Undo'),
    Renew: call({ api: 'aws-sdk:ssm:putParameter', args: record(true), next: 'InFlight', otherwise: [unrecorded] }),
    InFlight: call({
      api: 'aws-sdk:codepipeline:listPipelineExecutions',
      args: { PipelineName: expression('$pipelines[$at]'), MaxResults: PAGE_SIZE },
      assign: { inFlight: expression(IN_FLIGHT) },
      next: 'StopEach',
      otherwise: [{ on: ['States.ALL'], next: 'Further', assign: problem('nobody looked where else it is on its way') }],
    }),
    StopEach: {
      Type: 'Map',
      Items: expression('$inFlight'),
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Stop',
        States: {
          // its running actions end; it enters no other stage. One that has ended meanwhile cannot be stopped
          Stop: call({
            api: 'aws-sdk:codepipeline:stopPipelineExecution',
            args: { PipelineName: expression('$pipelines[$at]'), PipelineExecutionId: expression('$states.input'), Abandon: false, Reason: expression("'vetoed: ' & $cause & ' in ' & $wave") },
            next: 'Stopped',
            otherwise: [{ on: ['States.ALL'], next: 'Stopped' }],
          }),
          Stopped: { Type: 'Pass', End: true },
        },
      },
      Next: 'Further',
    },
    Further: choice([['$at + 1 < $count($pipelines)', 'Onward']], 'Tell'),
    Onward: assign({ at: expression('$at + 1') }, 'InFlight'),
  };
}
