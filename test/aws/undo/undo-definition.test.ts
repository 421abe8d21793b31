import aslValidator = require('asl-validator');
import { undoDefinition } from '../../../src/aws/undo/undo-definition';
import type { UndoTable } from '../../../src/aws/undo/undo-table';
import type { Run } from '../../support/stepfunctions/state-machine';
import { run } from '../../support/stepfunctions/state-machine';
import type { FakeExecution } from './fake-code-pipeline';
import { FakeCodePipeline } from './fake-code-pipeline';

const table: UndoTable = {
  later: [],
  order: [
    { stage: 'us', wave: 'prod', pause: 60 },
    { stage: 'eu', wave: 'prod', pause: 60 },
    { stage: 'one-box', wave: 'one-box', pause: 60 },
    { stage: 'beta', wave: 'beta', pause: 60 },
  ],
  waveOf: { 'us': 'prod', 'eu': 'prod', 'one-box': 'one-box', 'beta': 'beta', 'bake-prod': 'prod' },
  entered: { 'eu': 'prod', 'us': 'prod', 'enter-us': 'prod', 'bake-prod': 'prod', 'one-box': 'one-box', 'beta': 'beta' },
  ends: ['us', 'bake-prod', 'one-box', 'beta'],
  promoted: { 'prod': ['deployment', 'signal', 'unknown'], 'one-box': ['operator'], 'beta': [] },
};
const definition = (changed: UndoTable = table) => JSON.parse(JSON.stringify(undoDefinition({ service: 'shop', table: changed, vetoes: '/spillway/shop/vetoed', artifact: 'the-source' }))
  .replaceAll('${pipeline}', 'the-pipeline').replaceAll('${role}', 'undo-role').replaceAll('${partition}', 'aws')) as ReturnType<typeof JSON.parse>;

const good: FakeExecution = { id: 'x', revision: 'good', through: ['beta', 'one-box', 'eu', 'us'] };
const entered = new Set<string>();
const undo = async (world: FakeCodePipeline, input: object): Promise<Run> => {
  const result = await run(definition(), input, world.apis);
  for (const state of result.entered) entered.add(state);
  return result;
};
const failed = (stage: string, execution = 'y') => ({ stage, state: 'FAILED', execution });
const started = (stage: string, execution: string) => ({ stage, state: 'STARTED', execution });
const automatic = (id: string, of: string): FakeExecution => ({
  id, revision: 'good', through: [], rollbackTo: 'x', status: 'InProgress', trigger: 'AutomatedRollback', detail: `{"FailedPipelineExecutionId":"${of}"}`,
});

test('is a state machine as the language defines it', () => {
  expect(aslValidator(definition(), { checkPaths: true, checkArn: true }).errors).toEqual([]);
});

describe('what is undone', () => {
  test.each([
    ['a shift that failed, where a signal undoes all', 'us', 'Deploy', ['eu', 'one-box', 'beta']],
    ['a condition that failed', 'us', undefined, ['eu', 'one-box', 'beta']],
    ['a verification, which undoes its wave: the other stages of it', 'us', 'Build', ['eu']],
  ])('%s', async (_, stage, category, expected) => {
    const through = ['beta', 'one-box', 'eu'];
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through, ...(category ? { failed: [stage, category] } : {}) }]);
    expect(await undo(world, failed(stage))).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack).toEqual(expected.map((name) => [name, 'x']));
  });

  test('a bake that goes on in a stage of its own undoes all stages of its wave', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu', 'us'] }]);
    await undo(world, failed('bake-prod'));
    expect(world.rolledBack.map(([stage]) => stage)).toEqual(['us', 'eu', 'one-box', 'beta']);
  });

  test('nothing before the first wave, and the veto all the same', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: [], failed: ['beta', 'Deploy'] }]);
    expect(await undo(world, failed('beta'))).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack).toEqual([]);
    expect(world.veto('bad')).toMatchObject({ execution: 'y', wave: 'beta', cause: 'deployment' });
  });

  test('all there is when nobody can say what failed, where something undoes all', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'], failed: ['us', 'Build'] }]);
    world.broken.add('codepipeline:listActionExecutions');
    await undo(world, failed('us'));
    expect(world.rolledBack.map(([stage]) => stage)).toEqual(['eu', 'one-box', 'beta']);
  });

  test('a rollback of CodePipeline says which execution was bad', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }, automatic('r', 'y')]);
    await undo(world, started('us', 'r'));
    expect(world.rolledBack.map(([stage]) => stage)).toEqual(['eu', 'one-box', 'beta']);
    expect(world.veto('bad')).toMatchObject({ execution: 'y', cause: 'signal' });
  });
});

