import type { Chart } from 'cdk8s';
import { shopApp } from '../../examples/k8s-shop/app';
import { EnvironmentFolder } from '../../src/k8s/manifests/environment-folder';
import { describeWithShared } from '../shared';
import { findings } from './support/manifest-validator';
import { manifests, object } from './support/shop';

const app = shopApp('unused');

describeWithShared('the shop', () => {
  test('follows every schema', () => expect(manifests(app).flatMap(findings)).toEqual([]));
});

test('the shop runs three services by digest in five environments', () => {
  for (const environment of ['beta', 'staging', 'one-box', 'prod-eu', 'prod-us']) {
    const images = ['web', 'cart', 'catalog'].map((name) => {
      const { spec } = object(app, environment, 'Rollout', name).spec.template as { spec: { containers: { image: string }[] } };
      return spec.containers[0].image;
    });
    expect(images).toEqual([1, 2, 3].map((digit, i) => `registry.example.com/shop/${['web', 'cart', 'catalog'][i]}@sha256:${String(digit).repeat(64)}`));
  }
});

test('a wave waits for every signal of every service', () => {
  const { promotionTemplate } = object(app, 'delivery', 'Stage', 'prod-eu').spec as { promotionTemplate: { spec: { steps: { as?: string; config: object }[] } } };
  expect(promotionTemplate.spec.steps.find(({ as }) => as === 'quiet')).toMatchObject({
    config: { successExpression: expect.stringMatching(/^len\(response\.body\.data\.result\) == \$\{\{ len\(filter\(split\(outputs\.prepare\.recorded, .*\["error-ratio", "latency-p99"\]/) },
  });
  expect(new EnvironmentFolder(app.node.findChild('prod-eu') as Chart).contents().recorded).toEqual([
    'error-ratio/cart', 'error-ratio/catalog', 'error-ratio/web', 'latency-p99/cart', 'latency-p99/catalog', 'latency-p99/web',
  ]);
});
