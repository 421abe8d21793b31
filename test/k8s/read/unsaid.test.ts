import { Chart } from 'cdk8s';
import type { Plan } from 'spillway';
import {
  Day, DeploymentWindow, Duration, Environment, Evidence, Freeze, Gate, k8s, Plan as Plans, ReleasePipeline, RollbackScope, RollbackTrigger, Signal,
  SignalScope, Tier, Traffic, TrafficShift, Verification,
} from 'spillway';
import { carried } from '../../../src/k8s/read/carried';
import { UNSAID } from '../../../src/k8s/read/unsaid';
import { IMAGE, PODS } from '../support/shop';
import { writtenTexts } from './written-texts';

const minutes = Duration.minutes;
const promoted = { scope: RollbackScope.PROMOTED };
const token = { secret: 'tokens', key: 'token' };
const environment = (name: string) => new Environment(name, { tier: Tier.STAGING, labels: { team: 'shop' } });
const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(400), period: minutes(5) });
const failing = Signal.errorRatio({ atMost: 0.01, detect: 0.5 });
const queue = Signal.custom({ metric: 'queue-depth', atMost: 10, scope: SignalScope.VERSION });
const odd = DeploymentWindow.weekly('odd', { days: [Day.WEDNESDAY, Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' });

/** A plan in which every line of what is not said matters, and what is read of it. */
function witness(): { readonly plan: Plan; readonly read: Plan } {
  const app = new k8s.GitOpsApp({ outdir: 'unused' });
  const pipeline = new ReleasePipeline(app, 'Shop', {
    service: 'shop',
    traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.0001 }),
    freezes: [Freeze.dated('sale', {
      owner: 'sre', reason: 'audit: all of it', from: '2026-11-27T18:00', to: '2026-12-01T09:00', timeZone: 'Europe/Zurich', tiers: [Tier.STAGING, Tier.PRODUCTION],
    })],
  });
  pipeline.addWave('lab', {
    environments: [environment('lab')],
    gates: [
      Gate.window(odd), Gate.approval({ group: 'leads', timeout: Duration.hours(4) }), Gate.evidence(Evidence.TESTS),
      Gate.change({ system: 'snow' }), Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '^1.2.0' }),
      Gate.check({ name: 'smoke', commands: ['./one.sh\n./two.sh'], image: 'alpine:3' }),
    ],
    trafficShift: TrafficShift.steps({ percent: 20, hold: minutes(20) }),
    verifications: [Verification.measurement({ name: 'health', signal: slow, duration: minutes(33) })],
    rollbackOn: [RollbackTrigger.signal(failing, promoted), RollbackTrigger.failedDeployment(promoted), RollbackTrigger.failedVerification(promoted)],
    bakeTime: minutes(30),
  });
  pipeline.addWave('field', { environments: [environment('field')], rollbackOn: [RollbackTrigger.signal(queue)] });
  pipeline.addWave('end', { environments: [environment('end')], bakeTime: minutes(30), gates: [Gate.quiet(queue)] });
  pipeline.acknowledge('SP2005', 'nobody shops there');
  const release = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: { url: 'https://github.com/example/shop.git' },
    images: [{ repository: IMAGE }],
    changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com/tickets', token }) },
    evidence: k8s.EvidenceStore.cosign({ publicKey: 'key', verifier: `registry.example.com/cosign@sha256:${'0'.repeat(64)}` }),
    kargoApi: { url: 'https://kargo.example.com', token },
  });
  for (const place of pipeline.waves.flatMap((wave) => wave.environments)) {
    const chart = new Chart(app, place.environmentName, { namespace: 'shop' });
    new k8s.Workload(chart, 'Web', {
      pipeline, environment: place, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 10, ports: [{ port: 80 }],
      prometheus: k8s.Prometheus.at('http://prometheus.monitoring:9090', { queries: { 'queue-depth': 'avg(queue_depth{$pods})' } }),
    });
    release.deploy(place, chart, { cluster: place.environmentName });
  }
  return { plan: Plans.of(pipeline), read: k8s.ManifestReading.of(writtenTexts(app)).plans[0] };
}

describe('what manifests do not say', () => {
  const { plan, read } = witness();

  test('is all that is missing', () => {
    expect(carried(read._document)).toEqual(carried(plan._document));
  });

  test.each(UNSAID.map(({ of }) => of))('is missing: %s', (line) => {
    const others = UNSAID.map(({ of }) => of).filter((of) => of !== line);
    expect(carried(read._document, others)).not.toEqual(carried(plan._document, others));
  });
});
