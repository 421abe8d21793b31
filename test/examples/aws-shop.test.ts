import { Template } from 'aws-cdk-lib/assertions';
import type { App, Stack } from 'aws-cdk-lib/core';
import { CfnResource } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Plan } from 'spillway';
import { shopApp } from '../../examples/aws-shop/app';

const pipelineTemplate = (app: App) => Template.fromStack(app.node.findChild('ShopPipeline') as Stack);

test('the shop is synthesized, with the stages its README lists', () => {
  const app = shopApp();
  app.synth();
  const [pipeline] = Object.values(pipelineTemplate(app).findResources('AWS::CodePipeline::Pipeline'));
  expect(pipeline.Properties.Stages.map(({ Name }: { Name: string }) => Name)).toEqual([
    'Source', 'Build', 'UpdatePipeline', 'Assets', 'beta', 'gamma', 'gate-one-box', 'enter-one-box', 'one-box', 'enter-prod', 'prod',
  ]);
});

test('two syntheses give the same bytes', () => {
  const templates = () => shopApp().synth().stacksRecursively.map((stack) => JSON.stringify(stack.template));
  expect(templates()).toEqual(templates());
});

test('the table outlives its stack', () => {
  const [data] = shopApp().synth().stacksRecursively.filter(({ stackName }) => stackName === 'prod-eu-Data');
  Template.fromJSON(data.template).hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain', Properties: { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
  });
});

test('versions stay for a rollback, and one that was undone goes, or its code could not be published again', () => {
  const [api] = shopApp().synth().stacksRecursively.filter(({ stackName }) => stackName === 'prod-eu-Api');
  Template.fromJSON(api.template).hasResource('AWS::Lambda::Version', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

test('the API calls the alias that moves, never the function', () => {
  const [api] = shopApp().synth().stacksRecursively.filter(({ stackName }) => stackName === 'prod-eu-Api');
  const template = Template.fromJSON(api.template);
  const [alias] = Object.keys(template.findResources('AWS::Lambda::Alias'));
  template.allResourcesProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: { Ref: alias } });
  template.allResourcesProperties('AWS::Lambda::Permission', { FunctionName: { Ref: alias }, Principal: 'apigateway.amazonaws.com' });
});

/** Synthesizes with the linter that the CDK brings along, which the other tests leave out since it takes seconds. */
function lint(change: (pipeline: Stack) => void = () => undefined): void {
  const validation = process.env.CDK_VALIDATION;
  delete process.env.CDK_VALIDATION;
  try {
    const app = shopApp({ postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    change(app.node.findChild('ShopPipeline') as Stack);
    app.synth();
  } finally {
    process.env.CDK_VALIDATION = validation;
  }
}

test('the linter of the CDK finds nothing in any template', () => {
  expect(() => lint()).not.toThrow();
});

test('fails when a template has a property that does not exist', () => {
  expect(() => lint((stack) => new CfnResource(stack, 'Wrong', { type: 'AWS::SQS::Queue', properties: { Depth: 3 } }))).toThrow(/Depth/);
});

/** What cdk-nag says about the pipeline's stacks and is right as it is, with the reason. */
const ACCEPTED: [finding: RegExp, where: RegExp, reason: string][] = [
  [/^AwsSolutions-S1$/, /Bucket/, 'artifacts are read and written by the pipeline alone; data events of CloudTrail tell who else tried'],
  [/^AwsSolutions-IAM5\[Action::(s3|kms):\w+\*\]$/, /./, 'the CDK grants reading and writing of artifacts by groups of actions, on the one bucket and key'],
  [/^AwsSolutions-IAM5\[Resource::<\w+\.Arn>\/\*\]$/, /./, 'all objects of the bucket of artifacts'],
  [/^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:s3:::shoppipeline-support-\S+\/\*\]$/, /Pipeline\/Role/, 'all objects of the buckets of artifacts in the other Regions'],
  [/^AwsSolutions-IAM5\[Resource::\*\]$/, /Pipeline\/Role/, 'kms only: keys of the other Regions are known by their alias, which a policy cannot name'],
  [/^AwsSolutions-IAM5\[Resource::\*\]$/, /SelfMutation|Assets/, 'CDK Pipelines: describing stacks and listing buckets, starting its own builds'],
  [/^AwsSolutions-IAM5\[Resource::arn:\*:iam::111111111111:role\/\*\]$/, /SelfMutation/, 'CDK Pipelines: only roles with the tag of the bootstrap stack'],
  [/^AwsSolutions-IAM5\[Resource::\*\]$/, /(Undo|Machine)\/Role/, 'the CDK: delivery of logs and traces of a state machine, which name no resource'],
  [/^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:ssm:\S+:parameter\/spillway\/shop\/vetoed\/\*\]$/, /Synth|Undo/, 'vetoes are named after revisions'],
  [/^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:ssm:\S+:parameter\/spillway\/shop\/running\/\*\]$/, /Running/, 'what runs where is named after environments'],
  [/^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:(logs|codebuild):\S+\]$/, /./, 'log streams and report groups of the project itself, whose names it makes at run time'],
];

test('cdk-nag finds nothing in the pipeline beyond what is accepted with a reason', () => {
  const app = shopApp();
  app.synth();
  const pipeline = app.node.children.filter((child) => /ShopPipeline|cross-region/.test(child.node.id));
  const found = pipeline.flatMap((scope) => new AwsSolutionsChecks(app).validateScope(scope).violations)
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map((resource) => [ruleName, JSON.stringify(resource)]));
  const accepts = ([rule, where]: string[]) => ACCEPTED.filter(([finding, place]) => finding.test(rule) && place.test(where));
  expect(found.filter((finding) => accepts(finding).length === 0)).toEqual([]);
  expect(ACCEPTED.filter((entry) => !found.some((finding) => accepts(finding).includes(entry)))).toEqual([]);
});

test('the declaration has no problem', () => {
  const app = shopApp();
  const pipeline = app.node.findChild('Shop') as Parameters<typeof Plan.of>[0];
  expect(Plan.of(pipeline).problems.map(({ message }) => message)).toEqual([]);
});
