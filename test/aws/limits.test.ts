import { App } from 'aws-cdk-lib/core';
import type { WaveOptions } from 'spillway';
import {
  aws, Day, DeploymentWindow, Duration, Environment, Gate, Plan, ReleasePipeline, RollbackTrigger, Signal, SignalScope, Tier, Verification,
} from 'spillway';
import { errorRatio, watched } from './fixture';

/** Codes of the back end's own problems with a plan. */
function codes(waves: Record<string, Partial<WaveOptions>>, service = 'shop'): string[] {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service });
  for (const [name, options] of Object.entries(waves)) pipeline.addWave(name, { environments: [new Environment(name, { tier: Tier.TEST })], ...options });
  return new aws.CodePipelineRenderer().limits(Plan.of(pipeline)).map(({ code }) => code);
}

const many = (count: number) => Array.from({ length: count }, (_, i) => i);
const weekly = (from: string, to: string) => DeploymentWindow.weekly(`${from}-${to}`, { days: [Day.MONDAY], from, to, timeZone: 'Europe/Zurich' });
const on = (...signals: Signal[]) => ({ bakeTime: Duration.minutes(5), rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) });
const gates = (...declared: Gate[]) => ({ prod: { gates: declared } });

const pairs: [code: string, what: string, passes: string[], fails: string[]][] = [
  ['SP4102', 'more than 50 actions in a gate',
    codes(gates(...many(50).map((i) => Gate.check({ name: `job-${i}`, commands: ['true'] })))),
    codes(gates(...many(51).map((i) => Gate.check({ name: `job-${i}`, commands: ['true'] }))))],
  ['SP4103', 'an approval of under 5 minutes',
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.minutes(5) }))),
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.minutes(4) })))],
  ['SP4103', 'an approval of over 60 days',
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.days(60) }))),
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.days(61) })))],
  ['SP4103', 'an approval of half minutes',
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.seconds(600) }))),
    codes(gates(Gate.approval({ group: 'leads', timeout: Duration.seconds(630) })))],
  ['SP4104', 'a bake of half minutes',
    codes({ prod: { ...watched, bakeTime: Duration.seconds(120) } }),
    codes({ prod: { ...watched, bakeTime: Duration.seconds(90) } })],
  ['SP4105', 'a bake without a signal',
    codes({ prod: watched }),
    codes({ prod: { bakeTime: Duration.minutes(5) } })],
  ['SP4105', 'a bake without a signal, not even one that is measured',
    codes({ prod: { bakeTime: Duration.minutes(5), verifications: [Verification.measurement({ name: 'health', signal: errorRatio, duration: Duration.minutes(5) })] } }),
    codes({ prod: { bakeTime: Duration.minutes(5), verifications: [Verification.job({ name: 'health', commands: ['true'] })] } })],
  ['SP4107', 'two windows in a gate',
    codes(gates(Gate.window(weekly('09:00', '12:00')))),
    codes(gates(Gate.window(weekly('09:00', '12:00'), weekly('13:00', '17:00'))))],
  ['SP4107', 'two gates with a window',
    codes({ beta: { gates: [Gate.window(weekly('09:00', '12:00'))] }, prod: { gates: [Gate.window(weekly('13:00', '17:00'))] } }),
    codes(gates(Gate.window(weekly('09:00', '12:00')), Gate.window(weekly('13:00', '17:00'))))],
  ['SP4108', 'a window that takes two expressions',
    codes(gates(Gate.window(weekly('09:00', '17:00')))),
    codes(gates(Gate.window(weekly('09:30', '17:00'))))],
  ['SP4109', 'a name of an action with a space',
    codes(gates(Gate.approval({ group: 'leads' }))),
    codes(gates(Gate.approval({ group: 'the leads' })))],
  ['SP4109', 'a name of a role over 64 characters',
    codes({ prod: {} }, 's'.repeat(46)),
    codes({ prod: {} }, 's'.repeat(47))],
  ['SP4110', 'a group asked twice in a wave',
    codes(gates(Gate.approval({ group: 'leads' }), Gate.approval({ group: 'security' }))),
    codes(gates(Gate.approval({ group: 'leads' }), Gate.approval({ group: 'leads' })))],
  ['SP4111', 'a check of under 5 minutes',
    codes(gates(Gate.check({ name: 'smoke', commands: ['true'], timeout: Duration.minutes(5) }))),
    codes(gates(Gate.check({ name: 'smoke', commands: ['true'], timeout: Duration.minutes(4) })))],
  ['SP4111', 'a check of half minutes',
    codes(gates(Gate.check({ name: 'smoke', commands: ['true'], timeout: Duration.seconds(360) }))),
    codes(gates(Gate.check({ name: 'smoke', commands: ['true'], timeout: Duration.seconds(390) })))],
  ['SP4111', 'a verification of over 36 hours',
    codes({ prod: { verifications: [Verification.job({ name: 'smoke', commands: ['true'], timeout: Duration.hours(36) })] } }),
    codes({ prod: { verifications: [Verification.job({ name: 'smoke', commands: ['true'], timeout: Duration.hours(37) })] } })],
  ['SP4203', 'a period under a minute',
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.minutes(1) })) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.seconds(30) })) })],
  ['SP4204', 'looking back over a day in minutes',
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.minutes(30), datapointsToFail: 48 })) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.minutes(30), datapointsToFail: 49 })) })],
  ['SP4204', 'looking back over seven days in hours',
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.hours(1), datapointsToFail: 168 })) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.hours(1), datapointsToFail: 169 })) })],
  ['SP4204', 'counting a minimum over more than a day',
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.hours(1), datapointsToFail: 24, minimumRequests: 2 })) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, period: Duration.hours(1), datapointsToFail: 25, minimumRequests: 2 })) })],
  ['SP4207', 'a signal of the whole service that undoes',
    codes({ prod: on(errorRatio) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE })) })],
  ['SP4207', 'a signal of the whole service among those that undo',
    codes(gates(Gate.quiet(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE })))),
    codes({ prod: on(Signal.latency({ percentile: 99, atMost: Duration.millis(400), scope: SignalScope.SERVICE })) })],
  ['SP4208', 'a custom signal and no bake',
    codes({ prod: on(Signal.custom({ metric: 'age', atMost: 60 })) }),
    codes({ prod: { ...on(Signal.custom({ metric: 'age', atMost: 60 })), bakeTime: undefined } })],
  ['SP4208', 'a synthetic signal and no bake',
    codes({ prod: on(Signal.synthetic({ probe: 'checkout', scope: SignalScope.SERVICE })) }),
    codes({ prod: { ...on(Signal.synthetic({ probe: 'checkout' })), bakeTime: undefined } })],
  ['SP4209', 'a signal called like the alarm on another one\'s minimum',
    codes({ prod: on(errorRatio, Signal.errorRatio({ name: 'error-ratio-no-data', atMost: 0.01 })) }),
    codes({ prod: on(Signal.errorRatio({ atMost: 0.01, minimumRequests: 2 }), Signal.errorRatio({ name: 'error-ratio-no-data', atMost: 0.01 })) })],
  ['SP4209', 'a signal called like the alarm on silence',
    codes({ prod: on(Signal.errorRatio({ name: 'silence', atMost: 0.01 })) }),
    codes({ prod: on(Signal.errorRatio({ name: 'no-data', atMost: 0.01 })) })],
  ['SP4209', 'a signal called like the alarm of another one for one target group',
    codes({ prod: on(errorRatio, Signal.errorRatio({ name: 'error-ratio-second', atMost: 0.01 })) }),
    codes({ prod: on(errorRatio, Signal.errorRatio({ name: 'error-ratio-primary', atMost: 0.01 })) })],
  ['SP4209', 'a signal called like the alarm of the quiet gate',
    codes({ prod: on(Signal.errorRatio({ name: 'quiet', atMost: 0.01 })) }),
    codes({ prod: { ...on(Signal.errorRatio({ name: 'quiet', atMost: 0.01 })), gates: [Gate.quiet(errorRatio)] } })],
  ['SP4209', 'an environment called like the alarm of another',
    codes({ prod: { environments: [new Environment('prod-calm', { tier: Tier.TEST })], ...watched }, beta: { environments: [new Environment('prod', { tier: Tier.TEST })], gates: [Gate.quiet(errorRatio)] } }),
    codes({ prod: { environments: [new Environment('prod-quiet', { tier: Tier.TEST })], ...watched }, beta: { environments: [new Environment('prod', { tier: Tier.TEST })], gates: [Gate.quiet(errorRatio)] } })],
];

test.each(pairs)('%s: fails when there is %s, and not before', (code, _, passes, fails) => {
  expect(passes).toEqual([]);
  expect(fails).toContain(code);
});