describe('once', () => {
  test('the failure and the rollback after it are one matter', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }, automatic('r', 'y')]);
    await undo(world, failed('us'));
    const { entered: states } = await undo(world, started('us', 'r'));
    expect(states).not.toContain('Undo');
    expect(world.rolledBack).toHaveLength(3);
  });

  test('its own rollbacks start nothing', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);
    await undo(world, failed('us'));
    const before = [...world.rolledBack];
    for (const state of ['STARTED', 'FAILED']) expect(await undo(world, { stage: 'beta', state, execution: 'rollback-3' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack).toEqual(before);
    expect(world.told).toHaveLength(1);
  });

  test('an ordinary start and stages it does not know are nothing', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: [] }]);
    expect((await undo(world, started('beta', 'y'))).entered.at(-1)).toBe('Nothing');
    expect((await undo(world, failed('Build'))).entered).toEqual(['Begin', 'Whence', 'Nothing']);
    expect(world.parameters.size).toBe(0);
  });

  test('the same revision that fails again in another execution is undone again', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);
    world.parameters.set('/spillway/shop/vetoed/bad', '{"execution":"before"}');
    await undo(world, failed('us'));
    expect(world.rolledBack).toHaveLength(3);
    expect(world.veto('bad').execution).toBe('y');
  });

  test('a veto that somebody wrote by hand does not stand in the way', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);
    world.parameters.set('/spillway/shop/vetoed/bad', 'by hand');
    await undo(world, failed('us'));
    expect(world.rolledBack).toHaveLength(3);
  });
});

