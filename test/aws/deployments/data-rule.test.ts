import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnTable, Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Stage } from 'aws-cdk-lib/core';
import { Annotations as Told, CfnDeletionPolicy, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Environment, Tier } from 'spillway';
import { Fixture, watched, workloads } from '../fixture';

interface Handed {
  readonly fixture: Fixture;
  readonly stage: Stage;
  readonly data: Stack;
}

/** A stage of two stacks, the one with the data second. */
function handed(fill: (data: Stack, api: Stack) => void, tier = Tier.PRODUCTION): Handed {
  const environment = new Environment('prod', { tier });
  const fixture = new Fixture({ waves: { prod: { environments: [environment], ...watched } } });
  const stage = fixture.functionStage(environment, workloads);
  const data = new Stack(stage, 'Data');
  fill(data, stage.node.findChild('Api') as Stack);
  return { fixture, stage, data };
}

function handOver(declared: Handed): Handed {
  declared.fixture.release.deploy(declared.fixture.environments[0], declared.stage);
  return declared;
}

const table = (stack: Stack, removalPolicy?: RemovalPolicy) => new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING }, removalPolicy });
const losing = ({ data }: Handed) => Annotations.fromStack(data).findWarning('*', Match.stringLikeRegexp('SP4431')).map(({ id }) => id);

describe('data that would go with its resource', () => {
  test('is told at the resource, with the policies that lose it', () => {
    const { data } = handOver(handed((stack) => table(stack, RemovalPolicy.DESTROY)));
    Annotations.fromStack(data).hasWarning('/prod/Data/Orders/Resource', Match.stringLikeRegexp('SP4431 prod/Data/Orders/Resource: .*got "DeletionPolicy Delete and UpdateReplacePolicy Delete"'));
  });

  test.each([
    ['retained', (stack: Stack) => table(stack, RemovalPolicy.RETAIN)],
    ['retained but when it could not be made', (stack: Stack) => table(stack, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)],
    ['retained by a policy of the whole stack, set later', (stack: Stack) => {
      table(stack, RemovalPolicy.DESTROY);
      RemovalPolicies.of(stack).retain();
    }],
    ['no data: messages', (stack: Stack) => new Queue(stack, 'Queue')],
    ['no data: an instance of a cluster', (stack: Stack) => new CfnDBInstance(stack, 'Instance', { dbClusterIdentifier: 'orders' })],
  ])('is not told of what is %s', (_, fill) => {
    expect(losing(handOver(handed(fill)))).toEqual([]);
  });

  test('is told where CloudFormation would delete by default', () => {
    const found = handOver(handed((stack) => new CfnTable(stack, 'Orders', { keySchema: [], attributeDefinitions: [] })));
    expect(losing(found)).toEqual(['/prod/Data/Orders']);
  });

  test('a database is snapshot by default when it is removed, and not when it is replaced', () => {
    const { data } = handOver(handed((stack) => new CfnDBInstance(stack, 'Orders', {})));
    Annotations.fromStack(data).hasWarning('*', Match.stringLikeRegexp('got "UpdateReplacePolicy Delete"'));
    const kept = handOver(handed((stack) => {
      new CfnDBInstance(stack, 'Orders', {}).cfnOptions.updateReplacePolicy = CfnDeletionPolicy.SNAPSHOT;
    }));
    expect(losing(kept)).toEqual([]);
  });

  test.each([Tier.DEVELOPMENT, Tier.TEST, Tier.STAGING])('is nobody\'s in %s', (tier) => {
    expect(losing(handOver(handed((stack) => table(stack, RemovalPolicy.DESTROY), tier)))).toEqual([]);
  });

  test('may be acknowledged for the pipeline, or for one resource in the way of the CDK', () => {
    const declared = handed((stack) => {
      const scratch = new Bucket(stack, 'Scratch', { removalPolicy: RemovalPolicy.DESTROY });
      Told.of(scratch).acknowledgeWarning('spillway:SP4431', 'made again every night');
      table(stack, RemovalPolicy.DESTROY);
    });
    expect(losing(handOver(declared))).toEqual(['/prod/Data/Orders/Resource']);
  });
});

test('data beside a workload is told at their stack, though it is retained', () => {
  const { stage } = handOver(handed((_, api) => table(api, RemovalPolicy.RETAIN)));
  Annotations.fromStack(stage.node.findChild('Api') as Stack).hasWarning('/prod/Api', Match.stringLikeRegexp('SP4432 prod/Api: .*got "AWS::DynamoDB::Table"'));
});

describe('order', () => {
  const order = ({ fixture }: Handed) => Object.fromEntries(fixture.stage('prod').Actions.map(({ Name, RunOrder }) => [Name.split('.')[0], RunOrder]));

  test('data is deployed before what may use it', () => {
    expect(order(handOver(handed((data) => table(data))))).toEqual({ Data: 1, Api: 2 });
  });

  test('stacks without data are deployed side by side', () => {
    expect(order(handOver(handed((stack) => new Queue(stack, 'Queue'))))).toEqual({ Data: 1, Api: 1 });
  });

  test('data that waits for another stack still does', () => {
    expect(order(handOver(handed((data, api) => {
      table(data);
      data.addStackDependency(api);
    })))).toEqual({ Api: 1, Data: 2 });
  });
});
