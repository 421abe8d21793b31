import { undoDefinition } from '../../../src/aws/undo/undo-definition';
import type { UndoTable } from '../../../src/aws/undo/undo-table';
import type { Run } from '../../support/stepfunctions/state-machine';
import { run } from '../../support/stepfunctions/state-machine';
import type { FakeExecution } from './fake-code-pipeline';
import { FakeCodePipeline } from './fake-code-pipeline';

/** Its last wave has a stage for each environment, and a bake that goes on behind the second. */
const table: UndoTable = {
  later: [],
  order: [{ stage: 'us', wave: 'prod', pause: 240 }, { stage: 'eu', wave: 'prod', pause: 240 }, { stage: 'beta', wave: 'beta', pause: 240 }],
  waveOf: { 'beta': 'beta', 'eu': 'prod', 'us': 'prod', 'bake-us': 'prod' },
  entered: { 'beta': 'beta', 'eu': 'prod', 'enter-us': 'prod', 'us': 'prod', 'bake-us': 'prod' },
  ends: ['beta', 'us', 'bake-us'],
  promoted: { beta: [], prod: [] },
};
const definition = JSON.parse(JSON.stringify(undoDefinition({ service: 'shop', table, vetoes: '/spillway/shop/vetoed', artifact: 'the-source' }))
  .replaceAll('${pipeline}', 'the-pipeline').replaceAll('${role}', 'undo-role').replaceAll('${partition}', 'aws')) as ReturnType<typeof JSON.parse>;
const undo = (world: FakeCodePipeline, input: object): Promise<Run> => run(definition, input, world.apis);

const older: FakeExecution = { id: 'w', revision: 'older', through: ['beta', 'eu', 'us'] };
const good: FakeExecution = { id: 'x', revision: 'good', through: ['beta', 'eu', 'us'] };
const moving = (stage: string, through: string[] = ['beta']): FakeExecution => ({ id: 'y', revision: 'bad', through, in: stage, status: 'InProgress' });
const vetoed = (world: FakeCodePipeline) => [...world.parameters.keys()].map((name) => name.split('/').at(-1));

