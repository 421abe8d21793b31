import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Duration, k8s, RollbackTrigger, TrafficShift } from 'spillway';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from './support/manifest-validator';
import { beta, DIGEST, ERRORS, IMAGE, shop } from './support/shop';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'k8s', 'workloads.md'), 'utf8');

/** What somebody who knows these controllers writes for the same service and the same canary, and no line more. */
const byHand = parseAllDocuments(readFileSync(join(__dirname, 'by-hand', 'web.yaml'), 'utf8')).map((document) => document.toJS() as Manifest);

const { app } = shop({
  pipeline: { rollbackOn: [RollbackTrigger.signal(ERRORS)] },
  waves: [['beta', { environments: [beta], trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }) }]],
  workload: {
    replicas: undefined,
    autoscaling: { minReplicas: 3, maxReplicas: 12 },
    router: k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways' }),
    podTemplate: k8s.PodTemplate.inline({
      spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}`, ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '100m' } } }] },
    }),
  },
});
const written = (app.node.findChild('beta') as Chart).toJson() as Manifest[];

const lines = (manifest: Manifest) => stringify(manifest, { lineWidth: 0 }).trim().split('\n').length;
const named = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name.replace('-watch-15m', '')}`;

test('a service has the objects that somebody would write by hand, and no others', () => {
  expect(written.map(named).sort()).toEqual(byHand.map(named).sort());
});

test('the page says how many lines each object has', () => {
  const total = (all: Manifest[]) => all.reduce((sum, one) => sum + lines(one), 0);
  const rows = byHand.map((hand) => `| ${named(hand)} | ${lines(hand)} | ${lines(written.find((one) => named(one) === named(hand))!)} |`);
  for (const row of [...rows, `| all ${byHand.length} | ${total(byHand)} | ${total(written)} |`]) expect(page).toContain(`\n${row}`);
});
