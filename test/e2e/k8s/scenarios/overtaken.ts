import { equal } from 'node:assert/strict';
import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const overtaken: Scenario = {
  name: 'a newer candidate takes the place of a canary and begins anew, and most requests stay with the version that was released last',
  async run(world) {
    const trial = await Trial.start(world, 'overtaken', SHAPES.canary);
    await trial.begin('v1');
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [/^pods v1=4 v2=1$/, /^analysis .* Running/], 60);
    const newer = await trial.release('v3');
    await trial.chronicle.tells(newer, [
      /^step 0$/, /^pods v1=4 v3=1$/, /^step 1$/, /^analysis .* Running/,
    ], 60);
    await trial.serves({ v1: 4, v3: 1 });
    await trial.chronicle.tells(newer, [/^analysis .* Running/, /^analysis .* Successful/, /^pods v3=5$/, /^phase Healthy/], 150);

    // an ended canary gets none of the traffic back, and the old version kept its share until the new one had passed
    const pods = trial.chronicle.all(newer, 'pods ');
    const passed = pods.findIndex((line) => /v3=[2-5]/.test(line));
    equal(pods.slice(0, passed).every((line) => /v1=[45]/.test(line)), true, pods.join(', '));
    equal(pods.slice(pods.indexOf('v1=4 v3=1')).some((line) => line.includes('v2')), false, pods.join(', '));
    const runs = await trial.runs();
    equal(runs.length, 2);
    const [ended] = runs;
    equal((ended.status.metricResults ?? []).every(({ measurements }) => measurements.length < 8), true, 'the analysis of the canary that was overtaken did not go on');
    await trial.end();
  },
};
