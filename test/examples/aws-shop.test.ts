import { Match, Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { App, CfnResource } from 'aws-cdk-lib/core';
import type { ReleasePipeline } from 'spillway';
import { Plan } from 'spillway';
import { releaseApi } from '../../examples/aws-shop/api/release';
import { shopApp } from '../../examples/aws-shop/app';

const app = shopApp();
const assembly = app.synth();
const templateOf = (name: string) => Template.fromJSON(assembly.stacksRecursively.find(({ stackName }) => stackName === name)!.template);

function stagesOf(stack: string): string[] {
  const [pipeline] = Object.values(templateOf(stack).findResources('AWS::CodePipeline::Pipeline'));
  return pipeline.Properties.Stages.map(({ Name }: { Name: string }) => Name);
}

test('both pipelines are synthesized, with the stages the README lists', () => {
  expect(stagesOf('ShopPipeline')).toEqual([
    'Source', 'Build', 'UpdatePipeline', 'Assets', 'beta', 'gamma', 'gate-one-box', 'enter-one-box', 'one-box', 'enter-prod', 'prod',
  ]);
  expect(stagesOf('StorefrontPipeline')).toEqual([
    'Source', 'Build', 'UpdatePipeline', 'Assets', 'beta', 'gate-europe', 'window-europe', 'enter-europe', 'europe', 'bake-europe',
    'window-america', 'enter-america', 'america', 'bake-america',
  ]);
});

test('two syntheses give the same bytes', () => {
  const templates = () => shopApp().synth().stacksRecursively.map((stack) => JSON.stringify(stack.template));
  expect(templates()).toEqual(assembly.stacksRecursively.map((stack) => JSON.stringify(stack.template)));
});

test('nothing is asked of an account while it is synthesized', () => {
  const asked = [assembly, ...assembly.nestedAssemblies.map(({ nestedAssembly }) => nestedAssembly)].flatMap(({ manifest }) => manifest.missing ?? []);
  expect(asked).toEqual([]);
});

test.each(['Shop', 'Storefront'])('the declaration of %s has no problem', (id) => {
  expect(Plan.of(app.node.findChild(id) as ReleasePipeline).problems.map(({ message }) => message)).toEqual([]);
});

describe('the API', () => {
  const api = templateOf('prod-eu-Api');

  test('its table outlives its stack', () => {
    templateOf('prod-eu-Data').hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain', Properties: { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    });
  });

  test('versions stay for a rollback, and one that was undone goes, or its code could not be published again', () => {
    api.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('its gateway calls the alias that moves, never the function', () => {
    const [alias] = Object.keys(api.findResources('AWS::Lambda::Alias'));
    api.allResourcesProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: { Ref: alias } });
    api.allResourcesProperties('AWS::Lambda::Permission', { FunctionName: { Ref: alias }, Principal: 'apigateway.amazonaws.com' });
  });
});

describe('the shop front', () => {
  const configuration = (environment: string, properties: object) =>
    templateOf(`storefront-${environment}-Web`).hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: Match.objectLike(properties) });

  test('moves like its waves, and waits for designers in Europe only', () => {
    configuration('beta', { Strategy: 'BLUE_GREEN', LifecycleHooks: Match.absent() });
    configuration('prod-eu', {
      Strategy: 'CANARY',
      CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 30 },
      LifecycleHooks: [Match.objectLike({ TargetType: 'PAUSE', LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'], TimeoutConfiguration: { Action: 'CONTINUE', TimeoutInMinutes: 60 } })],
    });
    configuration('prod-us', { Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 20, StepBakeTimeInMinutes: 15 } });
  });

  test('is an image by its digest', () => {
    templateOf('storefront-prod-eu-Web').hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [
      Match.objectLike({ Image: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('/storefront@sha256:[0-9a-f]{64}$')])] } }),
    ] });
  });

  test('takes customers and testers over TLS, and testers from the office only', () => {
    const web = templateOf('storefront-prod-eu-Web');
    web.allResourcesProperties('AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTPS' });
    web.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [
      Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }), Match.objectLike({ CidrIp: '203.0.113.0/24', FromPort: 8443, ToPort: 8443 }),
    ] });
  });

  test('each freeze closes both Regions and has a calendar', () => {
    const pipeline = templateOf('StorefrontPipeline');
    const closed = Object.values(pipeline.findResources('AWS::Scheduler::Schedule')).map(({ Properties }) => Properties.Target.Input).filter(Boolean)
      .map((input: string) => JSON.parse(input)).map(({ StageName, Reason }: { StageName: string; Reason: string }) => `${StageName}: ${Reason}`);
    expect(closed.sort()).toEqual(['gate-europe', 'window-america'].flatMap((stage) => ['anniversary', 'year-end'].map((freeze) => expect.stringMatching(`^${stage}: .*${freeze}$`))));
    pipeline.resourceCountIs('AWS::SSM::Document', 2);
  });
});

/** Synthesizes with the linter that the CDK brings along, which the other tests leave out since it takes seconds. */
function lint(declare: () => App): void {
  const validation = process.env.CDK_VALIDATION;
  delete process.env.CDK_VALIDATION;
  try {
    declare().synth();
  } finally {
    process.env.CDK_VALIDATION = validation;
  }
}

const LINTED = { postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true } };

test('the linter of the CDK finds nothing in any template', () => {
  expect(() => lint(() => shopApp(LINTED))).not.toThrow();
});

test('fails when a template has a property that does not exist', () => {
  expect(() => lint(() => {
    const wrong = new App(LINTED);
    releaseApi(wrong);
    new CfnResource(wrong.node.findChild('ShopPipeline') as Stack, 'Wrong', { type: 'AWS::SQS::Queue', properties: { Depth: 3 } });
    return wrong;
  })).toThrow(/Depth/);
});
