import { Application, ConfigurationContent, HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
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

test.each(kinds)('a workload may stand in the stack of its %s, or in one nested there', (_, stands) => {
  expect(stands(api(), (stack) => stack)).toEqual([]);
  expect(stands(api(), (stack) => new NestedStack(stack, 'Nested'))).toEqual([]);
});
