/**
 * What a release has besides its pipeline, written by hand with L1 constructs: what undoes it, what says which version runs where, and
 * its log. Same resources as Spillway makes, with literals wherever a name is known.
 */
import * as fs from 'fs';
import * as path from 'path';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Stack } from 'aws-cdk-lib/core';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { More } from './aws-pipeline-l1';
import { allow, document } from './aws-pipeline-l1';

const HERE = 'eu-west-1:999999999999';
const PIPELINE = `arn:aws:codepipeline:${HERE}:shop-release`;
const VETOES = `arn:aws:ssm:${HERE}:parameter/spillway/shop/vetoed/*`;
const LOG = '/aws/events/shop-release';

/** What the pipeline itself has. */
export const CAREFUL: More = {
  pipeline: { name: 'shop-release', executionMode: 'SUPERSEDED', variables: [{ name: 'RELEASE_TYPE', defaultValue: 'feature', description: 'type of the release' }] },
  stage: { onFailure: { result: 'ROLLBACK' } },
  commands: ['aws ssm get-parameter --name "/spillway/shop/vetoed/${CODEBUILD_RESOLVED_SOURCE_VERSION}" 2>&1 | grep -q ParameterNotFound'],
  statements: [allow('ssm:GetParameter', VETOES)],
  buildspec: { env: { 'exported-variables': ['RELEASE_VERSION'] } },
};

/** Writes it; each entry of `waves` is a stage with its environments. */
export function writeRelease(stack: Stack, waves: string[][]): void {
  const names = waves.map((_, index) => `wave${index + 1}`);
  const by = <T>(value: (name: string, index: number) => T) => Object.fromEntries(names.map((name, index) => [name, value(name, index)]));
  machine(stack, 'Running', {
    definition: definition('running', { environments: by((_, index) => waves[index]) }),
    statements: [allow(['codepipeline:GetPipelineExecution', 'codepipeline:ListActionExecutions'], PIPELINE), allow('ssm:PutParameter', `arn:aws:ssm:${HERE}:parameter/spillway/shop/running/*`)],
    detail: { state: ['SUCCEEDED'] },
  });
  machine(stack, 'Undo', {
    name: 'shop-undo',
    definition: definition('undo', {
      order: names.map((name, rank) => ({ stage: name, wave: name, rank, pause: 240 })).reverse(), waveOf: by((name) => name), promoted: by(() => []),
    }),
    statements: [
      allow(['GetPipelineExecution', 'ListActionExecutions', 'ListPipelineExecutions', 'ListRuleExecutions', 'StopPipelineExecution'].map((action) => `codepipeline:${action}`), PIPELINE),
      allow('codepipeline:RollbackStage', names.map((name) => `${PIPELINE}/${name}`)),
      allow(['ssm:GetParameter', 'ssm:PutParameter'], VETOES),
      allow('events:PutEvents', `arn:aws:events:${HERE}:event-bus/default`),
    ],
    detail: { state: ['FAILED', 'STARTED'] },
    input: {
      inputPathsMap: { pipeline: '$.detail.pipeline', stage: '$.detail.stage', state: '$.detail.state', execution: '$.detail.execution-id' },
      inputTemplate: '{"pipeline":<pipeline>,"stage":<stage>,"state":<state>,"execution":<execution>}',
    },
  });
  const arn = `arn:aws:logs:${HERE}:log-group:${LOG}`;
  const log = new CfnLogGroup(stack, 'RecordLog', {
    logGroupName: LOG,
    retentionInDays: 365,
    resourcePolicyDocument: document({ ...allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${arn}:*`), Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] } }),
  });
  log.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const record = (id: string, pattern: object) => new CfnRule(stack, id, { state: 'ENABLED', eventPattern: { source: ['aws.codepipeline'], ...pattern }, targets: [{ id: 'Target0', arn }] });
  record('RecordStates', { resources: [PIPELINE] });
  record('RecordCalls', { 'detail-type': ['AWS API Call via CloudTrail'], 'detail': { requestParameters: { $or: [{ pipelineName: ['shop-release'] }, { name: ['shop-release'] }] } } });
}

/** States that stand in a file, and the variables they begin with. */
function definition(file: string, variables: object): string {
  const states = JSON.parse(fs.readFileSync(path.join(__dirname, `${file}.asl.json`), 'utf8')) as { States: { Begin: { Assign: object } } };
  Object.assign(states.States.Begin.Assign, variables);
  return JSON.stringify(states);
}

interface Machine {
  readonly name?: string;
  readonly definition: string;
  readonly statements: object[];
  /** Of the events that start it. */
  readonly detail: object;
  readonly input?: CfnRule.InputTransformerProperty;
}

function machine(stack: Stack, id: string, { name, definition: definitionString, statements, detail, input }: Machine): void {
  const logs = new CfnLogGroup(stack, `${id}Logs`, { retentionInDays: 365 });
  logs.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const [role, events] = ['states', 'events'].map((service) => new CfnRole(stack, `${id}${service}Role`, {
    assumeRolePolicyDocument: document({ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` } }),
  }));
  const deliver = ['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'];
  const trace = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'];
  const policy = new CfnPolicy(stack, `${id}Policy`, {
    policyName: `${id}Policy`,
    policyDocument: document(allow([...deliver.map((action) => `logs:${action}`), ...trace.map((action) => `xray:${action}`)], '*'), ...statements),
    roles: [role.ref],
  });
  const made = new CfnStateMachine(stack, `${id}Machine`, {
    stateMachineName: name,
    roleArn: role.attrArn,
    definitionString,
    definitionSubstitutions: { pipeline: 'shop-release', partition: 'aws', ...(name ? { role: role.ref } : {}) },
    loggingConfiguration: { destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.attrArn } }], level: 'ALL' },
    tracingConfiguration: { enabled: true },
  });
  made.addResourceDependency(policy);
  new CfnPolicy(stack, `${id}EventsPolicy`, { policyName: `${id}EventsPolicy`, policyDocument: document(allow('states:StartExecution', made.ref)), roles: [events.ref] });
  new CfnRule(stack, `${id}Rule`, {
    state: 'ENABLED',
    eventPattern: { 'source': ['aws.codepipeline'], 'detail-type': ['CodePipeline Stage Execution State Change'], 'detail': { pipeline: ['shop-release'], ...detail } },
    targets: [{ id: 'Target0', arn: made.ref, roleArn: events.attrArn, inputTransformer: input }],
  });
}
