import { k8s, Plan } from 'spillway';
import type { Delivery } from '../../../src/k8s/delivery';
import { planRecordProblems } from '../../../src/k8s/policy/plan-record';
import { manifests, object, shop } from '../support/shop';

describe('the plan', () => {
  test('stands beside what was made of it, and can be read back', () => {
    const { app, pipeline } = shop();
    const { data } = object(app, 'delivery', 'ConfigMap', 'shop-plan') as unknown as { data: Record<string, string> };
    expect(Plan.fromJson(data['plan.json']).toJson()).toBe(Plan.of(pipeline).toJson());
  });

  test.each([[0, []], [1, ['SP5424']]])('fails when it is larger than an object may be: %d bytes more', (more, codes) => {
    const document = Plan.of(shop().pipeline)._document;
    const sized = (length: number) => ({ plan: { ...document, path: 'x'.repeat(length) } }) as unknown as Delivery;
    const rest = JSON.stringify(sized(0).plan).length + 'plan.json'.length;
    expect(planRecordProblems(sized(1_048_576 - rest + more)).map(({ code }) => code)).toEqual(codes);
    // the API server counts bytes
    expect(planRecordProblems({ plan: { ...document, path: 'ü'.repeat(600_000) } } as unknown as Delivery)).toHaveLength(1);
  });
});

test.each([
  ['kube-system', { imagePolicy: k8s.ImagePolicy.PINNED }], ['argocd', { operators: 'sre' }], ['shop-release', { operators: 'sre' }],
])('fails when policies would hold %s', (namespace, release) => {
  expect(() => manifests(shop({ namespace, release }).app)).toThrow('SP5425');
  expect(() => manifests(shop({ namespace }).app)).not.toThrow(/SP5425/);
});
