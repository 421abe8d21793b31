import { deepEqual, equal, ok } from 'node:assert/strict';
import { until } from '../../aws/until';
import { SHAPES } from '../app';
import type { Behaviour } from '../traffic';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const badCanaries: Scenario[] = [
  bad('errors', 'one whose requests fail', 'error-ratio', { errorRatio: 0.3 }),
  bad('latency', 'one that answers late', 'latency-p99', { seconds: 2 }),
];

function bad(namespace: string, what: string, signal: string, behaviour: Behaviour): Scenario {
  return {
    name: `a bad canary, ${what}, is taken back; the old pods serve, and the revert in Git takes no steps`,
    async run(world) {
      const trial = await Trial.start(world, namespace, SHAPES.steps);
      const firing = () => world.cluster.prometheus.query(`spillway_signal_firing{service="${namespace}",signal="${signal}"}`);
      await trial.begin('v1');
      await until('the signal is recorded, and does not fire', async () => (await firing())[0]?.value[1] === '0', 90);

      const from = await trial.release('v2', behaviour);
      await trial.chronicle.tells(from, [
        /^pods v1=4 v2=1$/, /^step 1$/, /^analysis .* Running/, /^analysis .* Failed/, /^pods v1=5$/,
      ], 180);
      await trial.chronicle.tells(from, [/^aborted/], 30);
      await trial.chronicle.tells(from, [/^phase Degraded/], 30);
      trial.chronicle.tellsNothingOf(from, /^(step [2-4]|pods .*v2=[2-5])/);
      await trial.serves({ v1: 5 });

      const [run, ...others] = await trial.runs();
      equal(others.length, 0);
      const failed = run.status.metricResults!.filter(({ phase }) => phase === 'Failed');
      deepEqual(failed.map(({ name }) => name), [signal]);
      ok(Number(/\d+/.exec(failed[0].measurements.at(-1)!.value!)![0]) >= 2, 'as many data points are out of bounds as the signal takes to fail');

      // Git went back: the version that runs already is not released again
      const back = await trial.release('v1');
      await trial.chronicle.tells(back, [/^phase Healthy/], 30);
      trial.chronicle.tellsNothingOf(back, /^(pods .*v2|analysis .* Running)/);
      await trial.end();
    },
  };
}
