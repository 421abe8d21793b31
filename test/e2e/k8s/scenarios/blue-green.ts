import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const previewed: Scenario = {
  name: 'blue/green: what fails those who try the preview never gets to the customers; what does not is switched to when it was measured',
  async run(world) {
    const trial = await Trial.start(world, 'previewed', SHAPES.previewed);
    await trial.begin('v1');
    trial.tryPreview();
    const bad = await trial.release('v2', { errorRatio: 0.3 });
    await trial.chronicle.tells(bad, [/^service api-preview -> v2/, /^pods v1=5 v2=5$/, /^analysis .* Running/, /^analysis .* Failed/], 90);
    await trial.chronicle.tells(bad, [/^aborted/], 30);
    await trial.chronicle.tells(bad, [/^phase Degraded/], 30);
    trial.chronicle.tellsNothingOf(bad, /^service api -> v2/);
    await trial.serves({ v1: 5 });

    const good = await trial.release('v3');
    await trial.chronicle.tells(good, [
      /^service api-preview -> v3/, /^analysis .* Running/, /^analysis .* Successful/, /^service api -> v3/, /^phase Healthy/,
    ], 120);
    await trial.serves({ v3: 5 });
    await trial.end();
  },
};

export const blueGreen: Scenario = {
  name: 'blue/green: the copy waits in its preview, gets everything, is measured; a bad one gives everything back',
  async run(world) {
    const trial = await Trial.start(world, 'blue-green', SHAPES.blueGreen);
    await trial.begin('v1');
    const good = await trial.release('v2');
    await trial.chronicle.tells(good, [/^service api-preview -> v2/, /^pods v1=5 v2=5$/, /^service api -> v2/, /^analysis .* Running/, /^analysis .* Successful/, /^phase Healthy/], 200);
    trial.chronicle.tellsNothingOf(good, /^aborted/);
    await trial.serves({ v2: 5 });

    const bad = await trial.release('v3', { errorRatio: 0.3 });
    await trial.chronicle.tells(bad, [
      /^service api-preview -> v3/, /^pods v1=5 v2=5 v3=5$/, /^service api -> v3/, /^analysis .* Running/, /^analysis .* Failed/, /^service api -> v2/,
    ], 120);
    await trial.chronicle.tells(bad, [/^aborted/], 30);
    await trial.chronicle.tells(bad, [/^phase Degraded/], 30);
    await trial.serves({ v2: 5 });
    // not a pod of the old copy has gone meanwhile
    trial.chronicle.tellsNothingOf(bad, /^pods .*v2=[0-4]/);
    await trial.end();
  },
};
