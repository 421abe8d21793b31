import { equal } from 'node:assert/strict';
import type { Scenario } from '../world';

/** No state is set by hand: the metric is put, and the emulator draws the conclusion. */
export const alarmFires: Scenario = {
  name: 'slow answers fire the alarm on latency, and with it those that the bake and the quiet gate ask',
  async run(world) {
    const prod = world.root('333333333333', 'eu-central-1');
    const slow = (count: number) => prod.putMetric('AWS/Lambda', 'Duration', 5000, count);
    const fast = (count: number) => prod.putMetric('AWS/Lambda', 'Duration', 40, count);
    await fast(100);
    await prod.alarmIs('shop-prod-eu-latency-p99', 'OK');
    equal(await prod.alarmState('shop-prod-eu'), 'OK');
    await slow(10);
    await prod.alarmIs('shop-prod-eu-latency-p99', 'ALARM');
    await prod.alarmIs('shop-prod-eu', 'ALARM');
    await prod.alarmIs('shop-prod-eu-quiet', 'ALARM');
    await fast(10_000);
    await prod.alarmIs('shop-prod-eu', 'OK');
  },
};
