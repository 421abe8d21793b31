import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Aws, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { HeldStage } from './held-stage';
import { transitionKeeping } from './transition-keeping';

export interface TransitionKeeperProps {
  readonly pipelineName: string;
  /** ARN of the pipeline, without a token that would make it wait for the pipeline. */
  readonly pipelineArn: string;
  readonly held: HeldStage[];
  /** ARNs of all calendars. */
  readonly calendarArns: string[];
}

/**
 * Puts the transitions where the calendars say they belong: at the end of a freeze, when another one may still last, and
 * whenever a release starts, since the pipeline may have come to exist, or its stages may have changed, during a freeze.
 */
export class TransitionKeeper extends Construct {
  public readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: TransitionKeeperProps) {
    super(scope, id);
    const { pipelineName, pipelineArn, held, calendarArns } = props;
    this.machine = new StateMachine(this, 'Machine', {
      comment: `opens and closes the way into waves of ${pipelineName} as the calendars say`,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(transitionKeeping(held))),
      definitionSubstitutions: { pipeline: pipelineName, partition: Aws.PARTITION },
      tracingEnabled: true,
      logs: { destination: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR }), level: LogLevel.ALL },
    });
    this.machine.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetCalendarState'], resources: calendarArns }));
    this.machine.addToRolePolicy(new PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [pipelineArn] }));
    this.machine.addToRolePolicy(new PolicyStatement({
      actions: ['codepipeline:DisableStageTransition', 'codepipeline:EnableStageTransition'],
      resources: held.map(({ stage }) => `${pipelineArn}/${stage}`),
    }));
    new Rule(this, 'Started', {
      description: `a release through ${pipelineName} has started`,
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Pipeline Execution State Change'],
        detail: { pipeline: [pipelineName], state: ['STARTED'] },
      },
      targets: [new SfnStateMachine(this.machine)],
    });
  }
}
