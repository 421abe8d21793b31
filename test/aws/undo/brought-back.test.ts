import { undoDefinition } from '../../../src/aws/undo/undo-definition';
import type { Cause, UndoTable } from '../../../src/aws/undo/undo-table';
import type { Run } from '../../support/stepfunctions/state-machine';
import { run } from '../../support/stepfunctions/state-machine';
import type { FakeExecution } from './fake-code-pipeline';
import { FakeCodePipeline } from './fake-code-pipeline';

const tableOf = (...oneBox: Cause[]): UndoTable => ({
  later: [],
  order: [{ stage: 'one-box', wave: 'one-box', pause: 60 }, { stage: 'beta', wave: 'beta', pause: 60 }],
  waveOf: { 'one-box': 'one-box', 'beta': 'beta' },
  entered: { 'one-box': 'one-box', 'beta': 'beta' },
  ends: ['one-box', 'beta'],
  promoted: { 'one-box': oneBox, 'beta': [] },
});
const undo = (world: FakeCodePipeline, [stage, state, execution]: [string, string, string], table = tableOf()): Promise<Run> => {
  const definition = JSON.stringify(undoDefinition({ service: 'shop', table, vetoes: '/spillway/shop/vetoed', artifact: 'the-source' }));
  return run(JSON.parse(definition.replaceAll('${pipeline}', 'the-pipeline').replaceAll('${role}', 'undo-role')), { stage, state, execution }, world.apis);
};

const good: FakeExecution = { id: 'x', revision: 'good', through: ['beta', 'one-box'] };
const worse: FakeExecution = { id: 'w', revision: 'worse', through: ['beta'] };
const takenAway: FakeExecution = { id: 'q', revision: 'good', through: ['beta'], rollbackTo: 'x' };
const bad: FakeExecution = { id: 'y', revision: 'bad', through: [], failed: ['beta', 'Deploy'] };
/** Its end: the stage succeeds with what it brings back. */
const restored: FakeExecution = {
  id: 'r', revision: 'worse', through: ['beta'], rollbackTo: 'w', status: 'Succeeded', trigger: 'AutomatedRollback', detail: '{"FailedPipelineExecutionId":"y"}',
};
/** CodePipeline itself goes back to a release that was taken away. */
const world = (last: Partial<FakeExecution> = {}, before: FakeExecution[] = [good, worse, takenAway]) => {
  const fake = new FakeCodePipeline([...before, bad, { ...restored, ...last }]);
  fake.parameters.set('/spillway/shop/vetoed/worse', '{"execution":"w"}');
  return fake;
};

test('the machine goes further, to what is not vetoed, when that rollback has ended', async () => {
  const waited = world();
  // the first one who asks is not waiting yet
  waited.statuses.set('r', Array(3).fill('InProgress'));
  const { status, entered: states, waitedSeconds } = await undo(waited, ['beta', 'STARTED', 'r']);
  expect(status).toBe('SUCCEEDED');
  expect(waited.rolledBack).toEqual([['beta', 'x']]);
  // three looks at that rollback, and one at its own
  expect(waitedSeconds).toBe(4 * 60);
  expect(states.indexOf('Back')).toBeGreaterThan(states.lastIndexOf('Baking'));
  expect(waited.veto('bad')).toMatchObject({ execution: 'y' });
  expect(waited.stopped).toEqual([]);
});

test('also when the failure was heard first', async () => {
  const heard = world();
  await undo(heard, ['beta', 'FAILED', 'y']);
  expect(heard.rolledBack).toEqual([]);
  const { status, entered } = await undo(heard, ['beta', 'STARTED', 'r']);
  expect(status).toBe('SUCCEEDED');
  expect(entered).toContain('Only');
  expect(heard.rolledBack).toEqual([['beta', 'x']]);
  expect(heard.told).toHaveLength(1);
});

