import * as path from 'path';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AppProps, StageProps } from 'aws-cdk-lib/core';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { beta, connectionArn, gamma, oneBox, places, prodEu, prodUs, tooling } from '../../examples/aws-shop/environments';

const HANDLER = path.join(__dirname, '../../examples/aws-shop/api/handler');

/** The API of `examples/aws-shop` as it is without a release: what is deployed has all traffic at once, and nothing is watched. */
class ApiStage extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const table = new Table(new Stack(this, 'Data'), 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING }, billingMode: BillingMode.PAY_PER_REQUEST });
    const stack = new Stack(this, 'Api');
    const handler = new Function(stack, 'Handler', {
      runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromAsset(HANDLER),
      logGroup: new LogGroup(stack, 'Logs', { retention: RetentionDays.THREE_MONTHS }),
    });
    table.grant(handler, 'dynamodb:GetItem', 'dynamodb:PutItem');
    const orders = new HttpLambdaIntegration('Orders', handler.addAlias('live'));
    const api = new HttpApi(stack, 'Http');
    api.addRoutes({ path: '/orders', methods: [HttpMethod.POST], integration: orders });
    api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration: orders });
  }
}

/** The same application, in the same environments and the same order, by CDK Pipelines alone. */
export function plainApp(props?: AppProps): App {
  const app = new App(props);
  const pipeline = new CodePipeline(new Stack(app, 'ShopPipeline', { env: tooling }), 'Pipeline', {
    synth: new ShellStep('Synth', {
      input: CodePipelineSource.connection('shop/shop', 'main', { connectionArn }), commands: ['npm ci', 'npm test', 'npx cdk synth'],
    }),
    pipelineType: PipelineType.V2,
    crossAccountKeys: true,
    enableKeyRotation: true,
    useChangeSets: false,
    publishAssetsInParallel: false,
    usePipelineRoleForActions: true,
  });
  for (const [wave, environments] of Object.entries({ 'beta': [beta], 'gamma': [gamma], 'one-box': [oneBox], 'prod': [prodEu, prodUs] })) {
    const added = pipeline.addWave(wave, wave === 'one-box' ? { pre: [new ManualApprovalStep('approve')] } : {});
    for (const environment of environments) added.addStage(new ApiStage(app, environment.environmentName, { env: places.get(environment) }));
  }
  return app;
}
