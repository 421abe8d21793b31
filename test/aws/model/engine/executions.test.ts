import { action, approval, condition, deployment, pipeline, rule, seen, whenever } from './hand-written';

const HOUR_MS = 3_600_000;
const MIDNIGHT_MS = Date.UTC(2026, 0, 5);
const hours = (count: number) => MIDNIGHT_MS + count * HOUR_MS;
const asked = { Name: 'asked', Actions: [approval('approve')] };
const last = { Name: 'last', Actions: [action('end')] };
const yes = whenever('asked', 'APPROVAL', ({ execution, stage, action: name }, controls) => controls.after(HOUR_MS, () => controls.putApprovalResult(stage!, name!, execution.id, 'Approved')));

test.each([['QUEUED', ['a', 'b', 'c']], ['SUPERSEDED', ['a', 'c']]])('%s: of those that wait before a stage, %s go through', (mode, through) => {
  const engine = pipeline([asked, last], { mode, actors: [yes] });
  for (const release of ['a', 'b', 'c']) engine.startPipelineExecution(release);
  engine.run(hours(9));
  expect(seen(engine, 'last')).toEqual(through.map((release) => `${release} STANDARD Succeeded`));
});

test('one that is being asked is in the stage, and nobody overtakes it there', () => {
  const engine = pipeline([asked, last], { mode: 'SUPERSEDED' });
  engine.startPipelineExecution('a');
  engine.run(hours(1));
  engine.startPipelineExecution('b');
  engine.run(hours(2));
  expect(seen(engine, 'asked')).toEqual(['a STANDARD InProgress']);
});

test('an approval that nobody gives fails in time', () => {
  const engine = pipeline([{ Name: 'asked', Actions: [approval('approve', 120)] }, last]);
  const { id } = engine.startPipelineExecution('a');
  engine.run(hours(1));
  expect(seen(engine, 'asked')).toEqual(['a STANDARD InProgress']);
  engine.run(hours(3));
  expect(seen(engine, 'asked')).toEqual(['a STANDARD Failed']);
  expect(engine.putApprovalResult('asked', 'approve', id, 'Approved')).toBe(false);
});

test('one that is stopped ends its running actions, begins no other and goes no further', () => {
  const engine = pipeline([{ Name: 'first', Actions: [action('one'), action('two', { RunOrder: 2 })], OnFailure: { Result: 'ROLLBACK' } }, last]);
  const before = engine.startPipelineExecution('a');
  engine.run(hours(1));
  const { id } = engine.startPipelineExecution('b');
  engine.run(hours(1) + 60_000);
  expect([engine.stopPipelineExecution(before.id), engine.stopPipelineExecution(id)]).toEqual([false, true]);
  engine.run(hours(2));
  expect(engine.record.filter(({ level, execution }) => level === 'action' && execution.id === id).map(({ action: name, state }) => `${name} ${state}`))
    .toEqual(['one STARTED', 'one SUCCEEDED']);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Succeeded', 'b STANDARD Failed']);
  expect(seen(engine, 'last')).toEqual(['a STANDARD Succeeded']);
});

test('one that is abandoned has left its stage at once, and what it deploys goes to its end', () => {
  const engine = pipeline([{ Name: 'beta', Actions: [deployment('beta')] }, { Name: 'prod', Actions: [approval('ask')] }]);
  const { id } = engine.startPipelineExecution('a');
  engine.run(engine.nowMs + 30_000);
  expect([engine.stopPipelineExecution(id), engine.stopPipelineExecution(id), engine.stopPipelineExecution(id, true), engine.stopPipelineExecution(id, true)])
    .toEqual([true, false, true, false]);
  engine.run(engine.nowMs + 1);
  expect([engine.isBusy('beta'), engine.all[0].status, engine.stacks.releaseOf('beta-stack')]).toEqual([false, 'Stopped', undefined]);
  engine.run(engine.nowMs + 300_000);
  expect([engine.stacks.releaseOf('beta-stack'), engine.stays('prod')]).toEqual(['a', []]);
});

