import { k8s } from 'spillway';
import type { SignalSpec } from '../../../src/model/spec';

interface Read {
  readonly signal: SignalSpec;
  readonly notes: string[];
}

/** The signal that a metric of somebody else's analysis is read as, and what is told of it. */
function read(metric: object, provider: object = { prometheus: { address: 'http://p', query: 'up' } }): Read {
  const template = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'health' }, spec: { metrics: [{ name: 'health', interval: '1m', count: 5, provider, ...metric }] } };
  const steps = [{ setWeight: 20 }, { analysis: { templates: [{ templateName: 'health' }] } }];
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: { progressDeadlineAbort: true, strategy: { canary: { steps } } } };
  const { plans: [plan], notes } = k8s.ManifestReading.of({ 'web.json': JSON.stringify(rollout), 'health.json': JSON.stringify(template) });
  return { signal: plan._document.signals[0], notes: notes.filter(({ path }) => path !== '').map(({ text }) => text) };
}

const PASSES = 'passes without data, which no signal does; read as one that holds';
const known = 'len(result) > 0 && !isNaN(result[0])';

describe('what no data is to a metric that somebody else has written', () => {
  test.each([
    ['an error, which gives the release up after a few: nobody asks', { successCondition: 'result[0] < 5' }, 'fail'],
    ['an error in one of two conditions', { successCondition: `${known} && result[0] < 5`, failureCondition: 'result[0] >= 5' }, 'fail'],
    ['a failure, since it is no success', { successCondition: `${known} && result[0] < 5` }, 'fail'],
    ['a failure by its own condition', { successCondition: `${known} && result[0] < 5`, failureCondition: 'len(result) == 0 || result[0] >= 5' }, 'fail'],
    ['inconclusive where neither condition holds', { successCondition: `${known} && result[0] < 5`, failureCondition: `${known} && result[0] >= 5` }, 'hold'],
  ])('%s', (_, conditions, noData) => {
    const { signal, notes } = read(conditions);
    expect(signal.noData).toBe(noData);
    expect(notes).not.toContain(PASSES);
  });

  test.each([
    ['the success takes it', { successCondition: 'len(result) == 0 || result[0] < 5' }],
    ['it is no failure', { failureCondition: `${known} && result[0] >= 5` }],
    ['nothing is asked', {}],
  ])('a success is told: %s', (_, conditions) => {
    const { signal, notes } = read(conditions);
    expect(signal.noData).toBe('hold');
    expect(notes).toContain(PASSES);
  });

  test('of another provider it is an error', () => {
    expect(read({ successCondition: 'result < 5' }, { datadog: { query: 'avg:errors' } }).signal.noData).toBe('fail');
  });
});

test.each([
  [{ successCondition: `${known} && result[0] < 5` }, 'atMost', 5],
  [{ successCondition: 'result[0] >= 0.99' }, 'atLeast', 0.99],
  [{ failureCondition: 'result[0] > 5' }, 'atMost', 5],
  [{ failureCondition: 'result[0] <= 0.5' }, 'atLeast', 0.5],
])('the bound is that of the one condition that has one: %j', (conditions, comparison, bound) => {
  expect(read(conditions).signal.measure).toMatchObject({ comparison, bound });
});

test('as many failures as are allowed are no verdict, and one more is', () => {
  expect(read({ successCondition: 'result[0] < 5', failureLimit: 2 }).signal).toMatchObject({ datapointsToFail: 3, datapointsObserved: 5, periodMs: 60_000 });
  expect(read({ successCondition: 'result[0] < 5' }).signal).toMatchObject({ datapointsToFail: 1 });
});
