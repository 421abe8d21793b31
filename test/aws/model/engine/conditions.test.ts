import { action, condition, deployment, pipeline, rule, seen, whenever } from './hand-written';

const HOUR_MS = 3_600_000;
const MIDNIGHT_MS = Date.UTC(2026, 0, 5);
const last = { Name: 'last', Actions: [action('end')] };
const deployed = {
  Resources: {
    Errors: {
      Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors', MetricName: 'Errors', Period: 60, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' },
    },
  },
};
const errors = (fromHour: number, toHour: number) => (
  { environment: 'beta', ailment: 'errors' as const, fromMs: MIDNIGHT_MS + fromHour * HOUR_MS, toMs: MIDNIGHT_MS + toHour * HOUR_MS }
);
const beta = { Name: 'beta', Actions: [deployment('beta')] };

test('a window is waited for', () => {
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: condition('FAIL', rule('DeploymentWindow', { Cron: '* * 9 ? * * *' })) }]);
  engine.startPipelineExecution('a');
  engine.run(MIDNIGHT_MS + 8 * HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD InProgress']);
  expect(engine.record.some(({ level }) => level === 'action')).toBe(false);
  engine.run(MIDNIGHT_MS + 10 * HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Succeeded']);
});

test.each([[false, 'Failed'], [true, 'Succeeded']])('on success nobody knows whether a window is waited for; if so is %s, the stage is %s', (windowWaitsOnSuccess, status) => {
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], OnSuccess: condition('FAIL', rule('DeploymentWindow', { Cron: '* * 9 ? * * *' })) }],
    { unknowns: { windowWaitsOnSuccess } });
  engine.startPipelineExecution('a');
  engine.run(MIDNIGHT_MS + 10 * HOUR_MS);
  expect(seen(engine, 'first')).toEqual([`a STANDARD ${status}`]);
});

test.each([
  ['EQ', 'hotfix', 'hotfix', true], ['EQ', 'hotfix', 'feature', false], ['NE', 'hotfix', 'feature', true], ['NE', 'hotfix', 'hotfix', false],
  ['CONTAINS', 'fix', 'hotfix', true], ['CONTAINS', 'fix', 'feature', false], ['MATCHES', 'hot.*', 'hotfix', true], ['MATCHES', 'hot', 'hotfix', false],
])('a variable %s %s is, with %s, %s', (Operator, Value, type, passes) => {
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: condition('FAIL', rule('VariableCheck', { Variable: '#{variables.TYPE}', Operator, Value })) }]);
  engine.startPipelineExecution('a', { TYPE: type });
  engine.run(MIDNIGHT_MS + HOUR_MS);
  expect(seen(engine, 'first')).toEqual([`a STANDARD ${passes ? 'Succeeded' : 'Failed'}`]);
});

test('a variable has its default until somebody says otherwise', () => {
  const only = condition('FAIL', rule('VariableCheck', { Variable: '#{variables.TYPE}', Operator: 'EQ', Value: 'feature' }));
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: only }], { variables: [{ Name: 'TYPE', DefaultValue: 'feature' }] });
  engine.startPipelineExecution('a');
  engine.startPipelineExecution('b', { TYPE: 'hotfix' });
  engine.run(MIDNIGHT_MS + HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Succeeded', 'b STANDARD Failed']);
});

test('a stage that is skipped does nothing, and the next one begins', () => {
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: condition('SKIP', rule('VariableCheck', { Variable: 'a', Operator: 'EQ', Value: 'b' })) }, last]);
  engine.startPipelineExecution('a');
  engine.run(MIDNIGHT_MS + HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Skipped']);
  expect(seen(engine, 'last')).toEqual(['a STANDARD Succeeded']);
  expect(engine.record.filter(({ level, stage }) => level === 'action' && stage === 'first')).toEqual([]);
});

test('one rule that fails fails the condition', () => {
  const [yes, no] = ['b', 'a'].map((Value) => rule('VariableCheck', { Variable: 'b', Operator: 'EQ', Value }));
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: condition('FAIL', yes, no, rule('DeploymentWindow', { Cron: '* * 9 ? * * *' })) }, last]);
  engine.startPipelineExecution('a');
  engine.run(MIDNIGHT_MS + HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Failed']);
  expect(seen(engine, 'last')).toEqual([]);
});

test.each([['LambdaInvoke', { FunctionName: 'asked' }], ['CodeBuild', { ProjectName: 'asked' }], ['Commands', {}]])('%s is answered by what it calls', (provider, configuration) => {
  const engine = pipeline([{ Name: 'first', Actions: [action('act')], OnSuccess: condition('FAIL', rule(provider, configuration as Record<string, string>, 'asked')) }],
    { failedJobs: [{ job: 'asked', release: 'b' }] });
  engine.startPipelineExecution('a');
  engine.startPipelineExecution('b');
  engine.run(MIDNIGHT_MS + HOUR_MS);
  expect(seen(engine, 'first')).toEqual(['a STANDARD Succeeded', 'b STANDARD Failed']);
});

