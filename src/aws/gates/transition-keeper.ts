import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Aws, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pipelineArn, stageArn } from '../links/pipeline-arn';
import type { PipelineParts } from '../links/pipeline-parts';
import { stageStatements } from '../stages/stage-statements';
import type { HeldStage } from './held-stage';
import { transitionKeeping } from './transition-keeping';

export interface TransitionKeeperProps {
  readonly parts: PipelineParts;
  readonly held: HeldStage[];
  /** ARNs of all calendars; none, where nothing freezes. */
  readonly calendarArns: string[];
}

/** What may have changed who is in a wave: a stage may also be stopped, or entered again. */
const CHANGES = ['STARTED', 'RESUMED', 'SUCCEEDED', 'FAILED', 'STOPPED', 'CANCELED'];

/**
 * Puts the transitions where releases in the waves and calendars say they belong: when a stage begins or ends, at the end of a
 * freeze, and whenever a release starts, since an event may be lost, and the pipeline may have changed during a freeze.
 */
export class TransitionKeeper extends Construct {
  public readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: TransitionKeeperProps) {
    super(scope, id);
    const { parts, held, calendarArns } = props;
    const [first] = parts.pipelineNames;
    this.machine = new StateMachine(this, 'Machine', {
      comment: `opens and closes the way into waves of ${first} for one release at a time, and as calendars say`,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(transitionKeeping(held))),
      definitionSubstitutions: { pipeline: first, partition: Aws.PARTITION },
      tracingEnabled: true,
      logs: { destination: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR }), level: LogLevel.ALL },
    });
    if (calendarArns.length > 0) this.machine.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetCalendarState'], resources: calendarArns }));
    this.machine.addToRolePolicy(new PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [...new Set(held.map(({ pipelineName }) => pipelineName))].map((name) => pipelineArn(this, name)) }));
    const arns = held.map((one) => stageArn(this, one));
    for (const statement of stageStatements(['codepipeline:DisableStageTransition', 'codepipeline:EnableStageTransition'], arns)) this.machine.addToRolePolicy(statement);
    // every stage: a pattern that named those that count could outgrow what EventBridge takes. The machine knows them
    new Rule(this, 'Moved', {
      description: `a release moves through ${first}`,
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Pipeline Execution State Change', 'CodePipeline Stage Execution State Change'],
        detail: { pipeline: parts.pipelineNames, $or: [{ state: ['STARTED'] }, { stage: [{ exists: true }], state: CHANGES }] },
      },
      targets: [new SfnStateMachine(this.machine)],
    });
  }
}
