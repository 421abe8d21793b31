import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import {
  Day, DeploymentWindow, Duration, Freeze, Gate, k8s, NoData, RollbackScope, RollbackTrigger, Signal, TrafficShift, Verification,
} from 'spillway';
import { CANARY, DEPLOYMENTS, ERRORS, FLAGGER, GATEWAY, shopOn, TIER_0, WATCHED } from '../support/engines';
import type { ShopOptions } from '../support/shop';
import { beta, IMAGE, PODS } from '../support/shop';

const minutes = (count: number) => Duration.minutes(count);
const hours = { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' };

interface Declared {
  readonly wave?: Partial<WaveOptions>;
  readonly pipeline?: Partial<ReleasePipelineProps>;
  readonly workload?: Partial<k8s.WorkloadProps>;
  readonly release?: Partial<k8s.GitOpsReleaseProps>;
  readonly audience?: k8s.Audience;
}

/** Synthesizes one wave, and gives what is wrong; nothing when all is well. */
function wrong(engine: k8s.Engine, { wave, audience, ...options }: Declared): string {
  const { app, release } = shopOn(engine, { ...options, waves: [['beta', { environments: [beta], ...wave }]] } as ShopOptions);
  if (audience) release.notify(audience);
  const messages = new Set(app.node.findAll().flatMap((construct) => construct.node.validate()));
  return [...messages].join('\n');
}

const flagger = (wave: Partial<WaveOptions>, rest: Declared = {}) => wrong(FLAGGER, {
  pipeline: { rollbackOn: WATCHED }, workload: { router: GATEWAY }, ...rest, wave,
});
const plain = (wave: Partial<WaveOptions>, rest: Declared = {}) => wrong(DEPLOYMENTS, { ...rest, wave });
const byHand = (wave: Partial<WaveOptions>, rest: Declared = {}) => wrong(TIER_0, { ...rest, wave: { trafficShift: TrafficShift.rolling(), ...wave } });

describe('sound declarations', () => {
  test('pass', () => {
    expect(flagger({ trafficShift: CANARY, bakeTime: minutes(30) })).toBe('');
    expect(plain({ trafficShift: TrafficShift.rolling(), bakeTime: minutes(30) }, { pipeline: { rollbackOn: WATCHED } })).toBe('');
    expect(byHand({})).toBe('');
  });
});

describe('with Flagger, fails when', () => {
  test('steps are held for different times', () => {
    const shift = TrafficShift.steps({ percent: 10, hold: minutes(5) }, { percent: 50, hold: minutes(30) });
    expect(flagger({ trafficShift: shift })).toMatch(/SP5601 .*got "5m, 30m".*hold each step for 30m/);
  });

  test('a step is shorter than Flagger looks', () => {
    expect(flagger({ trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.seconds(5) }) }, { pipeline: {} })).toMatch(/SP5602 .*got "5s at 10 %".*at least 10s/);
  });

  test('a step ends before its signals can fail', () => {
    expect(flagger({ trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(2) }) })).toMatch(/SP2007 /);
    // a verdict takes the requests of five data points, which the plan does not count
    const signal = Signal.errorRatio({ atMost: 0.005, noData: NoData.FAIL, minimumRequests: 100, datapointsToFail: 1, datapointsObserved: 5 });
    const pipeline = { rollbackOn: [RollbackTrigger.signal(signal)] };
    expect(flagger({ trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(4) }) }, { pipeline })).toMatch(/SP5001 .*at least 6m/);
  });

  test('a weight is a fraction', () => {
    expect(flagger({ trafficShift: TrafficShift.canary({ percent: 2.5, hold: minutes(10) }) })).toMatch(/SP5005 .*use 3 %/);
  });

  test('weights have no router', () => {
    expect(flagger({ trafficShift: CANARY }, { workload: {} })).toMatch(/SP5603 .*got "10 % without a router"/);
  });

  test('a workload has two ports, or none', () => {
    const ports = [{ port: 80, name: 'http' }, { port: 9090, name: 'grpc' }];
    expect(flagger({ trafficShift: CANARY }, { workload: { router: GATEWAY, ports } })).toMatch(/SP5604 .*got "http, grpc"/);
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(5), keepOld: minutes(0) }) }, { workload: { ports: [] } })).toMatch(/SP5604 .*got "no port"/);
  });

  test('an old copy is kept that nothing could send requests back to', () => {
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(5) }) }, { workload: {} })).toMatch(/SP5605 .*got "an old copy that is kept for 1h".*keepOld: Duration.seconds\(0\)/);
  });

  test('a preview is not a number of intervals', () => {
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(7), keepOld: minutes(5) }) })).toMatch(/SP5605 .*preview for 5m, or keep the old copy for 7m/);
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(10), keepOld: minutes(5) }) })).toBe('');
  });

  test('there is nothing to look at before the switch', () => {
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ keepOld: minutes(0) }) }, { workload: {} })).toMatch(/SP5602 .*got "a preview of 0s"/);
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(5), keepOld: minutes(0) }) })).toMatch(/SP5602 .*got "an old copy that is kept for 0s"/);
  });

  test('a measurement is not as long as a step', () => {
    const verifications = [Verification.measurement({ name: 'after', signal: ERRORS, duration: minutes(30) })];
    expect(flagger({ trafficShift: CANARY, verifications })).toMatch(/SP5606 .*got "30m", allowed is 10m; measure for 10m, or hold each step for 30m/);
    expect(flagger({ trafficShift: TrafficShift.blueGreen({ preview: minutes(30), keepOld: minutes(30) }), verifications })).toMatch(/SP5606 .*got "a measurement after blueGreen"/);
  });

  test('a name is too long for the copy', () => {
    expect(flagger({ trafficShift: CANARY }, { workload: { router: GATEWAY, workloadName: 'a'.repeat(39) } })).toMatch(/SP5607 .*at most 38/);
  });

  test('a query has braces that Flagger would fill in', () => {
    const signal = Signal.custom({ metric: 'queue-depth', atMost: 100, noData: NoData.FAIL });
    const prometheus = k8s.Prometheus.at('http://prometheus.monitoring:9090', { queries: { 'queue-depth': 'avg(queue_depth{{ $pods }})' } });
    expect(flagger({ trafficShift: CANARY }, { pipeline: { rollbackOn: [RollbackTrigger.signal(signal)] }, workload: { router: GATEWAY, prometheus } })).toMatch(/SP5609 /);
  });

  test('the promotion cannot see Flagger', () => {
    expect(flagger({ trafficShift: CANARY }, { pipeline: {}, workload: { router: GATEWAY, prometheus: undefined } })).toMatch(/SP5610 .*prometheusAddress/);
  });

  test('no data is to hold', () => {
    const pipeline = { rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }))] };
    expect(flagger({ trafficShift: CANARY }, { pipeline })).toMatch(/SP3101 .*signal\.noData\.hold.*NoData\.FAIL/s);
  });

  test('a job is to run after the shift', () => {
    const verifications = [Verification.job({ name: 'smoke', image: 'registry.example.com/smoke', commands: ['./smoke.sh'] })];
    expect(flagger({ trafficShift: CANARY, verifications })).toMatch(/verification\.job/);
  });

  test('a flag is to open', () => {
    expect(flagger({ trafficShift: TrafficShift.flag({ flag: 'new-cart', steps: [{ percent: 10, hold: minutes(10) }] }) })).toMatch(/shift\.flag/);
  });

  test('a workload is on its way from a Deployment', () => {
    const podTemplate = k8s.PodTemplate.manifest({ kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template: PODS } });
    expect(flagger({ trafficShift: CANARY }, { workload: { router: GATEWAY, podTemplate, migration: k8s.Migration.FROM_DEPLOYMENT } })).toMatch(/SP5608 /);
  });

  test('operators are to act on Rollouts, or are to be told of them', () => {
    expect(flagger({ trafficShift: CANARY }, { release: { operators: 'on-call' } })).toMatch(/SP5622 /);
    expect(flagger({ trafficShift: CANARY }, { audience: k8s.Audience.slack('shop') })).toMatch(/SP5623 /);
  });

  test('Promoter would take the health of the release before for that of this one', () => {
    const engine = k8s.Engine.of({ promotion: k8s.Promotion.GIT_OPS_PROMOTER, progressive: k8s.Progressive.FLAGGER });
    expect(wrong(engine, { pipeline: { rollbackOn: WATCHED }, workload: { router: GATEWAY }, wave: { trafficShift: CANARY } })).toMatch(/SP5611 /);
  });
});