describe('an alarm', () => {
  const asked = (WaitTime?: string) => rule('CloudWatchAlarm', { AlarmName: 'errors', ...(WaitTime ? { WaitTime } : {}) });

  test.each([['0', 'Failed'], ['120', 'Succeeded']])('that fires on entry is given %s minutes to be quiet: %s', (minutes, status) => {
    const used = { ...beta, Actions: [...beta.Actions, action('use', { RunOrder: 2 })] };
    const engine = pipeline([used, { ...last, BeforeEntry: condition('FAIL', asked(minutes)) }], { deployed, outages: [errors(0, 1)] });
    engine.startPipelineExecution('a');
    engine.run(MIDNIGHT_MS + 9 * HOUR_MS);
    expect(seen(engine, 'last')).toEqual([`a STANDARD ${status}`]);
  });

  test.each([['60', 'Succeeded'], ['180', 'Failed']])('that fires after two hours fails a bake of more, and not one of %s minutes: %s', (minutes, status) => {
    const engine = pipeline([{ ...beta, OnSuccess: condition('FAIL', asked(minutes)) }], { deployed, outages: [errors(2, 3)] });
    engine.startPipelineExecution('a');
    engine.run(MIDNIGHT_MS + 9 * HOUR_MS);
    expect(seen(engine, 'beta')).toEqual([`a STANDARD ${status}`]);
  });

  test.each([[true, 'ROLLBACK Succeeded'], [false, 'STANDARD Failed']])('on failure engages the result when it fires: %s', (fires, end) => {
    const engine = pipeline([{ ...beta, Actions: [...beta.Actions, action('verify', { RunOrder: 2 })], OnFailure: condition('ROLLBACK', asked()) }],
      { deployed, failedJobs: [{ job: 'verify', release: 'b' }], outages: fires ? [errors(0, 1)] : [] });
    engine.startPipelineExecution('a');
    engine.startPipelineExecution('b');
    engine.run(MIDNIGHT_MS + 9 * HOUR_MS);
    expect(seen(engine, 'beta').at(-1)).toBe(fires ? `a ${end}` : `b ${end}`);
  });

  test.each([[false, 'Failed'], [true, 'Succeeded']])('that does not exist: passes %s, so %s', (missingAlarmPasses, status) => {
    const engine = pipeline([{ ...last, BeforeEntry: condition('FAIL', asked()) }], { unknowns: { missingAlarmPasses } });
    engine.startPipelineExecution('a');
    engine.run(MIDNIGHT_MS + HOUR_MS);
    expect(seen(engine, 'last')).toEqual([`a STANDARD ${status}`]);
  });
});

describe('a condition that has failed can be overridden', () => {
  const closed = condition('FAIL', rule('VariableCheck', { Variable: 'a', Operator: 'EQ', Value: 'b' }));

  test.each([['BeforeEntry', 'BEFORE_ENTRY', 1], ['OnSuccess', 'ON_SUCCESS', 1]] as const)('%s: the stage goes on from there', (place, name, runs) => {
    const onCall = whenever('first', 'FAILED', ({ execution }, controls) => controls.after(1_000, () => controls.overrideStageCondition('first', execution.id, name)));
    const engine = pipeline([{ Name: 'first', Actions: [action('act')], [place]: closed }, last], { actors: [onCall] });
    engine.startPipelineExecution('a');
    engine.run(MIDNIGHT_MS + HOUR_MS);
    expect(seen(engine, 'last')).toEqual(['a STANDARD Succeeded']);
    expect(engine.record.filter(({ action: of, state }) => of === 'act' && state === 'STARTED')).toHaveLength(runs);
  });

  test('but not when another has entered since, nor another condition', () => {
    const engine = pipeline([{ Name: 'first', Actions: [action('act')], BeforeEntry: closed }]);
    const { id } = engine.startPipelineExecution('a');
    engine.run(MIDNIGHT_MS + HOUR_MS);
    expect(engine.overrideStageCondition('first', id, 'ON_SUCCESS')).toBe(false);
    engine.startPipelineExecution('b');
    engine.run(MIDNIGHT_MS + 2 * HOUR_MS);
    expect(engine.overrideStageCondition('first', id, 'BEFORE_ENTRY')).toBe(false);
  });
});

test.each([
  ['a result that its place does not take', { BeforeEntry: condition('ROLLBACK', rule('Commands')) }],
  ['a rule that does not exist', { BeforeEntry: condition('FAIL', rule('Calendar')) }],
  ['two conditions in one place', { BeforeEntry: { Conditions: [1, 2].map(() => condition('FAIL', rule('Commands')).Conditions[0]) } }],
  ['no rule', { BeforeEntry: condition('FAIL') }],
])('fails when a stage has %s', (_, wrong) => {
  expect(() => pipeline([{ ...last, ...wrong }])).toThrow(/^(last has|there is no rule)/);
});
