import { Duration, k8s, Plan, TrafficShift, Verification } from 'spillway';
import { describeWithShared } from '../shared';
import { findings } from './support/manifest-validator';
import { beta, manifests, object, shop } from './support/shop';

const smoke = (options: { image?: string; timeout?: Duration } = {}) => Verification.job({ name: 'smoke', commands: ['./smoke.sh'], image: 'registry.example.com/smoke', ...options });
const app = (trafficShift?: TrafficShift) => shop({ waves: [['beta', { environments: [beta], verifications: [smoke()], trafficShift }]], workload: { prometheus: undefined } }).app;
const strategy = (of: k8s.GitOpsApp) => object(of, 'beta', 'Rollout', 'web').spec.strategy as { canary?: { steps: object[] }; blueGreen?: { postPromotionAnalysis: object } };

test('a job runs at full traffic, where failing takes the release back', () => {
  expect(strategy(app()).canary!.steps).toEqual([{ setWeight: 100 }, { analysis: { templates: [{ templateName: 'web-verify-smoke' }], args: expect.anything() } }]);
  expect(strategy(app(TrafficShift.blueGreen({ keepOld: Duration.hours(2) }))).blueGreen!.postPromotionAnalysis).toMatchObject({ templates: [{ templateName: 'web-verify-smoke' }] });
});

test('a job is run once, and needs no Prometheus', () => {
  expect(object(app(), 'beta', 'AnalysisTemplate', 'web-verify-smoke').spec.metrics).toMatchObject([{ name: 'smoke', provider: { job: { spec: { backoffLimit: 0, activeDeadlineSeconds: 3600 } } } }]);
});

test('a job stops at the first command that fails, and may do nothing that "restricted" forbids', () => {
  const [metric] = object(app(), 'beta', 'AnalysisTemplate', 'web-verify-smoke').spec.metrics as { provider: { job: { spec: { template: object } } } }[];
  expect(metric.provider.job.spec.template).toMatchObject({ spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ command: ['/bin/sh', '-ec', './smoke.sh'], securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
  } });
});

test('SP5006 fails when the old copy is gone before the job ends, SP5409 when nothing can run it', () => {
  const found = (verification: Verification) => {
    const trafficShift = TrafficShift.blueGreen({ keepOld: Duration.minutes(30) });
    const { pipeline } = shop({ waves: [['beta', { environments: [beta], verifications: [verification], trafficShift }]] });
    return new k8s.GitOpsRenderer().limits(Plan.of(pipeline)).map(({ code, got }) => `${code} ${got}`);
  };
  expect(found(smoke())).toEqual(['SP5006 30m kept']);
  expect(found(smoke({ timeout: Duration.minutes(30) }))).toEqual([]);
  expect(found(smoke({ timeout: Duration.minutes(30), image: '' }))).toEqual(['SP5409 no image']);
});

describeWithShared('the manifests of a job', () => {
  test('follow the schemas of Argo Rollouts', () => {
    expect(manifests(app()).flatMap(findings)).toEqual([]);
  });
});
