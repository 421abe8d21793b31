import { deepEqual } from 'node:assert/strict';
import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

/** Its only weight, and then all of the traffic. */
const CANARY = [/^pods v1=4 v2=1$/, /^step 1$/, /^analysis .* Successful/, /^step 2$/, /^pods v2=5$/, /^step 3$/];

export const verifications: Scenario[] = [{
  name: 'a verification measures at full traffic, and the release is done only then',
  async run(world) {
    const trial = await Trial.start(world, 'verified', SHAPES.verified);
    await trial.begin('v1');
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [...CANARY, /^analysis .* Running/, /^analysis .* Successful/, /^step 4$/, /^phase Healthy/], 300);
    const [, verification] = await trial.runs();
    deepEqual(verification.status.metricResults!.map(({ name }) => name), ['latency-p99']);
    await trial.end();
  },
}, {
  name: 'a version that is slow only at full traffic fails its verification, and all old pods come back',
  async run(world) {
    const trial = await Trial.start(world, 'slow-later', SHAPES.verified);
    await trial.begin('v1');
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, CANARY, 200);
    trial.behaves('v2', { seconds: 2 });
    await trial.chronicle.tells(from, [...CANARY, /^analysis .* Running/, /^analysis .* Failed/, /^pods v1=5$/], 120);
    await trial.chronicle.tells(from, [/^phase Degraded/], 30);
    await trial.serves({ v1: 5 });
    await trial.end();
  },
}];