test('one that is stopped while it waits is gone', () => {
  const engine = pipeline([asked, last]);
  engine.startPipelineExecution('a');
  const { id } = engine.startPipelineExecution('b');
  engine.run(hours(1));
  engine.stopPipelineExecution(id);
  engine.startPipelineExecution('c');
  engine.run(hours(24 * 8));
  expect(seen(engine, 'asked').map((stay) => stay[0])).toEqual(['a', 'c']);
});

test('actions run in their order, those of one order side by side', () => {
  const engine = pipeline([{ Name: 'first', Actions: [action('third', { RunOrder: 3 }), action('one', { RunOrder: 1 }), action('two', { RunOrder: 1 })] }]);
  engine.startPipelineExecution('a');
  engine.run(hours(1));
  const started = engine.record.filter(({ level, state }) => level === 'action' && state === 'STARTED');
  expect(started.map(({ action: name }) => name)).toEqual(['one', 'two', 'third']);
  expect(started[0].atMs).toBe(started[1].atMs);
  expect(started[2].atMs).toBeGreaterThan(started[1].atMs);
});

test.each([['ALL_ACTIONS', ['good', 'bad', 'good', 'bad']], ['FAILED_ACTIONS', ['good', 'bad', 'bad']]])('a stage that retries %s runs %s', (RetryMode, runs) => {
  const engine = pipeline([{ Name: 'first', Actions: [action('good'), action('bad')], OnFailure: { Result: 'RETRY', RetryConfiguration: { RetryMode } } }],
    { failedJobs: [{ job: 'bad', release: 'a' }] });
  engine.startPipelineExecution('a');
  engine.run(hours(1));
  expect(engine.record.filter(({ level, state }) => level === 'action' && state === 'STARTED').map(({ action: name }) => name)).toEqual(runs);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Failed']);
});

test('a transition that is disabled holds, and lets go when it is enabled', () => {
  const engine = pipeline([{ ...last, Name: 'first' }, last]);
  engine.disableStageTransition('last');
  engine.startPipelineExecution('a');
  engine.run(hours(5));
  expect(seen(engine, 'last')).toEqual([]);
  engine.enableStageTransition('last');
  engine.run(hours(6));
  expect(seen(engine, 'last')).toEqual(['a STANDARD Succeeded']);
});

