import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import type { ReleasePipeline } from 'spillway';
import { Plan } from 'spillway';
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

test('the README shows the parity table as it is', () => {
  const readme = fs.readFileSync(path.join(__dirname, '../../examples/two-worlds/README.md'), 'utf8');
  expect(readme).toContain(parity.toMarkdown());
});
