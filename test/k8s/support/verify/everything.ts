import { Day, DeploymentWindow, Duration, Evidence, Freeze, Gate, k8s, RollbackTrigger, Signal, TrafficShift, Verification } from 'spillway';
import { beta, east, ERRORS, prodEu, prodUs, shop, SLOW, WATCHED, west } from '../shop';

const timeZone = 'America/New_York';
const hours = { days: [Day.MONDAY, Day.SATURDAY], from: '22:00', to: '04:00', timeZone };
const job = { name: 'smoke', image: `registry.example.com/smoke@sha256:${'c'.repeat(64)}`, commands: ['./smoke.sh'] };
const secret = (name: string) => ({ secret: name, key: 'token' });

/** A release that asks for everything the default engine has. */
export function everything(outdir: string): k8s.GitOpsApp {
  const { app, release } = shop({
    app: new k8s.GitOpsApp({ outdir }),
    pipeline: {
      rollbackOn: [...WATCHED, RollbackTrigger.signal(Signal.synthetic({ probe: 'front', atLeastSuccessPercent: 90 }))],
      freezes: [
        Freeze.dated('launch', { owner: 'ops', reason: 'launch', from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone }),
        Freeze.yearly('leap', { owner: 'ops', reason: 'sales', from: '12-18', to: '01-04', timeZone: 'Australia/Lord_Howe' }),
        Freeze.weekly('weekend', { owner: 'ops', reason: 'rest', hours: { ...hours, from: '16:00', to: '24:00' } }),
      ],
    },
    waves: [
      ['beta', {
        environments: [beta],
        trafficShift: TrafficShift.rolling(),
        verifications: [Verification.job(job), Verification.measurement({ name: 'memory', signal: Signal.saturation({ resource: 'memory', atMostPercent: 80 }), duration: Duration.minutes(5) })],
      }],
      ['staging', {
        environments: [east, west],
        gates: [Gate.approval({ group: 'testers', excludeAuthor: false })],
        trafficShift: TrafficShift.blueGreen({ preview: Duration.minutes(10), keepOld: Duration.hours(1) }),
        bakeTime: Duration.minutes(30),
      }],
      ['prod', {
        environments: [prodEu, prodUs],
        gates: [
          Gate.quiet(ERRORS, SLOW), Gate.approval({ group: 'release-managers' }), Gate.window(DeploymentWindow.weekly('night', hours)), Gate.check(job), Gate.evidence(Evidence.SBOM),
          Gate.change({ system: 'snow' }), Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '^2.1.0' }), Gate.budget({ objective: 0.999, remainingAtLeast: 0.2 }),
        ],
        trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
        bakeTime: Duration.hours(12),
      }],
    ],
    workload: {
      router: k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways' }),
      prometheus: k8s.Prometheus.at('http://prometheus.monitoring:9090', { probes: { front: { target: '/' } }, prober: 'blackbox.monitoring:9115', ruleLabels: { release: 'prometheus' } }),
      metrics: { port: 'metrics' },
      callers: ['gateways', 'monitoring'],
    },
    release: {
      imagePolicy: k8s.ImagePolicy.APPROVED,
      operators: 'operators',
      breakGlass: 'on-call',
      changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com/tickets', token: secret('snow') }) },
      kargoApi: { url: 'https://kargo.example.com', token: secret('kargo') },
      evidence: k8s.EvidenceStore.cosign({ publicKey: '-----BEGIN PUBLIC KEY-----\nMFk=\n-----END PUBLIC KEY-----\n', verifier: `registry.example.com/cosign@sha256:${'d'.repeat(64)}` }),
    },
    deploy: { createNamespace: true },
  });
  release.notify(k8s.Audience.slack('shop'));
  release.notify(k8s.Audience.webhook('pager', { urgencies: [k8s.Urgency.PAGE] }));
  return app;
}
