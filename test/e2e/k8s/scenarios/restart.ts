import { deepEqual, equal } from 'node:assert/strict';
import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const restart: Scenario = {
  name: 'a controller that crashes in the middle of a canary goes on with it where it was',
  alone: true,
  async run(world) {
    const trial = await Trial.start(world, 'restart', SHAPES.canary);
    await trial.begin('v1');
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [/^pods v1=4 v2=1$/, /^step 1$/, /^analysis .* Running/], 60);
    await world.cluster.rollouts.crash();
    const crashed = trial.chronicle.now;
    await world.cluster.rollouts.start();
    await trial.serves({ v1: 4, v2: 1 });
    trial.chronicle.tellsNothingOf(crashed, /^(pods|aborted)/);
    await trial.chronicle.tells(crashed, [/^analysis .* Successful/, /^step 2$/, /^pods v2=5$/, /^phase Healthy/], 180);
    trial.chronicle.tellsNothingOf(crashed, /^step [01]$/);
    const [run, ...others] = await trial.runs();
    equal(others.length, 0, 'the analysis that ran is the one that ended');
    deepEqual(run.status.metricResults!.map(({ measurements }) => measurements.length), [8, 8]);
    await trial.end();
  },
};
