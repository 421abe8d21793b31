import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal, TrafficShift, Verification } from 'spillway';
import type { WaveOptions } from 'spillway';
import { Fixture, prod } from '../fixture';

/** What a function's workload says of the wave it is released in. */
function messages(wave: Partial<WaveOptions>): string[] {
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  const stack = new Stack();
  const handler = new Function(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('1') });
  return new aws.LambdaWorkload(stack, 'Api', { pipeline, environment: prod, handler }).node.validate();
}

const shifted = (trafficShift: TrafficShift) => messages({ trafficShift });
const on = (...signals: Signal[]) => messages({ bakeTime: Duration.minutes(5), rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) });
const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });
const errors = (count: number) => Array.from({ length: count }, (_, i) => Signal.errorRatio({ name: `errors-${i}`, atMost: 0.01 }));
const measuring = (signal: Signal) => messages({ verifications: [Verification.measurement({ name: 'health', signal, duration: Duration.minutes(20) })] });
const saturation = Signal.saturation({ resource: 'cpu', atMostPercent: 80 });

test.each([
  ['SP4201', 'a shift of over two days', shifted(TrafficShift.linear({ percent: 20, every: Duration.hours(12) })), shifted(TrafficShift.linear({ percent: 20, every: Duration.hours(13) }))],
  ['SP4202', 'half percents', shifted(TrafficShift.canary({ percent: 3, hold: Duration.minutes(5) })), shifted(TrafficShift.canary({ percent: 2.5, hold: Duration.minutes(5) }))],
  ['SP4202', 'half minutes', shifted(TrafficShift.canary({ percent: 3, hold: Duration.seconds(60) })), shifted(TrafficShift.canary({ percent: 3, hold: Duration.seconds(90) }))],
  ['SP4205', 'more than ten signals', on(...errors(10)), on(...errors(11))],
  ['SP4205', 'one latency more than that', on(...errors(9), slow), on(...errors(10), slow)],
  ['SP4211', 'instances to replace', shifted(TrafficShift.allAtOnce()), shifted(TrafficShift.rolling())],
  ['SP4211', 'test traffic', shifted(TrafficShift.allAtOnce()), shifted(TrafficShift.blueGreen())],
  ['SP4211', 'a flag', shifted(TrafficShift.allAtOnce()), shifted(TrafficShift.flag({ flag: 'checkout', steps: [{ percent: 50, hold: Duration.minutes(5) }] }))],
  ['SP4402', 'a resource that fills up', messages({}), messages({ gates: [Gate.quiet(saturation)] })],
  ['SP4402', 'a resource that fills up in a measurement', measuring(errors(1)[0]), measuring(saturation)],
])('%s: fails when there is %s, and not before', (code, _, passes, fails) => {
  expect(passes).toEqual([]);
  expect(fails).toEqual([expect.stringMatching(new RegExp(`^${code} Default/Api: `))]);
});

test('a signal that only the bake watches takes no place among the ten of CodeDeploy', () => {
  expect(on(...errors(10), Signal.synthetic({ probe: 'checkout' }))).toEqual([expect.stringMatching(/^SP4212 /)]);
});
