import type { HeldStage } from './held-stage';

/** How the reason of a transition begins that a freeze has disabled, and not a person. CodePipeline takes few signs in one. */
export const FREEZE_REASON = 'freeze';

export interface TransitionKeeping {
  readonly partition: string;
  readonly pipelineName: string;
  readonly held: HeldStage[];
}

/**
 * Each stage for itself: asks its calendars, closes the way into it when one is closed or cannot be asked, and opens it when
 * all are open and it was a freeze that had closed it. What a person has closed stays so.
 */
export function transitionKeeping({ partition, pipelineName, held }: TransitionKeeping): object {
  const task = (action: string) => ({ Type: 'Task', Resource: `arn:${partition}:states:::aws-sdk:${action}` });
  const transition = (stage: string) => ({ PipelineName: pipelineName, StageName: stage, TransitionType: 'Inbound' });
  const branches = held.map(({ stage, calendars }) => ({
    StartAt: `Ask for ${stage}`,
    States: {
      [`Ask for ${stage}`]: {
        ...task('ssm:getCalendarState'),
        Parameters: { CalendarNames: calendars },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: `Close ${stage}` }],
        Next: `Is ${stage} open`,
      },
      [`Is ${stage} open`]: {
        Type: 'Choice',
        Choices: [{ Variable: '$.State', StringEquals: 'OPEN', Next: `Look at ${stage}` }],
        Default: `Close ${stage}`,
      },
      [`Close ${stage}`]: { ...task('codepipeline:disableStageTransition'), Parameters: { ...transition(stage), Reason: `${FREEZE_REASON} (see the calendars)` }, End: true },
      [`Look at ${stage}`]: {
        ...task('codepipeline:getPipelineState'),
        Parameters: { Name: pipelineName },
        ResultSelector: { 'closedBecause.$': `$.StageStates[?(@.StageName == '${stage}')].InboundTransitionState.DisabledReason` },
        Next: `Had a freeze closed ${stage}`,
      },
      [`Had a freeze closed ${stage}`]: {
        Type: 'Choice',
        Choices: [{
          And: [{ Variable: '$.closedBecause[0]', IsPresent: true }, { Variable: '$.closedBecause[0]', StringMatches: `${FREEZE_REASON} *` }],
          Next: `Open ${stage}`,
        }],
        Default: `Leave ${stage}`,
      },
      [`Open ${stage}`]: { ...task('codepipeline:enableStageTransition'), Parameters: transition(stage), End: true },
      [`Leave ${stage}`]: { Type: 'Succeed' },
    },
  }));
  return {
    StartAt: 'Let the minute pass',
    States: {
      // Scheduler is exact to the minute, and a freeze that begins with this one's end must have closed the way
      'Let the minute pass': { Type: 'Wait', Seconds: 60, Next: 'Keep' },
      'Keep': { Type: 'Parallel', Branches: branches, End: true },
    },
  };
}
