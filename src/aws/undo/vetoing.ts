import { standing, UNDER_WAY } from './executions';
import { PAGE_SIZE } from './page-size';
import type { State } from './states';
import { assign, call, choice, expression } from './states';

const IN_FLIGHT = `[${UNDER_WAY}[type = 'STANDARD' and revision = $bad.revision and ($cause = 'operator' or execution != $bad.id)]]`;
const PIPELINE_AT = '$pipelines[$at]';
const ERROR = "$states.errorOutput.Error & ': ' & $states.errorOutput.Cause";

/** Notes what goes wrong, to be told in the end. */
export function problem(text: string): Record<string, unknown> {
  return { problems: expression(`$append($problems, ['${text}: ' & ${ERROR}])`) };
}

/**
 * Keeps the revision of `bad` from going again or further, notes as `movers` where it was in a wave, and hands over to `Scope`; when that
 * was done, to `Undo` for what CodePipeline has brought back since, or to `Nothing`. What goes wrong here is told in the end: nothing stands
 * on the way back.
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
    Only: assign({ back: expression('$again'), news: false }, 'Undo'),
    Renew: call({ api: 'aws-sdk:ssm:putParameter', args: record(true), next: 'InFlight', otherwise: [unrecorded] }),
    InFlight: call({
      api: 'aws-sdk:codepipeline:listPipelineExecutions',
      args: { PipelineName: expression(PIPELINE_AT), MaxResults: PAGE_SIZE },
      assign: { inFlight: expression(IN_FLIGHT) },
      next: 'StopEach',
      otherwise: [{ on: ['States.ALL'], next: 'Further', assign: problem('nobody looked where else it is on its way') }],
    }),
    StopEach: {
      Type: 'Map',
      Items: expression('$inFlight'),
      MaxConcurrency: 1,
      ItemProcessor: stopping(),
      Assign: {
        movers: expression('[$movers, $states.result[$exists(wave)]]'),
        problems: expression('[$problems, $states.result[$exists(unseen)].unseen]'),
      },
      Next: 'Further',
    },
    Further: choice([['$at + 1 < $count($pipelines)', 'Onward']], 'Scope'),
    Onward: assign({ at: expression('$at + 1') }, 'InFlight'),
  };
}

/** Stops an execution, and gives where it was in a wave: there it has deployed something, or will have when it ends. */
function stopping(): { StartAt: string; States: Record<string, State> } {
  return {
    StartAt: 'Each',
    States: {
      Each: assign({ one: expression('$states.input') }, 'Stop'),
      // its running actions end; it enters no other stage. One that has ended meanwhile cannot be stopped
      Stop: call({
        api: 'aws-sdk:codepipeline:stopPipelineExecution',
        args: { PipelineName: expression(PIPELINE_AT), PipelineExecutionId: expression('$one.execution'), Abandon: false, Reason: expression("'vetoed: ' & $cause & ' in ' & $wave") },
        next: 'Stands',
        otherwise: [{ on: ['States.ALL'], next: 'Stands' }],
      }),
      Stands: standing(PIPELINE_AT, 'Entered', [
        { on: ['States.ALL'], next: 'Unseen', assign: { unseen: expression(`'nobody knows where execution ' & $one.execution & ' was stopped: ' & ${ERROR}`) } },
      ]),
      Entered: choice([['$exists($stands.wave) and $stands.stage in $ends', 'Through'], ['$exists($stands.wave)', 'Mover']], 'Stopped'),
      // it may wait behind the wave, where only the scope counts
      Through: call({
        api: 'aws-sdk:codepipeline:listPipelineExecutions',
        args: { PipelineName: expression(PIPELINE_AT), MaxResults: PAGE_SIZE, Filter: { SucceededInStage: { StageName: expression('$stands.stage') } } },
        assign: { through: expression('$stands.execution in $states.result.PipelineExecutionSummaries.PipelineExecutionId') },
        next: 'IsThrough',
        otherwise: [{ on: ['States.ALL'], next: 'Mover' }],
      }),
      IsThrough: choice([['$through', 'Stopped']], 'Mover'),
      Mover: { Type: 'Pass', Output: expression('$stands'), End: true },
      Unseen: { Type: 'Pass', Output: { unseen: expression('$unseen') }, End: true },
      Stopped: { Type: 'Pass', Output: {}, End: true },
    },
  };
}
