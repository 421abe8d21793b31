import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const routed: Scenario = {
  name: 'a route gives a canary a share that pods cannot make, and takes it back from a bad one while all old pods stand',
  async run(world) {
    const trial = await Trial.start(world, 'routed', SHAPES.routed);
    await trial.begin('v1');
    const bad = await trial.release('v2', { errorRatio: 0.3 });
    await trial.chronicle.tells(bad, [
      /^pods v1=5 v2=1$/, /^service api-canary -> v2/, /^route api=95 api-canary=5/, /^analysis .* Running/, /^analysis .* Failed/, /^route api=100 api-canary=0/,
    ], 120);
    await trial.chronicle.tells(bad, [/^aborted/], 30);
    await trial.chronicle.tells(bad, [/^phase Degraded/], 30);
    trial.chronicle.tellsNothingOf(bad, /^(pods .*v1=[0-4]|service api -> v2|route api=(?!100|95))/);

    const good = await trial.release('v3');
    await trial.chronicle.tells(good, [
      /^route api=95 api-canary=5/, /^analysis .* Running/, /^analysis .* Successful/, /^pods .*v3=5/, /^route api=0 api-canary=100/, /^service api -> v3/,
      /^route api=100 api-canary=0/,
    ], 180);
    await trial.chronicle.tells(good, [/^phase Healthy/], 30);
    await trial.serves({ v3: 5 });
    await trial.end();
  },
};
