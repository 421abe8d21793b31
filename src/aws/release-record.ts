import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pipelineArn } from './links/pipeline-arn';
import type { PipelineParts } from './links/pipeline-parts';

const SOURCE = ['aws.codepipeline'];

/**
 * What happened to a pipeline, and who did it: every change of state of its executions, stages and actions, and every call that
 * starts, approves, overrides, holds, stops or rolls back. EventBridge writes it, no code does.
 */
export class ReleaseRecord extends Construct {
  constructor(scope: Construct, id: string, { pipelineNames }: PipelineParts) {
    super(scope, id);
    const logGroupName = `/aws/events/${pipelineNames[0]}`;
    const arn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const logGroup = new LogGroup(this, 'Log', { logGroupName, retention: RetentionDays.ONE_YEAR });
    // a policy of the group, not one of the account, which has no more than ten of them
    (logGroup.node.defaultChild as CfnLogGroup).resourcePolicyDocument = new PolicyDocument({ statements: [new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com'), new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${arn}:*`],
    })] });
    const write = (name: string, eventPattern: EventPattern) => new Rule(this, name, { eventPattern, targets: [{ bind: () => ({ arn }) }] });
    write('States', { source: SOURCE, resources: pipelineNames.map((name) => pipelineArn(this, name)) });
    write('Calls', {
      source: SOURCE,
      detailType: ['AWS API Call via CloudTrail'],
      // a start calls the pipeline by another word than everything else does
      detail: { requestParameters: { $or: ['pipelineName', 'name'].map((word) => ({ [word]: pipelineNames })) } },
    });
  }
}
