import { undoDefinition } from '../../../src/aws/undo/undo-definition';
import type { UndoTable } from '../../../src/aws/undo/undo-table';
import { run } from '../../support/stepfunctions/state-machine';
import type { FakeExecution } from './fake-code-pipeline';
import { FakeCodePipeline } from './fake-code-pipeline';

/** Four stages, of which the second pipeline has two. */
const linked: UndoTable = {
  later: ['the-second'],
  order: [
    { pipeline: 'the-second', stage: 'us', wave: 'prod', pause: 60 },
    { pipeline: 'the-second', stage: 'eu', wave: 'prod', pause: 60 },
    { stage: 'one-box', wave: 'one-box', pause: 60 },
    { stage: 'beta', wave: 'beta', pause: 60 },
  ],
  waveOf: { 'us': 'prod', 'eu': 'prod', 'one-box': 'one-box', 'beta': 'beta' },
  entered: { 'us': 'prod', 'eu': 'prod', 'one-box': 'one-box', 'beta': 'beta' },
  ends: ['us', 'one-box', 'beta'],
  promoted: { 'prod': ['deployment'], 'one-box': [], 'beta': [] },
};
const definition = JSON.parse(JSON.stringify(undoDefinition({ service: 'shop', table: linked, vetoes: '/spillway/shop/vetoed', artifact: 'the-source' }))
  .replaceAll('${pipeline}', 'the-pipeline').replaceAll('${role}', 'undo-role').replaceAll('${partition}', 'aws')) as ReturnType<typeof JSON.parse>;

const good: FakeExecution = { id: 'x', revision: 'good', through: ['beta', 'one-box'] };
const failed = (stage: string, execution = 'y') => ({ stage, state: 'FAILED', execution });
const second = (executions: FakeExecution[]) => new FakeCodePipeline(executions, 'the-second');
const across = async (first: FakeCodePipeline, later: FakeCodePipeline, input: object) => {
  const apis = Object.entries(first.apis).map(([name, api]) => [name, (args: Record<string, never>) => (args.PipelineName === 'the-second' ? later.apis[name](args) : api(args))] as const);
  return run(definition, input, Object.fromEntries(apis));
};

test('a failure in the second one undoes the stages of both, each where it is, to what its own pipeline had there', async () => {
  const first = new FakeCodePipeline([good, { id: 'y', revision: 'bad', through: ['beta', 'one-box'] }]);
  const later = second([{ id: 'x2', revision: 'good', through: ['eu', 'us'] }, { id: 'y2', revision: 'bad', through: ['eu'], failed: ['us', 'Deploy'] }]);
  expect(await across(first, later, { pipeline: 'the-second', ...failed('us', 'y2') })).toMatchObject({ status: 'SUCCEEDED' });
  expect(later.rolledBack).toEqual([['eu', 'x2']]);
  expect(first.rolledBack).toEqual([['one-box', 'x'], ['beta', 'x']]);
  expect(first.veto('bad')).toMatchObject({ execution: 'y2', wave: 'prod' });
});

test('a bad revision is stopped in all of them', async () => {
  const bad: FakeExecution = { id: 'y', revision: 'bad', through: ['beta', 'one-box'], failed: ['one-box', 'Deploy'] };
  const first = new FakeCodePipeline([good, { ...bad, id: 'again', status: 'InProgress', failed: undefined }, bad]);
  const later = second([{ id: 'y2', revision: 'bad', through: [], status: 'InProgress' }, { id: 'n2', revision: 'newer', through: [], status: 'InProgress' }]);
  await across(first, later, { pipeline: 'the-pipeline', ...failed('one-box') });
  expect([first.stopped, later.stopped]).toEqual([['again'], ['y2']]);
});

test('who orders a rollback of a wave need not know which one has it', async () => {
  const first = new FakeCodePipeline([good]);
  const later = second([{ id: 'x2', revision: 'good', through: ['eu', 'us'] }, { id: 'y2', revision: 'bad', through: ['eu', 'us'] }]);
  await across(first, later, { wave: 'prod', by: 'anna', why: 'customers cannot pay' });
  expect(later.rolledBack).toEqual([['us', 'x2'], ['eu', 'x2']]);
});

test('what is left to a person is named with its pipeline', async () => {
  const later = second([{ id: 'y2', revision: 'bad', through: ['eu'], failed: ['us', 'Deploy'] }]);
  const result = await across(new FakeCodePipeline([good]), later, { pipeline: 'the-second', ...failed('us', 'y2') });
  expect(JSON.stringify(result)).toContain('--pipeline-name the-second --stage-name eu');
});
