import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pipelineArn } from '../links/pipeline-arn';
import type { PipelineParts } from '../links/pipeline-parts';
import { recordName } from '../names';
import type { Place } from '../place';
import type { DeployLayout } from '../stages/stage-layout';
import { recording } from './recording';

export interface RunningVersionsProps {
  readonly service: string;
  readonly parts: PipelineParts;
  /** Where the pipeline is, and the record with it. */
  readonly at: Place;
  readonly stages: DeployLayout[];
}

/**
 * Writes down which release runs in which environment, for gates of other services: a parameter for each environment, written
 * when its stage has succeeded, and again when a rollback has.
 */
export class RunningVersions extends Construct {
  constructor(scope: Construct, id: string, props: RunningVersionsProps) {
    super(scope, id);
    const { service, parts: { pipelineNames }, at, stages } = props;
    const environments = Object.fromEntries(stages.map(({ name, environments: names }) => [name, names]));
    const machine = new StateMachine(this, 'Machine', {
      comment: `writes down which release of ${service} runs where`,
      definitionBody: DefinitionBody.fromString(JSON.stringify(recording({ prefix: recordName(service, ''), environments }))),
      definitionSubstitutions: { pipeline: pipelineNames[0], partition: Aws.PARTITION },
      tracingEnabled: true,
      logs: { destination: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR }), level: LogLevel.ALL },
    });
    machine.addToRolePolicy(new PolicyStatement({ actions: ['codepipeline:GetPipelineExecution', 'codepipeline:ListActionExecutions'], resources: pipelineNames.map((name) => pipelineArn(this, name)) }));
    machine.addToRolePolicy(new PolicyStatement({
      actions: ['ssm:PutParameter'], resources: [`arn:${at.partition}:ssm:${at.region}:${at.account}:parameter${recordName(service, '*')}`],
    }));
    new Rule(this, 'Deployed', {
      description: `a release of ${service} runs in an environment`,
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Stage Execution State Change'],
        // every stage: a pattern that named those that deploy could outgrow what EventBridge takes
        detail: { pipeline: pipelineNames, state: ['SUCCEEDED'] },
      },
      targets: [new SfnStateMachine(machine)],
    });
  }
}
