import { Day, DeploymentWindow, Duration, Freeze, Gate, k8s, Signal, TrafficShift, Verification } from 'spillway';
import type { PromotionStep } from '../../src/k8s/kargo/step';
import { describeWithShared } from '../shared';
import { findings } from './support/manifest-validator';
import { beta, ERRORS, manifests, object, prodEu, prodUs, shop, WATCHED } from './support/shop';

const hours = { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' };

/** A pipeline that asks for everything this back end has. */
function everything() {
  const { app, release } = shop({
    pipeline: {
      rollbackOn: WATCHED,
      freezes: [
        Freeze.dated('launch', { owner: 'ops', reason: 'launch', from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: 'Europe/Zurich' }),
        Freeze.yearly('end-of-year', { owner: 'ops', reason: 'sales', from: '12-18', to: '01-04', timeZone: 'Europe/Zurich' }),
        Freeze.weekly('weekend', { owner: 'ops', reason: 'rest', hours: { ...hours, from: '16:00' } }),
      ],
    },
    waves: [
      ['beta', { environments: [beta], trafficShift: TrafficShift.rolling(), verifications: [Verification.measurement({ name: 'memory', signal: Signal.saturation({ resource: 'memory', atMostPercent: 80 }), duration: Duration.minutes(5) })] }],
      ['prod', {
        environments: [prodEu, prodUs],
        gates: [Gate.quiet(ERRORS), Gate.approval({ group: 'release-managers' }), Gate.window(DeploymentWindow.weekly('office', hours))],
        trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
        bakeTime: Duration.hours(12),
      }],
    ],
    release: { imagePolicy: k8s.ImagePolicy.APPROVED, operators: 'operators', breakGlass: 'on-call' },
  });
  release.notify(k8s.Audience.slack('shop'));
  release.notify(k8s.Audience.webhook('pager', { urgencies: [k8s.Urgency.PAGE] }));
  return app;
}

describeWithShared('emitted manifests', () => {
  test('follow the schemas of Argo CD, Argo Rollouts, Kargo and the Prometheus Operator, unknown fields refused', () => {
    const all = manifests(everything());
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set([
      'AlertmanagerConfig', 'AnalysisTemplate', 'AppProject', 'Application', 'ConfigMap', 'PodDisruptionBudget', 'Project', 'ProjectConfig', 'PrometheusRule', 'PromotionTask', 'Role', 'RoleBinding', 'Rollout', 'Service',
      'ServiceAccount', 'Stage', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'Warehouse',
    ]));
    expect(all.flatMap(findings)).toEqual([]);
  });

  test('follow them for every traffic shift', () => {
    const step = { percent: 20, hold: Duration.minutes(10) };
    for (const trafficShift of [
      TrafficShift.allAtOnce(), TrafficShift.rolling({ maxUnavailablePercent: 50 }), TrafficShift.canary(step),
      TrafficShift.steps(step, { percent: 60, hold: Duration.minutes(5) }),
      TrafficShift.blueGreen({ preview: Duration.minutes(1), keepOld: Duration.hours(2) }),
    ]) {
      expect(manifests(shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift }]] }).app).flatMap(findings)).toEqual([]);
    }
  });

  test('use nothing that only Kargo Enterprise obeys', () => {
    expect(JSON.stringify(manifests(everything()))).not.toMatch(/autoRollback|promotionWindows/);
  });
});

describeWithShared('the validator', () => {
  const broken = (folder: string, kind: string, name: string, change: (spec: Record<string, unknown>) => void) => {
    const copy = JSON.parse(JSON.stringify(object(everything(), folder, kind, name)));
    change(copy.spec);
    return findings(copy);
  };
  const firstStep = (spec: Record<string, unknown>) => (spec.steps as PromotionStep[])[0];

  test('fails when a Rollout has a field that does not exist', () => {
    expect(broken('beta', 'Rollout', 'web', (spec) => { spec.replica = 1; }).join()).toMatch(/replica/);
  });

  test('fails when a weight is a text', () => {
    expect(broken('beta', 'Rollout', 'web', (spec) => { spec.strategy = { canary: { steps: [{ setWeight: 'ten' }] } }; }).join()).toMatch(/setWeight/);
  });

  test('fails when a soak is counted in days', () => {
    expect(broken('delivery', 'Stage', 'beta', (spec) => { (spec.requestedFreight as { sources: object }[])[0].sources = { stages: ['a'], requiredSoakTime: '1d' }; }).join()).toMatch(/pattern/);
  });

  test('fails when a promotion step has a field of another step', () => {
    expect(broken('delivery', 'PromotionTask', 'prepare', (spec) => { firstStep(spec).config.branch = 'main'; }).join()).toMatch(/git-clone.*branch/);
  });

  test('fails when a promotion step is configured by an expression where no expression may stand', () => {
    expect(broken('delivery', 'PromotionTask', 'prepare', (spec) => { firstStep(spec).config.checkout = '${{ vars.checkout }}'; }).join()).toMatch(/checkout/);
  });

  test('lets an expression stand for a number', () => {
    expect(broken('delivery', 'PromotionTask', 'prepare', (spec) => Object.assign(firstStep(spec), { uses: 'git-wait-for-pr', config: { repoURL: 'https://git.example.com/a.git', prNumber: '${{ outputs.pr.id }}' } }))).toEqual([]);
  });

  test('fails when a subscription uses the field that Kargo removed', () => {
    expect(broken('delivery', 'Warehouse', 'shop', (spec) => { spec.subscriptions = [{ image: { repoURL: 'a/b', semverConstraint: '^1' } }]; }).join()).toMatch(/semverConstraint/);
  });

  test('fails when an alert waits for an unknown unit', () => {
    expect(broken('beta', 'PrometheusRule', 'web', (spec) => { (spec.groups as { interval: string }[])[0].interval = '5x'; }).join()).toMatch(/interval/);
  });

  test('fails when a name is not a DNS name', () => {
    const rollout = object(everything(), 'beta', 'Rollout', 'web');
    expect(findings({ ...rollout, metadata: { ...rollout.metadata, name: 'Web' } }).join()).toMatch(/metadata\/name/);
  });
});
