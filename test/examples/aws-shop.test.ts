import { Template } from 'aws-cdk-lib/assertions';
import type { App, Stack } from 'aws-cdk-lib/core';
import { CfnResource } from 'aws-cdk-lib/core';
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

test('the declaration has no problem', () => {
  const app = shopApp();
  const pipeline = app.node.findChild('Shop') as Parameters<typeof Plan.of>[0];
  expect(Plan.of(pipeline).problems.map(({ message }) => message)).toEqual([]);
});