describe('who orders a wave to be undone means the release that is in it', () => {
  test.each([
    ['while it is deployed', moving('eu'), ['eu']],
    ['while it is in the second of its stages', moving('us', ['beta', 'eu']), ['us', 'eu']],
    ['while it stands before the second one', moving('enter-us', ['beta', 'eu']), ['eu']],
    ['while it bakes in a stage of its own', moving('bake-us', ['beta', 'eu', 'us']), ['us', 'eu']],
    ['while it is being stopped, by a person or another order', { ...moving('eu'), status: 'Stopping' }, ['eu']],
    ['when a person has stopped it there', { ...moving('eu'), status: 'Stopped' }, ['eu']],
    ['when it has failed there, and what was to bring the good one back as well', { ...moving('eu'), status: 'Failed' }, ['eu']],
  ])('%s', async (_, bad, stages) => {
    const failed: FakeExecution = { id: 'r', revision: 'good', through: [], in: 'eu', rollbackTo: 'x', status: 'Failed' };
    const world = new FakeCodePipeline([older, good, bad, ...(bad.status === 'Failed' ? [failed] : [])]);
    expect(await undo(world, { wave: 'prod', by: 'anna' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack).toEqual(stages.map((stage) => [stage, 'x']));
    expect(vetoed(world)).toEqual(['bad']);
  });

  test('and not one that is on its way there, or in another wave', async () => {
    for (const elsewhere of [moving('gate-prod'), moving('beta', [])]) {
      const world = new FakeCodePipeline([older, good, elsewhere]);
      await undo(world, { wave: 'prod' });
      expect([world.rolledBack.map(([stage]) => stage), vetoed(world), world.stopped]).toEqual([['us', 'eu'], ['good'], []]);
    }
  });

  test.each([
    ['a newer release', { id: 'z', revision: 'newer', through: ['beta', 'eu', 'us'] }, ['newer'], 'x'],
    ['a rollback', { id: 'r', revision: 'good', through: ['eu'], rollbackTo: 'x' }, ['good'], 'w'],
  ])('and not one that was stopped there before %s came', async (_, next, vetoes, to) => {
    const world = new FakeCodePipeline([older, good, { ...moving('eu'), status: 'Stopped' }, next]);
    await undo(world, { wave: 'prod' });
    expect(vetoed(world)).toEqual(vetoes);
    expect(new Set(world.rolledBack.map(([, target]) => target))).toEqual(new Set([to]));
  });
});

describe('nothing is ordered', () => {
  test('while the wave is being rolled back: what that brings back is not meant', async () => {
    const world = new FakeCodePipeline([older, good, { ...moving('eu'), status: 'Failed' }, { id: 'r', revision: 'good', through: [], in: 'eu', rollbackTo: 'x', status: 'InProgress' }]);
    expect((await undo(world, { wave: 'prod' })).entered.at(-1)).toBe('BeingUndone');
    expect([world.rolledBack, vetoed(world)]).toEqual([[], []]);
  });

  test('when nobody can say who is in the wave', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu')]);
    world.broken.add('codepipeline:listActionExecutions');
    expect(await undo(world, { wave: 'prod' })).toMatchObject({ status: 'FAILED', error: 'SomeService.SdkClientException' });
    expect([world.rolledBack, vetoed(world)]).toEqual([[], []]);
  });
});

describe('where a release is stopped, it is rolled back, whatever the scope', () => {
  test('when its running actions have ended, since a stack that is updated goes to its end', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu')]);
    world.statuses.set('y', ['Stopping', 'Stopping', 'Stopping']);
    const { status, waitedSeconds, entered } = await undo(world, { wave: 'beta' });
    expect(status).toBe('SUCCEEDED');
    expect(world.stopped).toEqual(['y']);
    expect(world.rolledBack).toEqual([['eu', 'x'], ['beta', 'x']]);
    // soon, in case that it only bakes, and then in its steps; and one look at each rollback
    expect(waitedSeconds).toBe(60 + 2 * 240 + 2 * 240);
    expect(entered.indexOf('Back')).toBeGreaterThan(entered.lastIndexOf('Baking'));
    expect(world.told).toMatchObject([{ Detail: { undoes: 'eu, beta' } }]);
  });

  test('at once when it only bakes', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu')]);
    world.statuses.set('y', Array(9).fill('Stopping'));
    world.baking.add('y');
    expect(await undo(world, { wave: 'beta' })).toMatchObject({ status: 'SUCCEEDED', waitedSeconds: 2 * 240 });
    expect(world.stopped).toEqual(['y', 'y']);
    expect(world.rolledBack).toEqual([['eu', 'x'], ['beta', 'x']]);
  });

  test('with the stages of its wave that it went through before', async () => {
    const world = new FakeCodePipeline([older, good, moving('us', ['beta', 'eu'])]);
    await undo(world, { wave: 'beta' });
    expect(world.rolledBack).toEqual([['us', 'x'], ['eu', 'x'], ['beta', 'x']]);
  });

  test('but not where it is through and waits behind the wave', async () => {
    const world = new FakeCodePipeline([older, good, { id: 'y', revision: 'bad', through: ['beta', 'eu', 'us'], status: 'InProgress' }]);
    await undo(world, { wave: 'beta' });
    expect(world.stopped).toEqual(['y']);
    expect(world.rolledBack).toEqual([['beta', 'x']]);
  });

  test('also when it failed in another execution', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu'), { id: 'y2', revision: 'bad', through: [], failed: ['beta', 'Deploy'], status: 'Failed' }]);
    await undo(world, { stage: 'beta', state: 'FAILED', execution: 'y2' });
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test('when who has entered meanwhile has left, be it a rollback that takes as long as its shift', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu')]);
    world.refusals.set('eu', Array(30).fill('CodePipeline.ConflictException'));
    expect(await undo(world, { wave: 'prod' })).toMatchObject({ status: 'SUCCEEDED', waitedSeconds: 30 + 29 * 240 + 240 });
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test.each([
    ['a newer release', { id: 'z', revision: 'newer', through: ['beta', 'eu'] }],
    ['what CodePipeline itself brings back', { id: 'r', revision: 'good', through: ['eu'], rollbackTo: 'x' }],
  ])('unless %s has come there since, and then that is not told', async (_, next) => {
    const world = new FakeCodePipeline([older, good, moving('eu'), next]);
    await undo(world, { wave: 'beta' });
    expect(world.rolledBack.map(([stage]) => stage)).not.toContain('eu');
    expect(JSON.stringify(world.told)).not.toContain('eu');
  });

  test('fails when it does not end, and says what is left', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu')]);
    world.statuses.set('y', Array(40).fill('Stopping'));
    expect(await undo(world, { wave: 'beta' })).toMatchObject({ status: 'FAILED', cause: expect.stringMatching(/^roll back eu by hand .*: execution y is Stopping$/) });
    expect(world.rolledBack).toEqual([['beta', 'x']]);
    expect(world.told).toMatchObject([{ Detail: { undoes: 'beta' } }]);
  });

  test('fails when nobody knows where it was stopped, and says so', async () => {
    const world = new FakeCodePipeline([older, good, moving('eu'), { id: 'y2', revision: 'bad', through: [], failed: ['beta', 'Deploy'], status: 'Failed' }]);
    world.broken.add('codepipeline:listActionExecutions');
    expect(await undo(world, { stage: 'beta', state: 'FAILED', execution: 'y2' })).toMatchObject({
      status: 'FAILED', cause: expect.stringMatching(/^nobody knows where execution y was stopped: .*out of order$/),
    });
    expect(world.stopped).toEqual(['y']);
  });
});
