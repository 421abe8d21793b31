import type { State } from '../undo/states';
import { assign, call, choice, expression } from '../undo/states';
import type { HeldStage } from './held-stage';

/** How the reason of a transition begins that a freeze has disabled, and not a person. CodePipeline takes few signs in one. */
export const FREEZE_REASON = 'freeze';
/** The same, when it was another release in the wave. */
const TAKEN_REASON = 'taken by execution';

/** What an event of CodePipeline tells; nothing, for a start by a schedule or a person. */
const TOLD = "$merge([{'pipeline': '', 'stage': '', 'state': '', 'execution-id': ''}, $states.input.detail])";
const CONCERNED = "[$ways[($told.pipeline = '' or pipeline = $told.pipeline) and ($told.stage = '' or $told.stage in occupied)]]";

const TRANSITION = { PipelineName: expression('$way.pipeline'), StageName: expression('$way.stage'), TransitionType: 'Inbound' };
/** Who waits for a condition is inside, too; AWS does not document that the stage itself says so. */
const INSIDE = `[$states.result.StageStates[
  StageName in $way.occupied and (
    LatestExecution.Status in ['InProgress', 'Stopping']
    or 'InProgress' in [BeforeEntryConditionState.LatestExecution.Status, OnSuccessConditionState.LatestExecution.Status]
  )
].($exists(LatestExecution.PipelineExecutionId) ? LatestExecution.PipelineExecutionId : 'unknown')]`;
/** A stage that the pipeline does not have yet is left alone. */
const SEEN = `(
  $seen := $states.result.StageStates[StageName = $way.stage].InboundTransitionState;
  {'enabled': $exists($seen) and $seen.Enabled, 'reason': $exists($seen.DisabledReason) ? $seen.DisabledReason : ''}
)`;
const began = (reason: string) => `$substring($transition.reason, 0, ${reason.length + 1}) = '${reason} '`;
const IS_OURS = `$not($transition.enabled) and (${began(FREEZE_REASON)} or ${began(TAKEN_REASON)})`;

/**
 * Each stage for itself: closes the way into it while a release is in the wave, or while a calendar is closed or cannot be
 * asked; opens it when neither is so, and it was not a person who had closed it.
 *
 * It knows nothing but what it sees, so an event that comes twice, late or not at all does no harm that another does not mend. Two
 * executions of it may meet: whoever has changed a transition looks again, so that the last word is one of what is true.
 */
export function transitionKeeping(held: readonly HeldStage[]): Record<string, unknown> {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: assign({
        ways: held.map(({ pipelineName, freezes, ...way }) => ({ ...way, pipeline: pipelineName, freezes: freezes.length > 0 })),
        told: expression(TOLD),
      }, 'Each'),
      Each: {
        Type: 'Map',
        Items: expression(CONCERNED),
        ItemProcessor: { StartAt: 'Way', States: keeping(held.some(({ calendars }) => calendars.length > 0)) },
        End: true,
      },
    },
  };
}

function keeping(freezes: boolean): Record<string, State> {
  const asks: [string, string][] = freezes ? [['$count($way.calendars) > 0', 'Ask']] : [];
  return {
    // who has just entered is inside, whether the state of the pipeline says so already or not
    Way: assign({
      way: expression('$states.input'),
      entered: expression("$told.stage = $states.input.stage and $told.state = 'STARTED' ? [$lookup($told, 'execution-id')] : []"),
      inside: ['nobody has looked'],
    }, 'Look'),
    Look: call({
      api: 'aws-sdk:codepipeline:getPipelineState',
      args: { Name: expression('$way.pipeline') },
      assign: {
        transition: expression(SEEN), inside: expression(INSIDE), before: expression('$inside'), taker: expression(`$append(${INSIDE}, $entered)`), entered: [],
      },
      next: 'IsTaken',
    }),
    IsTaken: choice([['$count($taker) > 0 and $transition.enabled', 'Take'], ['$count($inside) > 0', 'Done'], ...asks], 'MayOpen'),
    Take: call({ api: 'aws-sdk:codepipeline:disableStageTransition', args: { ...TRANSITION, Reason: expression(`'${TAKEN_REASON} ' & $taker[0]`) }, next: 'Pause' }),
    ...(freezes ? freezing() : {}),
    // once is not enough: a release is nowhere on its way to the next stage, nor before its rollback
    MayOpen: choice([[`$not(${IS_OURS})`, 'Done'], ['$count($before) > 0', 'Pause']], 'Open'),
    Open: call({ api: 'aws-sdk:codepipeline:enableStageTransition', args: TRANSITION, next: 'Pause' }),
    // Scheduler is exact to the minute, too: a freeze that begins as another one ends must have closed the way
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Look' },
    Done: { Type: 'Succeed' },
  };
}

/** Not there where nothing freezes: a machine may do what it does, and no more. */
function freezing(): Record<string, State> {
  return {
    Ask: call({
      api: 'aws-sdk:ssm:getCalendarState',
      args: { CalendarNames: expression('$way.calendars') },
      assign: { calendar: expression('$states.result.State') },
      next: 'IsFrozen',
      otherwise: [{ on: ['States.ALL'], next: 'Frozen' }],
    }),
    IsFrozen: choice([["$calendar = 'OPEN'", 'MayOpen']], 'Frozen'),
    // a freeze closes the first stage of a wave only. At its very end, a calendar may still say that it is closed
    Frozen: choice([['$way.freezes and $transition.enabled', 'Close'], ['$transition.enabled or $count($before) = 0', 'Done']], 'Pause'),
    Close: call({ api: 'aws-sdk:codepipeline:disableStageTransition', args: { ...TRANSITION, Reason: `${FREEZE_REASON} (see its calendar)` }, next: 'Pause' }),
  };
}