describe('with Kubernetes alone, fails when', () => {
  test('traffic is to be shared, or switched', () => {
    expect(plain({ trafficShift: CANARY })).toMatch(/shift\.canary.*TrafficShift\.rolling/s);
    expect(plain({ trafficShift: TrafficShift.blueGreen() })).toMatch(/shift\.blueGreen/);
  });

  test('a signal is watched by nobody', () => {
    expect(plain({ trafficShift: TrafficShift.rolling() }, { pipeline: { rollbackOn: WATCHED } })).toMatch(/SP5621 .*got "error-ratio".*give the wave a `bakeTime`/);
  });

  test('something is to be measured after the shift', () => {
    expect(plain({ trafficShift: TrafficShift.rolling(), verifications: [Verification.measurement({ name: 'after', signal: ERRORS, duration: minutes(10) })] })).toMatch(/verification\.measurement/);
  });
});

describe('when nobody promotes, fails when', () => {
  test.each<[string, Partial<WaveOptions>, Partial<ReleasePipelineProps>]>([
    ['gate.approval', { gates: [Gate.approval({ group: 'release-managers' })] }, {}],
    ['gate.approval.quorum', { gates: [Gate.approval({ group: 'release-managers', quorum: 2 })] }, {}],
    ['gate.window', { gates: [Gate.window(DeploymentWindow.weekly('office', hours))] }, {}],
    ['gate.quiet', { gates: [Gate.quiet(ERRORS)] }, {}],
    ['gate.check', { gates: [Gate.check({ name: 'smoke', image: 'registry.example.com/smoke', commands: ['./smoke.sh'] })] }, {}],
    ['gate.budget', { gates: [Gate.budget({ objective: 0.999 })] }, {}],
    ['gate.change', { gates: [Gate.change({ system: 'tickets' })] }, {}],
    ['bake', { bakeTime: minutes(10) }, {}],
    ['freeze.weekly', {}, { freezes: [Freeze.weekly('weekend', { owner: 'ops', reason: 'rest', hours })] }],
    ['order.keep', {}, { supersede: false }],
    ['rollback.promoted', {}, { rollbackOn: [RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED })] }],
  ])('%s is asked for', (feature, wave, pipeline) => {
    expect(byHand(wave, { pipeline })).toContain(feature);
  });

  test('images are to be watched for new versions', () => {
    expect(byHand({}, { release: { images: [{ repository: IMAGE }] } })).toMatch(/SP5624 .*pass `images: \[\]`/);
  });

  test('a signal is watched by nobody', () => {
    expect(byHand({}, { pipeline: { rollbackOn: WATCHED } })).toMatch(/SP5621 /);
  });
});
