import { Application, ConfigurationContent, HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, NestedStack, Stack } from 'aws-cdk-lib/core';
import { aws } from 'spillway';
import { Fixture, prod, workloads } from '../fixture';
import { Service } from '../service';

/** What a workload says that stands in a stack of what it releases, or in one beside it. */
type Stands = (stack: Stack, place: (stack: Stack) => Stack) => string[];

const { pipeline } = new Fixture({ waves: { prod: { environments: [prod] } } });
const kinds: [kind: string, stands: Stands][] = [
  ['function', (stack, place) => {
    const handler = new Function(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') });
    return new aws.LambdaWorkload(place(stack), 'Workload', { pipeline, environment: prod, handler }).node.validate();
  }],
  ['service', (stack, place) => {
    const { service, targetGroup, alternate } = new Service({}, stack);
    return new aws.EcsWorkload(place(stack), 'Workload', { pipeline, environment: prod, service, targetGroup, alternate }).node.validate();
  }],
  ['configuration', (stack, place) => {
    const configuration = new HostedConfiguration(stack, 'Flags', { application: new Application(stack, 'App'), content: ConfigurationContent.fromInlineJson('{}') });
    return new aws.FlagWorkload(place(stack), 'Workload', { pipeline, environment: prod, configuration }).node.validate();
  }],
];
const api = () => new Stack(new App(), 'Api', { env: workloads });

test.each(kinds)('SP4403: fails when a workload stands in another stack than its %s', (_, stands) => {
  const found = stands(api(), ({ node: { root } }) => new Stack(root, 'Traffic', { env: workloads }));
  expect(found).toEqual([expect.stringMatching(/^SP4403 Traffic\/Workload: .*got "Api\/\w+ in Api", allowed is one in Traffic; put the workload/)]);
});

test.each(kinds)('a workload may stand in the stack of its %s', (_, stands) => {
  expect(stands(api(), (stack) => stack)).toEqual([]);
});

test.each(kinds.filter(([kind]) => kind !== 'service'))('a workload may stand in a stack nested in that of its %s', (_, stands) => {
  expect(stands(api(), (stack) => new NestedStack(stack, 'Nested'))).toEqual([]);
});

test('SP4403: fails when a workload is nested below its service, whose deployment is set in the service and asks the alarms of the workload', () => {
  const [, [, stands]] = kinds;
  expect(stands(api(), (stack) => new NestedStack(stack, 'Nested'))).toEqual([
    expect.stringMatching(/^SP4403 Api\/Nested\/Workload: .*got "Api\/Service in Api", allowed is one in Api\/Nested; put the workload/),
  ]);
});

describe('a hook of a function', () => {
  const code = { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') };
  const stands = (hook: (stack: Stack, nested: Stack) => IFunction) => {
    const stack = api();
    const nested = new NestedStack(stack, 'Nested');
    return new aws.LambdaWorkload(nested, 'Workload', {
      pipeline, environment: prod, handler: new Function(stack, 'Handler', code), postHook: hook(stack, nested),
    }).node.validate();
  };

  test('stands in the stack of the workload, or is somebody else\'s', () => {
    expect(stands((_, nested) => new Function(nested, 'After', code))).toEqual([]);
    expect(stands((stack) => Function.fromFunctionName(stack, 'After', 'after'))).toEqual([]);
  });

  test('SP4403: fails when it stands above, since it may report to a deployment that calls it', () => {
    expect(stands((stack) => new Function(stack, 'After', code))).toEqual([
      expect.stringMatching(/^SP4403 Api\/Nested\/Workload: .*got "Api\/After in Api", allowed is one in Api\/Nested; /),
    ]);
  });
});
