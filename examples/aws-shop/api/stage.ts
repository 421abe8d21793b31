import * as path from 'path';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageProps } from 'aws-cdk-lib/core';
import { CfnOutput, Duration, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Environment, ReleasePipeline } from 'spillway';
import { aws } from 'spillway';

export interface ApiStageProps extends StageProps {
  readonly pipeline: ReleasePipeline;
  readonly environment: Environment;
}

/** The API in one environment: what it keeps in one stack, what it does in another. */
export class ApiStage extends Stage {
  constructor(scope: Construct, id: string, props: ApiStageProps) {
    super(scope, id, props);
    const { table } = new DataStack(this, 'Data');
    new ApiStack(this, 'Api', { ...props, table });
  }
}

/** Protected: a rollback to a template from before the table leaves the orders where they are. */
class DataStack extends Stack {
  public readonly table = new Table(this, 'Orders', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { pipeline, environment, table }: ApiStageProps & { readonly table: Table }) {
    super(scope, id);
    const handler = new Function(this, 'Handler', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromAsset(path.join(__dirname, 'handler')),
      environment: { TABLE: table.tableName },
      memorySize: 512,
      timeout: Duration.seconds(5),
      logGroup: new LogGroup(this, 'Logs', { retention: RetentionDays.THREE_MONTHS }),
      // what a rollback goes back to; a version that was undone goes, since Lambda does not publish the same code twice in a row
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    handler.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [table.tableArn] }));
    const { alias } = new aws.LambdaWorkload(this, 'Workload', { pipeline, environment, handler });

    const api = new HttpApi(this, 'Http');
    const orders = new HttpLambdaIntegration('Orders', alias);
    api.addRoutes({ path: '/orders', methods: [HttpMethod.POST], integration: orders });
    api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration: orders });
    new CfnOutput(this, 'Url', { value: api.apiEndpoint });
  }
}