describe('a rollback', () => {
  const beta = { Name: 'beta', Actions: [deployment('beta'), action('verify', { RunOrder: 2 })], OnFailure: { Result: 'ROLLBACK' } };
  const bad = (...releases: string[]) => ({ failedJobs: releases.map((release) => ({ job: 'verify', release })) });

  test('is a new execution of the stage with the release that succeeded there last', () => {
    const engine = pipeline([beta, last], bad('b'));
    engine.startPipelineExecution('a');
    engine.startPipelineExecution('b');
    engine.run(hours(1));
    expect(seen(engine, 'beta')).toEqual(['a STANDARD Succeeded', 'b STANDARD Failed', 'a ROLLBACK Succeeded']);
    expect(engine.stacks.releaseOf('beta-stack')).toBe('a');
    expect(seen(engine, 'last')).toEqual(['a STANDARD Succeeded']);
  });

  test('never goes back to what has failed there, nor to a rollback', () => {
    const engine = pipeline([beta], bad('b', 'c'));
    for (const release of ['a', 'b', 'c']) engine.startPipelineExecution(release);
    engine.run(hours(2));
    expect(seen(engine, 'beta').at(-1)).toBe('a ROLLBACK Succeeded');
    expect(engine.stacks.releaseOf('beta-stack')).toBe('a');
  });

  test('has no target where nothing has succeeded, and none after the structure has changed', () => {
    const engine = pipeline([beta], bad('a', 'c'));
    for (const release of ['a', 'b']) engine.startPipelineExecution(release);
    engine.run(hours(1));
    expect(seen(engine, 'beta')).toEqual(['a STANDARD Failed', 'b STANDARD Succeeded']);
    engine.changeStructure();
    engine.startPipelineExecution('c');
    engine.run(hours(2));
    expect(seen(engine, 'beta')).toEqual(['a STANDARD Failed', 'b STANDARD Succeeded', 'c STANDARD Failed']);
  });

  test('by hand is refused while somebody is in the stage, and to what never succeeded there', () => {
    const engine = pipeline([beta, last], bad('b'));
    const a = engine.startPipelineExecution('a');
    engine.run(hours(1));
    const b = engine.startPipelineExecution('b');
    engine.run(hours(1) + 1_000);
    expect(engine.rollbackStage('beta', a.id)).toBeUndefined();
    engine.run(hours(2));
    expect(engine.rollbackStage('beta', b.id)).toBeUndefined();
    expect(engine.rollbackStage('beta', a.id)).toMatchObject({ type: 'ROLLBACK', release: 'a' });
  });

  test('of an earlier stage can be asked for by whoever hears of a failure', () => {
    const undo = whenever('prod', 'FAILED', (_, controls) => controls.after(1_000, () => controls.rollbackStage('beta', 'standard-1')));
    const engine = pipeline([{ ...beta, Actions: [deployment('beta')] }, { ...beta, Name: 'prod', Actions: [deployment('prod'), action('verify', { RunOrder: 2 })] }],
      { ...bad('b'), actors: [undo] });
    engine.startPipelineExecution('a');
    engine.startPipelineExecution('b');
    engine.run(hours(2));
    expect([engine.stacks.releaseOf('beta-stack'), engine.stacks.releaseOf('prod-stack')]).toEqual(['a', 'a']);
  });

  test('by itself goes back to what a rollback by hand has taken away: that had succeeded there', () => {
    const engine = pipeline([beta], bad('c'));
    const a = engine.startPipelineExecution('a');
    engine.startPipelineExecution('b');
    engine.run(hours(1));
    engine.rollbackStage('beta', a.id);
    engine.startPipelineExecution('c');
    engine.run(hours(2));
    expect(seen(engine, 'beta').slice(2)).toEqual(['a ROLLBACK Succeeded', 'c STANDARD Failed', 'b ROLLBACK Succeeded']);
  });

  test.each([[false, 'a'], [true, 'b']])('stands before a closed window if it passes the entry again: if so is %s, %s stays', (rollbackPassesEntry, stays) => {
    const firstHour = condition('FAIL', rule('DeploymentWindow', { Cron: '* * 0 ? * * *' }));
    const engine = pipeline([{ ...beta, BeforeEntry: firstHour, Actions: [deployment('beta'), approval('check', 120)] }], {
      unknowns: { rollbackPassesEntry },
      actors: [whenever('beta', 'APPROVAL', ({ execution, stage, action: name }, controls) => {
        if (execution.release === 'a') controls.putApprovalResult(stage!, name!, execution.id, 'Approved');
      })],
    });
    engine.startPipelineExecution('a');
    engine.startPipelineExecution('b');
    engine.run(hours(20));
    expect(engine.stacks.releaseOf('beta-stack')).toBe(stays);
  });

  test.each([
    [false, ['a ROLLBACK Succeeded', 'c STANDARD Succeeded']],
    [true, ['c STANDARD Succeeded', 'a ROLLBACK Succeeded']],
  ])('and one that waits before the stage: if the rollback waits in line is %s, they come in the order %s', (rollbackWaitsInLine, order) => {
    const engine = pipeline([beta], { ...bad('b'), unknowns: { rollbackWaitsInLine } });
    for (const release of ['a', 'b', 'c']) engine.startPipelineExecution(release);
    engine.run(hours(2));
    expect(seen(engine, 'beta').slice(2)).toEqual(order);
  });
});
