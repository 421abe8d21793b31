import { Duration, k8s, TrafficShift, Verification } from 'spillway';
import { describeWithShared } from '../shared';
import { findings } from './support/manifest-validator';
import type { ShopOptions } from './support/shop';
import { beta, ERRORS, manifests, object, shop, WATCHED } from './support/shop';

const gateway = k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways', listener: 'https', hostnames: ['shop.example.com'], pathPrefix: '/web' });
const canary = TrafficShift.canary({ percent: 1, hold: Duration.minutes(10) });

function routed(router: k8s.TrafficRouter, trafficShift = canary, options: ShopOptions = {}) {
  return shop({ ...options, waves: [['beta', { environments: [beta], trafficShift, ...options.waves?.[0][1] }]], workload: { router, ...options.workload } }).app;
}

const strategy = (app: k8s.GitOpsApp) => object(app, 'beta', 'Rollout', 'web').spec.strategy as { canary: Record<string, unknown> };
const services = (app: k8s.GitOpsApp) => manifests(app).filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);

describe('with a router', () => {
  test('any weight can be made with any number of pods, by two Services of which clients that the router does not see use the proven one', () => {
    const app = routed(gateway);
    expect(services(app)).toEqual(['web', 'web-canary']);
    expect(strategy(app).canary).toEqual({
      stableService: 'web',
      canaryService: 'web-canary',
      trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'web', namespace: 'shop' } } },
      steps: [{ setWeight: 1 }, { pause: { duration: '10m' } }],
    });
  });

  test('all at once moves the requests before the new version is the proven one, and a verification looks at it there', () => {
    expect(strategy(routed(gateway, TrafficShift.allAtOnce())).canary.steps).toEqual([{ setWeight: 100 }]);
    const verifications = [Verification.measurement({ name: 'soak', signal: ERRORS, duration: Duration.minutes(5) })];
    const app = routed(gateway, TrafficShift.allAtOnce(), { waves: [['beta', { environments: [beta], verifications }]] });
    expect(strategy(app).canary.steps).toMatchObject([{ setWeight: 100 }, { analysis: { templates: [{ templateName: 'web-verify-soak' }] } }]);
  });

  test.each([
    ['rolling', TrafficShift.rolling(), ['web']],
    ['blue/green', TrafficShift.blueGreen(), ['web', 'web-preview']],
  ])('%s replaces pods or switches a Service, so that the router has one way', (_, trafficShift, names) => {
    const app = routed(gateway, trafficShift);
    expect(JSON.stringify(strategy(app))).not.toContain('trafficRouting');
    expect(services(app)).toEqual(names);
    expect(object(app, 'beta', 'HTTPRoute', 'web').spec.rules).toMatchObject([{ backendRefs: [{ name: 'web' }] }]);
  });
});

test('the Gateway API: a route with the weights from which a release begins', () => {
  expect(object(routed(gateway), 'beta', 'HTTPRoute', 'web').spec).toEqual({
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    hostnames: ['shop.example.com'],
    rules: [{
      matches: [{ path: { type: 'PathPrefix', value: '/web' } }],
      backendRefs: [{ name: 'web', port: 80, weight: 100 }, { name: 'web-canary', port: 80, weight: 0 }],
    }],
  });
});

test('Linkerd: a route on the Service that clients ask for', () => {
  const app = routed(k8s.TrafficRouter.linkerd());
  expect(object(app, 'beta', 'HTTPRoute', 'web').spec.parentRefs).toEqual([{ group: '', kind: 'Service', name: 'web', port: 80 }]);
  expect(strategy(app).canary.trafficRouting).toEqual({ plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'web', namespace: 'shop' } } });
});

test('Istio: a VirtualService for clients in the mesh, or for hosts of a gateway', () => {
  const app = routed(k8s.TrafficRouter.istio());
  const split = [{ name: 'requests', route: [{ destination: { host: 'web', port: { number: 80 } }, weight: 100 }, { destination: { host: 'web-canary', port: { number: 80 } }, weight: 0 }] }];
  expect(object(app, 'beta', 'VirtualService', 'web').spec).toEqual({ hosts: ['web'], http: split });
  expect(strategy(app).canary.trafficRouting).toEqual({ istio: { virtualService: { name: 'web', routes: ['requests'] } } });
  // a sync would put the weights back
  expect(object(app, 'delivery', 'Application', 'shop-beta').spec.ignoreDifferences).toContainEqual(
    { group: 'networking.istio.io', kind: 'VirtualService', name: 'web', jqPathExpressions: ['.spec.http[].route[].weight'] },
  );
  const outside = routed(k8s.TrafficRouter.istio({ hosts: ['shop.example.com'], gateways: ['istio-system/public'] }));
  expect(object(outside, 'beta', 'VirtualService', 'web').spec).toEqual({ hosts: ['shop.example.com'], gateways: ['istio-system/public'], http: split });
});

test('ingress-nginx: an Ingress to the proven version; Argo Rollouts makes the other', () => {
  const app = routed(k8s.TrafficRouter.nginx({ host: 'shop.example.com' }));
  expect(object(app, 'beta', 'Ingress', 'web').spec).toEqual({
    ingressClassName: 'nginx',
    rules: [{ host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
  });
  expect(strategy(app).canary.trafficRouting).toEqual({ nginx: { stableIngress: 'web' } });
});

test('SP5115 fails when there is no port to send requests to', () => {
  const without = routed(gateway, canary, { workload: { ports: [], replicas: 100 } });
  expect(() => manifests(without)).toThrow(/SP5115 beta\/Web: router has no port/);
});

test('SP5101 fails when there is no router, and names it as a remedy', () => {
  expect(() => manifests(shop({ waves: [['beta', { environments: [beta], trafficShift: canary }]] }).app)).toThrow(/SP5101 .*pass a `router`/);
});

describeWithShared('what is written for a router', () => {
  test.each([['gatewayApi', gateway], ['linkerd', k8s.TrafficRouter.linkerd()], ['nginx', k8s.TrafficRouter.nginx()]])('follows the schemas with %s', (_, router) => {
    for (const trafficShift of [canary, TrafficShift.allAtOnce(), TrafficShift.rolling(), TrafficShift.blueGreen()]) {
      expect(manifests(routed(router, trafficShift, { pipeline: { rollbackOn: WATCHED } })).flatMap(findings)).toEqual([]);
    }
  });
});