describe('where it goes back to', () => {
  test('a stage that runs something newer stays: what came after is not to blame', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }, { id: 'z', revision: 'newer', through: ['beta'] }]);
    expect(await undo(world, failed('us'))).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack.map(([stage]) => stage)).toEqual(['eu', 'one-box']);
  });

  test('a stage that was rolled back before goes to where it was then, since a rollback is no target', async () => {
    const world = new FakeCodePipeline([
      good, { id: 'w', revision: 'worse', through: ['eu'] }, { id: 'r', revision: 'good', through: ['eu'], rollbackTo: 'x' }, { id: 'y', revision: 'bad', through: ['eu'] },
    ]);
    await undo(world, failed('us'));
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test('never to a release that is vetoed', async () => {
    const world = new FakeCodePipeline([good, { id: 'w', revision: 'worse', through: ['eu'] }, { id: 'y', revision: 'bad', through: ['eu'] }]);
    world.parameters.set('/spillway/shop/vetoed/worse', '{}');
    await undo(world, failed('us'));
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test('not to another execution of the bad revision', async () => {
    const world = new FakeCodePipeline([good, { id: 'y0', revision: 'bad', through: ['eu'] }, { id: 'y', revision: 'bad', through: ['eu'] }]);
    await undo(world, failed('us'));
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test('fails when there is nothing to go back to, names the stage and undoes the others', async () => {
    const world = new FakeCodePipeline([{ id: 'x', revision: 'good', through: ['beta'] }, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);
    expect(await undo(world, failed('us'))).toMatchObject({
      status: 'FAILED', error: 'NotUndone', cause: expect.stringMatching(/^roll back eu by hand .*--stage-name eu.*no release of before.*; roll back one-box by hand/),
    });
    expect(world.rolledBack).toEqual([['beta', 'x']]);
  });

  test('fails when all that is left is vetoed', async () => {
    const world = new FakeCodePipeline([{ id: 'w', revision: 'worse', through: ['eu'] }, { id: 'y', revision: 'bad', through: ['eu'] }]);
    world.parameters.set('/spillway/shop/vetoed/worse', '{}');
    expect(await undo(world, failed('us'))).toMatchObject({ status: 'FAILED' });
    expect(world.rolledBack).toEqual([]);
  });
});

describe('how it goes back', () => {
  const world = () => new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);

  test('a stage is waited for before the next', async () => {
    const slow = world();
    slow.statuses.set('eu', ['InProgress', 'InProgress']);
    const { waitedSeconds, entered: states } = await undo(slow, failed('us'));
    expect(waitedSeconds).toBe(5 * 60);
    expect(states.filter((state) => state === 'Back' || state === 'WentBack')).toEqual(['Back', 'WentBack', 'Back', 'WentBack', 'Back', 'WentBack']);
  });

  test('but not for its bake, since the release of before is deployed then', async () => {
    const baking = world();
    baking.baking.add('eu');
    baking.statuses.set('eu', Array(99).fill('InProgress'));
    expect(await undo(baking, failed('us'))).toMatchObject({ status: 'SUCCEEDED', waitedSeconds: 180 });
  });

  test('a busy stage is tried again, and looked at again before', async () => {
    const busy = world();
    busy.refusals.set('one-box', ['CodePipeline.ConflictException', 'CodePipeline.ConflictException']);
    const { status, waitedSeconds, entered: states } = await undo(busy, failed('us'));
    expect(status).toBe('SUCCEEDED');
    expect(waitedSeconds).toBe(3 * 60 + 30 + 60);
    expect(states.filter((state) => state === 'Look')).toHaveLength(5);
  });

  test.each<[string, (broken: FakeCodePipeline) => void]>([
    ['is refused', (broken) => broken.refusals.set('one-box', ['CodePipeline.UnableToRollbackStageException', ...Array(9).fill('CodePipeline.UnableToRollbackStageException')])],
    ['never gets its turn', (broken) => broken.refusals.set('one-box', Array(11).fill('CodePipeline.ConflictException'))],
    ['fails', (broken) => broken.statuses.set('one-box', ['Failed'])],
  ])('fails when a stage %s, names it, and goes on to the next', async (_, breaks) => {
    const broken = world();
    breaks(broken);
    const { status, cause } = await undo(broken, failed('us'));
    expect(status).toBe('FAILED');
    expect(cause).toMatch(/^roll back one-box by hand/);
    expect(cause).not.toMatch(/eu|beta/);
    expect(broken.rolledBack.map(([stage]) => stage)).toEqual(expect.arrayContaining(['eu', 'beta']));
  });

  test('fails when a stage does not end in its time, says to wait for it, and goes on to the next', async () => {
    const endless = world();
    endless.statuses.set('one-box', Array(31).fill('InProgress'));
    const { status, cause } = await undo(endless, failed('us'));
    expect(status).toBe('FAILED');
    expect(cause).toMatch(/^wait for one-box: its rollback rollback-2 is InProgress after 0\.5 h\. Should it fail, roll back by hand \(aws codepipeline rollback-stage .*--stage-name one-box …\)$/);
    expect(endless.rolledBack.map(([stage]) => stage)).toEqual(['eu', 'one-box', 'beta']);
  });

  test.each(['ssm:putParameter', 'codepipeline:listPipelineExecutions', 'events:putEvents', 'ssm:getParameter'])('%s out of order does not keep it from looking at every stage', async (api) => {
    const broken = world();
    broken.broken.add(api);
    const { entered: states } = await undo(broken, failed('us'));
    expect(states.filter((state) => state === 'Look')).toHaveLength(3);
    if (api !== 'codepipeline:listPipelineExecutions') expect(broken.rolledBack).toHaveLength(3);
  });

  test('fails when the veto could not be recorded, and says so', async () => {
    const broken = world();
    broken.broken.add('ssm:putParameter');
    expect(await undo(broken, failed('us'))).toMatchObject({ status: 'FAILED', cause: expect.stringMatching(/^the veto is not recorded: .*out of order$/) });
  });
});

describe('a person', () => {
  test('orders a wave to be undone, and with it what the scope says', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box'] }]);
    expect(await undo(world, { wave: 'one-box', by: 'anna', why: 'refunds are wrong' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.rolledBack).toEqual([['one-box', 'x'], ['beta', 'x']]);
    expect(world.veto('bad')).toMatchObject({ by: 'anna', why: 'refunds are wrong', cause: 'operator' });
  });

  test('orders an early wave, and the scope reaches the waves that the release has been through since', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu', 'us'] }]);
    await undo(world, { wave: 'one-box' });
    expect(world.rolledBack).toEqual(['us', 'eu', 'one-box', 'beta'].map((stage) => [stage, 'x']));
  });

  test('orders it while another environment of the wave has not got it yet', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'] }]);
    await undo(world, { wave: 'prod' });
    expect(world.rolledBack).toEqual([['eu', 'x']]);
  });

  test('what is on its way further is stopped, and a later commit is not', async () => {
    const world = new FakeCodePipeline([
      good, { id: 'y', revision: 'bad', through: ['beta', 'one-box'], status: 'InProgress' }, { id: 'z', revision: 'newer', through: [], status: 'InProgress' },
    ]);
    await undo(world, { wave: 'one-box' });
    expect(world.stopped).toEqual(['y']);
  });

  test('rolls a stage back at the console that the release has left: it is stopped where it is', async () => {
    const byHand: FakeExecution = { id: 'r', revision: 'good', through: ['beta'], rollbackTo: 'x', trigger: 'ManualRollback', detail: 'arn:aws:sts::1:assumed-role/anna/x' };
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta'], status: 'InProgress' }, byHand]);
    await undo(world, started('beta', 'r'));
    expect(world.stopped).toEqual(['y']);
  });

  test('an order is heard also where a veto is', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta'] }]);
    world.parameters.set('/spillway/shop/vetoed/bad', '{"execution":"y"}');
    await undo(world, { wave: 'beta' });
    expect(world.rolledBack).toEqual([['beta', 'x']]);
  });

  test('fails when there is no such wave, and says which there are', async () => {
    expect(await undo(new FakeCodePipeline([good]), { wave: 'porduction' })).toMatchObject({ status: 'FAILED', cause: 'there is no wave porduction, only prod, one-box, beta' });
  });

  test('rolls a stage back at the console: what ran there is vetoed, and the scope holds', async () => {
    const byHand: FakeExecution = { id: 'r', revision: 'good', through: ['one-box'], rollbackTo: 'x', trigger: 'ManualRollback', detail: 'arn:aws:sts::1:assumed-role/anna/x' };
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box'] }, byHand]);
    await undo(world, started('one-box', 'r'));
    expect(world.rolledBack).toEqual([['beta', 'x']]);
    expect(world.veto('bad')).toMatchObject({ cause: 'operator', by: 'arn:aws:sts::1:assumed-role/anna/x' });
  });

  test('rolls back at the console what had failed: the release of before is not to blame', async () => {
    const byHand: FakeExecution = { id: 'r', revision: 'good', through: [], rollbackTo: 'x', trigger: 'ManualRollback', detail: 'arn:aws:sts::1:assumed-role/anna/x' };
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta'] }, byHand]);
    await undo(world, started('one-box', 'r'));
    expect([...world.parameters.keys()]).toEqual([]);
  });
});

describe('what it tells', () => {
  test('that a release was rolled back, where, why and what else', async () => {
    const world = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'], failed: ['us', 'Deploy'] }]);
    await undo(world, failed('us'));
    expect(world.told).toEqual([{
      Source: 'spillway', DetailType: 'Release Rolled Back',
      Detail: { service: 'shop', wave: 'prod', stage: 'us', cause: 'deployment', execution: 'y', revision: 'bad', by: '', why: '', undoes: 'eu, one-box, beta' },
    }]);
  });

  test('what was undone, and not what was to be', async () => {
    const world = new FakeCodePipeline([
      good, { id: 'y', revision: 'bad', through: ['beta', 'one-box', 'eu'], failed: ['us', 'Deploy'] }, { id: 'z', revision: 'newer', through: ['beta'] },
    ]);
    world.refusals.set('one-box', Array(9).fill('CodePipeline.UnableToRollbackStageException'));
    expect(await undo(world, failed('us'))).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('one-box') });
    expect(world.told).toMatchObject([{ Detail: { stage: 'us', undoes: 'eu' } }]);
  });

  test('that a rollback failed, which undoes nothing and vetoes nothing', async () => {
    const world = new FakeCodePipeline([good, automatic('r', 'y')]);
    await undo(world, failed('us', 'r'));
    expect(world.told).toEqual([{ Source: 'spillway', DetailType: 'Rollback Failed', Detail: { service: 'shop', wave: 'prod', stage: 'us', execution: 'r' } }]);
    expect(world.parameters.size).toBe(0);
  });
});

/** Where there is another pipeline, where CodePipeline brings back what was taken away, and where the release is under way; see the tests of these. */
const OTHERS = ['BeingUndone', 'Only', 'Mover', 'Unseen', 'Onward', 'Halt'];

test('every state was entered by these tests', () => {
  const statesOf = ({ States }: { States: Record<string, { ItemProcessor?: never }> }): string[] =>
    Object.entries(States).flatMap(([name, { ItemProcessor }]) => [name, ...(ItemProcessor ? statesOf(ItemProcessor) : [])]);
  expect(statesOf(definition()).filter((state) => !entered.has(state))).toEqual(OTHERS);
});
