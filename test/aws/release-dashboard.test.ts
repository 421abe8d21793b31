import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import { Duration, Gate, Plan, RollbackTrigger, Signal } from 'spillway';
import { dashboardLimits } from '../../src/aws/release-dashboard';
import type { Declared } from './fixture';
import { Fixture, tooling, verified, watched, workloads } from './fixture';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly markdown?: string;
    readonly title?: string;
    readonly alarms?: string[];
    readonly region?: string;
    readonly accountId?: string;
    readonly annotations?: { readonly alarms: string[] };
  };
}

type Text = string | { readonly 'Fn::Join': [string, (string | { readonly Ref: string })[]] };

/** What stands on the dashboard, in the order in which it is read. */
function widgets(fixture: Fixture): Widget[] {
  const [dashboard] = Object.values(fixture.template.findResources('AWS::CloudWatch::Dashboard'));
  const body: Text = dashboard.Properties.DashboardBody;
  const text = typeof body === 'string' ? body : body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'aws')).join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

const arn = (account: string, name: string) => `arn:aws:cloudwatch:eu-central-1:${account}:alarm:${name}`;
const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });
const asked = { candidate: () => ({ dashboard: true }) };
const shown = (waves: Declared['waves'], env = () => workloads) => widgets(new Fixture({ waves, ...asked }).deployAll(env));

test('there is none unless it is asked for: it costs', () => {
  new Fixture({ waves: { prod: watched } }).deployAll().template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
});

test('it is called after the service, and has the waves one below the other', () => {
  const fixture = new Fixture({ waves: { beta: watched, prod: watched }, ...asked }).deployAll();
  fixture.template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'shop-release' });
  expect(widgets(fixture).flatMap(({ properties }) => properties.markdown ?? [])).toEqual(['## beta', '## prod']);
});

test('a wave shows what keeps a release out and what undoes it', () => {
  const [status] = shown({ prod: { ...watched, gates: [Gate.quiet(slow)] } }).filter(({ type }) => type === 'alarm');
  expect(status.properties.alarms).toEqual([arn(workloads.account, 'shop-prod'), arn(workloads.account, 'shop-prod-quiet')]);
});

test('a wave without a bake shows what is asked when jobs have verified', () => {
  const [status] = shown({ prod: verified }).filter(({ type }) => type === 'alarm');
  expect(status.properties.alarms).toEqual([arn(workloads.account, 'shop-prod')]);
});

test('an environment shows each signal and its bound, as its alarm does, and silence', () => {
  const graphs = shown({ prod: { ...watched, gates: [Gate.quiet(slow)] } }).filter(({ type }) => type === 'metric');
  expect(graphs.map(({ properties }) => properties.title)).toEqual(['shop-prod-error-ratio', 'shop-prod-no-data', 'shop-prod-latency-p99']);
  expect(graphs[0].properties).toMatchObject({
    annotations: { alarms: [arn(workloads.account, 'shop-prod-error-ratio')] }, region: workloads.region, accountId: workloads.account,
  });
});

test('an account is named only where it is another one', () => {
  const [graph] = shown({ prod: watched }, () => ({ ...workloads, account: tooling.account })).filter(({ type }) => type === 'metric');
  expect(graph.properties.accountId).toBeUndefined();
});

test('what is not there is not shown', () => {
  const minimum = RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, minimumRequests: 50 }));
  const graphs = shown({ prod: { rollbackOn: [minimum], bakeTime: Duration.minutes(30) } }).filter(({ type }) => type === 'metric');
  expect(graphs.map(({ properties }) => properties.title)).toEqual(['shop-prod-error-ratio', 'shop-prod-error-ratio-no-data']);
  expect(shown({ prod: {} }).map(({ type }) => type)).toEqual(['text']);
});

test('SP4215: fails when there are more widgets than CloudWatch takes, and not before', () => {
  const plan = Plan.of(new Fixture({ waves: { prod: watched } }).pipeline)._document;
  const found = (alarms: number) => {
    const stage = new Stage(new App(), 'prod', { env: workloads });
    const stack = new Stack(stage, 'Api');
    for (let i = 0; i < alarms; i++) new CfnAlarm(stack, `Alarm${i}`, { alarmName: `shop-prod-${i}`, comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1 });
    return dashboardLimits(plan, () => ({ stage, place: { ...workloads, partition: 'aws' } })).map(({ code, got }) => [code, got]);
  };
  // the wave itself has two
  expect(found(498)).toEqual([]);
  expect(found(499)).toEqual([['SP4215', '501']]);
});
