import { deepEqual } from 'node:assert/strict';
import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario } from '../world';

export const noData: Scenario = {
  name: 'a canary of which nothing is known holds where it is, and is measured anew when a person resumes it',
  async run(world) {
    const trial = await Trial.start(world, 'silent', SHAPES.canary);
    await trial.begin('v1');
    const from = await trial.release('v2', { silent: true });
    await trial.chronicle.tells(from, [/^pods v1=4 v2=1$/, /^analysis .* Running/, /^analysis .* Inconclusive/], 90);
    await trial.chronicle.tells(from, [/^phase Paused/], 30);
    const held = trial.chronicle.now;
    // as long as two more data points of the signals
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    trial.chronicle.tellsNothingOf(held, /^(pods|phase|analysis|step|aborted)/);
    await trial.serves({ v1: 4, v2: 1 });

    trial.behaves('v2', {});
    await trial.resume();
    await trial.chronicle.tells(held, [/^analysis .* Running/, /^analysis .* Successful/, /^pods v2=5$/, /^phase Healthy/], 150);
    deepEqual((await trial.runs()).map(({ status: { phase } }) => phase), ['Inconclusive', 'Successful']);
    await trial.end();
  },
};

export const promotedUnseen: Scenario = {
  name: 'a canary of which nothing is known goes on unmeasured when a person promotes it',
  async run(world) {
    const trial = await Trial.start(world, 'promoted', SHAPES.steps);
    await trial.begin('v1');
    const from = await trial.release('v2', { silent: true });
    await trial.chronicle.tells(from, [/^analysis .* Inconclusive/, /^phase Paused/], 90);
    await trial.command('promote');
    await trial.chronicle.tells(from, [/^step 2$/, /^pods v1=2 v2=3$/, /^step 3$/, /^analysis .* Inconclusive/, /^phase Paused/], 90);
    await trial.command('abort');
    await trial.chronicle.tells(from, [/^aborted/, /^pods v1=5$/], 30);
    await trial.serves({ v1: 5 });
    await trial.end();
  },
};
