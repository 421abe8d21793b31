import { deepEqual, equal, ok } from 'node:assert/strict';
import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const goodRelease: Scenario = {
  name: 'a good release goes through its steps, each measured, and then serves everybody',
  async run(world) {
    const trial = await Trial.start(world, 'good', SHAPES.steps);
    await trial.begin('v1');
    deepEqual(await trial.runs(), []);

    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [
      /^pods v1=4 v2=1$/, /^step 1$/, /^analysis .* Running/, /^analysis .* Successful/, /^step 2$/,
      /^pods v1=2 v2=3$/, /^step 3$/, /^analysis .* Running/, /^analysis .* Successful/, /^step 4$/,
      /^pods v2=5$/, /^phase Healthy/,
    ], 300);
    trial.chronicle.tellsNothingOf(from, /^(aborted|phase (Paused|Degraded))/);
    await trial.serves({ v2: 5 });
    const runs = await trial.runs();
    equal(runs.length, 2);
    for (const { status: { metricResults = [] } } of runs) {
      deepEqual(metricResults.map(({ name, phase, measurements }) => [name, phase, measurements.length]).sort(), [['error-ratio', 'Successful', 8], ['latency-p99', 'Successful', 8]]);
      ok(metricResults.every(({ measurements }) => measurements.every(({ value }) => value === '[0]')), 'every measurement is of a vector with a zero');
    }
    await trial.end();
  },
};
