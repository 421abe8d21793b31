import type { WaveOptions } from 'spillway';
import { Duration, Environment, Gate, k8s, Plan, RollbackScope, RollbackTrigger, Signal, Tier, TrafficShift, Verification } from 'spillway';
import { beta, ERRORS, manifests, prodEu, prodUs, shop, SLOW, WATCHED } from './support/shop';

/** Codes and values of what is found in one wave that watches signals with 3 data points of a minute. */
function found(wave: Partial<WaveOptions>, environments = [beta]): string[] {
  const { pipeline } = shop({ pipeline: { rollbackOn: WATCHED }, waves: [['one', { environments, ...wave }]] });
  return new k8s.GitOpsRenderer().limits(Plan.of(pipeline)).map(({ code, got }) => `${code} ${got}`);
}

const canary = (hold: Duration, percent = 20) => ({ trafficShift: TrafficShift.canary({ percent, hold }) });

test('SP5001 fails when a step ends before its signals can fail', () => {
  expect(found(canary(Duration.seconds(239)))).toEqual(['SP5001 3m59s at 20 %']);
  expect(found(canary(Duration.minutes(4)))).toEqual([]);
});

test('SP5001 fails when a step has not the data points that a number of requests is counted over', () => {
  const rare = Signal.errorRatio({ atMost: 0.005, datapointsToFail: 1, datapointsObserved: 5, minimumRequests: 100 });
  const synth = (minutes: number) => () => manifests(shop({
    pipeline: { rollbackOn: [RollbackTrigger.signal(rare)] },
    waves: [['one', { environments: [beta], bakeTime: Duration.hours(1), ...canary(Duration.minutes(minutes)) }]],
  }).app);
  expect(synth(5)).toThrow('SP5001');
  expect(synth(6)).not.toThrow();
});

test('SP5001 does not ask a preview without traffic to fail', () => {
  expect(found({ trafficShift: TrafficShift.blueGreen({ preview: Duration.seconds(1) }) })).toEqual([]);
});

test('SP5003 fails when a duration has a fraction of a second', () => {
  expect(found({ bakeTime: Duration.millis(1500) })).toEqual(['SP5003 1500 ms']);
  expect(found({ bakeTime: Duration.seconds(2) })).toEqual([]);
});

test('SP5004 fails when an environment has the name of a control-flow Stage', () => {
  expect(found({}, [new Environment('wave-one', { tier: Tier.TEST })])).toEqual(['SP5004 wave-one']);
  expect(found({}, [new Environment('gate-one', { tier: Tier.TEST })])).toEqual(['SP5004 gate-one']);
  expect(found({}, [prodEu, prodUs])).toEqual([]);
});

test('SP5005 fails when a weight is a fraction of a percent', () => {
  expect(found(canary(Duration.minutes(10), 2.5))).toEqual(['SP5005 2.5 %']);
  expect(found(canary(Duration.minutes(10), 2))).toEqual([]);
});

test('SP5006 fails when the old copy goes before its verification ends', () => {
  const verifications = [Verification.measurement({ name: 'after', signal: ERRORS, duration: Duration.minutes(10) })];
  expect(found({ verifications, trafficShift: TrafficShift.blueGreen({ keepOld: Duration.minutes(9) }) })).toEqual(['SP5006 9m kept']);
  expect(found({ verifications, trafficShift: TrafficShift.blueGreen({ keepOld: Duration.minutes(10) }) })).toEqual([]);
});

test('SP5306 fails when two verifications would be one metric of the analysis that both are', () => {
  const measured = (name: string, signal = ERRORS, minutes = 10) => Verification.measurement({ name, signal, duration: Duration.minutes(minutes) });
  const job = (name: string) => Verification.job({ name, image: 'a/b', commands: ['true'] });
  expect(found({ verifications: [measured('first'), measured('second', ERRORS, 20)] })).toEqual(['SP5306 error-ratio once more']);
  expect(found({ verifications: [measured('first'), job('error-ratio')] })).toEqual(['SP5306 the job error-ratio, called like what is measured']);
  expect(found({ verifications: [measured('first'), measured('second', SLOW), job('smoke')] })).toEqual([]);
});

test('SP5409 fails when a check has no image, or commands that an analysis would read as its own', () => {
  const check = (commands: string[], image?: string) => found({ gates: [Gate.check({ name: 'smoke', commands, image })] });
  expect(check(['true'])).toEqual(['SP5409 no image']);
  expect(check(['echo {{.Name}}'], 'a/b')).toEqual(['SP5409 echo {{.Name}}']);
  expect(check(['true'], 'a/b')).toEqual([]);
});

test('SP5410 fails when the range of another service names a prerelease, or a date', () => {
  const dependsOn = (versions: string) => found({ gates: [Gate.dependsOn({ service: 'payments', environment: 'prod', versions })] });
  expect(dependsOn('>=2.0.0-rc.1')).toEqual(['SP5410 >=2.0.0-rc.1']);
  expect(dependsOn('>=2.0.20260101')).toEqual(['SP5410 >=2.0.20260101']);
  expect(dependsOn('^2.0.0')).toEqual([]);
});

describe('scopes of triggers', () => {
  const scope = RollbackScope.PROMOTED;

  test('SP5401 fails when triggers of a wave undo differently far', () => {
    expect(found({ rollbackOn: [RollbackTrigger.signal(ERRORS, { scope })] })).toEqual(['SP5401 the scope of the wave for failedDeployment, latency-p99']);
    const both = [ERRORS, SLOW].map((signal) => RollbackTrigger.signal(signal, { scope }));
    expect(found({ rollbackOn: [...both, RollbackTrigger.failedDeployment({ scope })] })).toEqual([]);
  });

  test('SP5402 fails when an order of an operator should undo the waves before', () => {
    expect(found({ rollbackOn: [RollbackTrigger.operator({ scope })] })).toEqual(['SP5402 promoted']);
  });
});
