import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { shopApp as shopAppOnLambda } from '../../examples/aws-shop/app';
import { shopApp as shopAppOnKubernetes } from '../../examples/k8s-shop/app';
import { shopOnKubernetes, shopOnLambda } from '../../examples/pulumi-shop/shop';
import { Recorder, valueOf } from '../pulumi/recorder';

const newDirectory = () => fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-'));

describe('the shop on Lambda', () => {
  const recorder = new Recorder();
  let plan: string;

  beforeAll(async () => {
    const { directory } = shopAppOnLambda({ outdir: newDirectory() }).synth();
    plan = await valueOf((await recorder.run(() => shopOnLambda(directory))).plan);
  });

  test('is the stacks of the pipelines after the stacks they stand on, each with the provider of its Region', () => {
    const stacks = recorder.registrations.filter(({ type }) => type === 'aws:cloudformation/stack:Stack');
    expect(stacks.map(({ inputs }) => inputs.name).sort()).toEqual(['ShopPipeline', 'ShopPipeline-support-eu-west-1', 'ShopPipeline-support-us-east-1', 'StorefrontPipeline']);
    const pipeline = recorder.of('shop/ShopPipeline');
    expect(pipeline.dependencies).toEqual(expect.arrayContaining(stacks.map(({ name }) => name).filter((name) => name.includes('cross-region'))));
    expect(stacks.map(({ provider }) => provider).sort())
      .toEqual(['shop/111111111111/eu-central-1', 'shop/111111111111/eu-central-1', 'shop/111111111111/eu-west-1', 'shop/111111111111/us-east-1']);
  });

  test('leaves each pipeline its own template, since it updates itself', () => {
    for (const stack of ['ShopPipeline', 'StorefrontPipeline']) expect(recorder.of(`shop/${stack}`).ignoreChanges).toEqual(['templateBody', 'templateUrl']);
  });

  test('publishes what the pipeline\'s stack refers to before it', () => {
    const objects = recorder.registrations.filter(({ type }) => type === 'aws:s3/bucketObjectv2:BucketObjectv2').map(({ name }) => name);
    const dependencies = ['ShopPipeline', 'StorefrontPipeline'].flatMap((stack) => recorder.of(`shop/${stack}`).dependencies);
    expect(dependencies).toEqual(expect.arrayContaining(objects));
  });

  test('gives the plan', () => {
    expect(JSON.parse(plan)).toMatchObject({ service: 'shop', waves: [{ name: 'beta' }, { name: 'gamma' }, { name: 'one-box' }, { name: 'prod' }] });
  });
});

test('the shop on Kubernetes is the delivery, without what Argo CD applies', async () => {
  const dist = newDirectory();
  shopAppOnKubernetes(dist).synth();
  const recorder = new Recorder();
  await recorder.run(() => shopOnKubernetes(dist));
  const types = new Set(recorder.registrations.filter(({ type }) => type.startsWith('kubernetes:')).map(({ type }) => type));
  expect(types).toContain('kubernetes:kargo.akuity.io/v1alpha1:Stage');
  expect(types).toContain('kubernetes:argoproj.io/v1alpha1:Application');
  expect(types).not.toContain('kubernetes:argoproj.io/v1alpha1:Rollout');
  const files = fs.readdirSync(path.join(dist, 'delivery')).length;
  expect(recorder.registrations.filter(({ type }) => type.startsWith('kubernetes:'))).toHaveLength(files);
});
