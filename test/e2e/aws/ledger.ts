import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Stack, Stage } from 'aws-cdk-lib/core';
import {
  aws, Duration, Environment, Freeze, Gate, ReleasePipeline, RollbackScope, RollbackTrigger, Signal, Tier, Traffic, Verification,
} from 'spillway';
import { TOOLING } from './cdk';
import { writeSubset } from './subset';

/*
 * A release with the gates and the undoing that the example does without. The freeze holds from `FREEZE_FROM` to `FREEZE_TO`,
 * in UTC.
 */
const { FREEZE_FROM = '2024-01-01T00:00', FREEZE_TO = '2024-01-02T00:00' } = process.env;
const region = 'eu-central-1';

const trial = new Environment('trial', { tier: Tier.TEST });
const live = new Environment('live', { tier: Tier.PRODUCTION });
const errors = Signal.errorRatio({ atMost: 0.01 });
const promoted = { scope: RollbackScope.PROMOTED };

const app = new App({ outdir: process.env.CDK_OUTDIR });
const pipeline = new ReleasePipeline(app, 'Ledger', {
  service: 'ledger',
  traffic: Traffic.of({ requestsPerSecond: 200, errorRatio: 0.001 }),
  rollbackOn: [RollbackTrigger.signal(errors, promoted), RollbackTrigger.failedVerification(promoted)],
  freezes: [Freeze.dated('audit', { from: FREEZE_FROM, to: FREEZE_TO, timeZone: 'UTC', owner: 'finance', reason: 'the books are closed' })],
});
pipeline.addWave('trial', { environments: [trial], bakeTime: Duration.minutes(30) });
pipeline.addWave('live', {
  environments: [live],
  gates: [Gate.approval({ group: 'auditors', quorum: 2, excludeAuthor: false }), Gate.dependsOn({ service: 'shop', environment: 'prod-eu', versions: '>=2.0.0' })],
  verifications: [Verification.job({ name: 'balance', commands: ['npm run balance'] })],
  bakeTime: Duration.minutes(30),
});

const stack = new Stack(app, 'LedgerPipeline', { env: { account: TOOLING, region } });
const release = new aws.CodePipelineRelease(stack, 'Release', {
  pipeline,
  source: aws.Source.connection({ connectionArn: `arn:aws:codeconnections:${region}:${TOOLING}:connection/1`, repository: 'ledger/ledger', branch: 'main' }),
  synth: { commands: ['npm ci', 'npx cdk synth'] },
});
const auditors = new Role(stack, 'Auditors', { roleName: 'auditors', assumedBy: new AccountRootPrincipal() });
release.grantApproval('auditors', auditors);
const onCall = new Role(stack, 'LedgerOnCall', { roleName: 'ledger-on-call', assumedBy: new AccountRootPrincipal() });
release.grantRollback(onCall);
release.grantLift(onCall);

const queue = new Queue(stack, 'Pager');
const topic = new Topic(stack, 'OnCall');
topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
release.notify(aws.Audience.topic(topic, { urgencies: [aws.Urgency.PAGE] }));
new CfnOutput(stack, 'PagerUrl', { value: queue.queueUrl });

for (const [environment, account] of [[trial, '222222222222'], [live, '333333333333']] as const) {
  const stage = new Stage(app, environment.environmentName, { env: { account, region } });
  const api = new Stack(stage, 'Api');
  const code = lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
  const handler = new lambda.Function(api, 'Handler', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code });
  new aws.LambdaWorkload(api, 'Workload', { pipeline, environment, handler });
  release.deploy(environment, stage);
}
writeSubset(app);