test('once: its own rollback and the same event again start nothing', async () => {
  const twice = world();
  await undo(twice, ['beta', 'STARTED', 'r']);
  await undo(twice, ['beta', 'STARTED', 'rollback-1']);
  await undo(twice, ['beta', 'STARTED', 'r']);
  expect(twice.rolledBack).toHaveLength(1);
});

test('other stages are undone meanwhile, the one that failed last', async () => {
  const scattered = world({ through: ['one-box'] }, [good, { ...worse, through: ['one-box'] }, { ...takenAway, through: ['one-box'] }]);
  scattered.arrive({ id: 'y2', revision: 'bad', through: ['beta'] });
  await undo(scattered, ['one-box', 'STARTED', 'r'], tableOf('deployment', 'signal'));
  expect(scattered.rolledBack).toEqual([['beta', 'x'], ['one-box', 'x']]);
});

test('one that is only watched any more is stopped', async () => {
  const baking = world();
  baking.baking.add('r');
  baking.statuses.set('r', Array(99).fill('InProgress'));
  const { status, entered } = await undo(baking, ['beta', 'STARTED', 'r']);
  expect(status).toBe('SUCCEEDED');
  expect(entered).toContain('Halt');
  expect(baking.stopped).toEqual(['r']);
  expect(baking.rolledBack).toEqual([['beta', 'x']]);
});

test('one that fails leaves nobody knows what, and is gone back from all the same', async () => {
  const broken = world({ through: [], status: 'Failed' });
  expect(await undo(broken, ['beta', 'STARTED', 'r'])).toMatchObject({ status: 'SUCCEEDED' });
  expect(broken.rolledBack).toEqual([['beta', 'x']]);
});

test('something newer that has got there since stays', async () => {
  const overtaken = world();
  overtaken.arrive({ id: 'z', revision: 'newer', through: ['beta'] });
  await undo(overtaken, ['beta', 'STARTED', 'r']);
  expect(overtaken.rolledBack).toEqual([]);
});

test('fails when nothing is left that is not vetoed, and says what to do by hand', async () => {
  const nothing = world({}, [worse]);
  expect(await undo(nothing, ['beta', 'STARTED', 'r'])).toMatchObject({
    status: 'FAILED', error: 'NotUndone', cause: expect.stringMatching(/^roll back beta by hand .*: no release of before is left that is not vetoed/),
  });
  expect(nothing.rolledBack).toEqual([]);
});

test('fails when nobody knows whether it is vetoed, and leaves it there', async () => {
  const unknown = world();
  unknown.broken.add('ssm:getParameter');
  expect(await undo(unknown, ['beta', 'STARTED', 'r'])).toMatchObject({ status: 'FAILED', cause: expect.stringMatching(/^nobody knows whether what CodePipeline goes back to is vetoed: /) });
  expect(unknown.rolledBack).toEqual([]);
});

test('one that is not vetoed is left alone', async () => {
  const lifted = world();
  lifted.parameters.clear();
  await undo(lifted, ['beta', 'STARTED', 'r']);
  expect(lifted.rolledBack).toEqual([]);
});

test('a rollback of a rollback is not answered, and nothing good is vetoed', async () => {
  const endless = world({ detail: '{"FailedPipelineExecutionId":"q"}' });
  const { entered: states } = await undo(endless, ['beta', 'STARTED', 'r']);
  expect(states.at(-2)).toBe('RollbackFailed');
  expect(endless.rolledBack).toEqual([]);
  expect([...endless.parameters.keys()]).toEqual(['/spillway/shop/vetoed/worse']);
});

test('a person may: an order is an order', async () => {
  const ordered = world({ trigger: 'ManualRollback', detail: 'arn:aws:sts::1:assumed-role/anna/x' });
  await undo(ordered, ['beta', 'STARTED', 'r']);
  expect(ordered.rolledBack).toEqual([]);
  expect(ordered.veto('worse').execution).toBe('w');
});
