import type { State } from '../undo/states';
import { assign, call, choice, expression, PIPELINE } from '../undo/states';
import type { HeldStage } from './held-stage';

/** How the reason of a transition begins that a freeze has disabled, and not a person. CodePipeline takes few signs in one. */
export const FREEZE_REASON = 'freeze';

const TRANSITION = { PipelineName: PIPELINE, StageName: expression('$stage'), TransitionType: 'Inbound' };
const CLOSED_BY_FREEZE = `$exists($states.result.StageStates[
  StageName = $stage and $not(InboundTransitionState.Enabled) and $substring(InboundTransitionState.DisabledReason, 0, ${FREEZE_REASON.length + 1}) = '${FREEZE_REASON} '
])`;

/**
 * Each stage for itself: asks its calendars, closes the way into it when one is closed or cannot be asked, and opens it when
 * all are open and it was a freeze that had closed it. What a person has closed stays so.
 */
export function transitionKeeping(held: readonly HeldStage[]): Record<string, unknown> {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      // Scheduler is exact to the minute, and a freeze that begins as this one ends must have closed the way
      Begin: { Type: 'Wait', Seconds: 60, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: held.map(({ stage, calendars }) => ({ stage, calendars })),
        ItemProcessor: { StartAt: 'Stage', States: keeping() },
        End: true,
      },
    },
  };
}

function keeping(): Record<string, State> {
  return {
    Stage: assign({ stage: expression('$states.input.stage'), calendars: expression('$states.input.calendars') }, 'Ask'),
    Ask: call({
      api: 'aws-sdk:ssm:getCalendarState',
      args: { CalendarNames: expression('$calendars') },
      assign: { state: expression('$states.result.State') },
      next: 'IsOpen',
      otherwise: [{ on: ['States.ALL'], next: 'Close' }],
    }),
    IsOpen: choice([["$state = 'OPEN'", 'Look']], 'Close'),
    Close: call({ api: 'aws-sdk:codepipeline:disableStageTransition', args: { ...TRANSITION, Reason: `${FREEZE_REASON} (see its calendar)` }, next: 'Done' }),
    Look: call({ api: 'aws-sdk:codepipeline:getPipelineState', args: { Name: PIPELINE }, assign: { ours: expression(CLOSED_BY_FREEZE) }, next: 'WasItAFreeze' }),
    WasItAFreeze: choice([['$ours', 'Open']], 'Done'),
    Open: call({ api: 'aws-sdk:codepipeline:enableStageTransition', args: TRANSITION, next: 'Done' }),
    Done: { Type: 'Succeed' },
  };
}
