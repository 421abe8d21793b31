import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { TOOLING } from './cdk';
import { writeSubset } from './subset';

/*
 * What the scenarios rest on, without anything of ours: events that reach a queue and a state machine, integrations that reach
 * CodePipeline, a schedule that reaches it, and a role that is refused what it was not allowed.
 */
const PIPELINE = process.env.PIPELINE!;
const REGION = 'eu-central-1';

const app = new App({ outdir: process.env.CDK_OUTDIR });
const stack = new Stack(app, 'Probe', { env: { account: TOOLING, region: REGION } });
const arn = `arn:aws:codepipeline:${REGION}:${TOOLING}:${PIPELINE}`;

const stage = { PipelineName: PIPELINE, StageName: 'prod', TransitionType: 'Inbound' };
const machine = new StateMachine(stack, 'Machine', {
  definitionBody: DefinitionBody.fromString(JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Look',
    States: {
      Look: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:codepipeline:getPipelineState',
        Arguments: { Name: PIPELINE },
        Assign: { stages: '{% $states.result.StageStates.StageName %}', failed: '{% $states.input.detail.stage %}' },
        Next: 'Disable',
      },
      Disable: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:codepipeline:disableStageTransition',
        Arguments: { ...stage, Reason: 'not allowed' },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Tell', Assign: { error: '{% $states.errorOutput.Error %}' } }],
        Next: 'Tell',
      },
      Tell: { Type: 'Pass', Output: { stages: '{% $stages %}', failed: '{% $failed %}', error: '{% $exists($error) ? $error : "none" %}' }, End: true },
    },
  })),
});
machine.addToRolePolicy(new PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [arn] }));

const queue = new Queue(stack, 'Queue');
const topic = new Topic(stack, 'Topic');
topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
new Rule(stack, 'Failed', {
  eventPattern: { source: ['aws.codepipeline'], detailType: ['CodePipeline Stage Execution State Change'], detail: { pipeline: [PIPELINE], state: ['FAILED'] } },
  targets: [new SnsTopic(topic), new SfnStateMachine(machine)],
});

const scheduler = new Role(stack, 'Scheduler', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
scheduler.addToPolicy(new PolicyStatement({ actions: ['codepipeline:DisableStageTransition'], resources: [`${arn}/gamma`] }));
for (const StageName of ['gamma', 'prod']) {
  new CfnSchedule(stack, `Disable${StageName}`, {
    scheduleExpression: 'at(2024-01-01T00:00:00)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: 'arn:aws:scheduler:::aws-sdk:codepipeline:disableStageTransition', roleArn: scheduler.roleArn,
      input: JSON.stringify({ ...stage, StageName, Reason: 'scheduled' }),
    },
  });
}

new CfnOutput(stack, 'QueueUrl', { value: queue.queueUrl });
writeSubset(app);
