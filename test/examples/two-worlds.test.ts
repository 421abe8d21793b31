import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { RootConstruct } from 'constructs';
import { aws, Duration, Environment, k8s, ParityReport, Plan, ReleasePipeline, Tier, TrafficShift } from 'spillway';
import { ordersOnAws } from '../../examples/two-worlds/aws';
import { ordersOnKubernetes } from '../../examples/two-worlds/k8s';
import { parity } from '../../examples/two-worlds/parity';

const planOf = (app: { readonly node: { findChild(id: string): unknown } }) => Plan.of(app.node.findChild('Orders') as ReleasePipeline).toJson();

test('both worlds are synthesized from the same plan', () => {
  expect(planOf(ordersOnAws())).toBe(planOf(ordersOnKubernetes()));
});

test('on AWS the waves are stages of a pipeline', () => {
  const app = ordersOnAws();
  app.synth();
  const [pipeline] = Object.values(Template.fromStack(app.node.findChild('OrdersPipeline') as Stack).findResources('AWS::CodePipeline::Pipeline'));
  expect(pipeline.Properties.Stages.map(({ Name }: { Name: string }) => Name)).toEqual(expect.arrayContaining(['beta', 'one-box', 'prod']));
});

test('on Kubernetes the environments are Stages that follow each other', () => {
  const delivery = ordersOnKubernetes().charts.find(({ node }) => node.id === 'delivery')!;
  const stages = (delivery.toJson() as { kind: string; metadata: { name: string } }[]).filter(({ kind }) => kind === 'Stage').map(({ metadata }) => metadata.name);
  expect(stages).toEqual(expect.arrayContaining(['beta', 'one-box', 'prod-eu', 'prod-us']));
});

test('neither back end refuses anything', () => {
  expect(parity.toText()).not.toContain('refused');
});

test('what the README says to try is refused by one of them, and by the other not', () => {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Orders', { service: 'orders', supersede: false });
  const trafficShift = TrafficShift.steps({ percent: 10, hold: Duration.minutes(10) }, { percent: 30, hold: Duration.minutes(10) });
  pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.PRODUCTION })], trafficShift });
  const rows = ParityReport.of(Plan.of(pipeline), [new aws.CodePipelineRenderer(), new k8s.GitOpsRenderer()]).toMarkdown().split('\n');
  const answers = (feature: string) => rows.find((row) => row.startsWith(`| \`${feature}\``))!.split('|').slice(2, 4).map((cell) => cell.includes('**refused**'));
  expect(answers('shift.steps')).toEqual([true, false]);
  expect(answers('order.keep')).toEqual([false, true]);
});

test('the README shows the parity table as it is', () => {
  const readme = fs.readFileSync(path.join(__dirname, '../../examples/two-worlds/README.md'), 'utf8');
  expect(readme).toContain(parity.toMarkdown());
});
