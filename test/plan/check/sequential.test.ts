import { Duration, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { falseAlarm } from '../../../src/plan/check/false-alarm';
import { levers, power } from '../../../src/plan/check/power';
import { judgingSignals, stops } from '../../../src/plan/check/watching';
import { signalWords } from '../../../src/report/words/signal';
import { found, soundPlan } from '../../support/sound-plan';

interface Canary {
  percent?: number;
  minutes?: number;
  requestsPerSecond?: number;
  clusteringFactor?: number;
  power?: number;
  falseAlarm?: number;
}

function canary({ percent = 1, minutes = 5, requestsPerSecond = 100, clusteringFactor, ...options }: Canary = {}) {
  const signal = Signal.sequential({ detect: 0.006, ...options });
  return soundPlan(
    { traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001, clusteringFactor }), rollbackOn: [RollbackTrigger.signal(signal)] },
    { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }) },
  );
}

test('fails when a step ends before the test does, and says how many requests that takes and what mends it', () => {
  const [problem, ...more] = power(canary());
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'SP2202', path: 'Shop/prod/shift', allowed: 'at least 80 %, for "sequential-error-ratio" to notice them' });
  expect(problem.got).toBe('19.1 % for 0.6 % errors, with 1 % of the traffic for 5 minutes; it takes 520 requests on average');
  expect(problem.remedies.map((remedy) => remedy.replace(/[\d.]+/, '#'))).toEqual([
    'hold the step for # minutes', 'give it # % of the traffic', 'declare # % errors as what it has to detect',
  ]);
});

test('each lever is enough by itself, and the next smaller one is not', () => {
  const plan = canary();
  const [signal] = judgingSignals(plan, plan.waves[0]);
  const step = { percent: 1, watchedMs: 300_000 };
  const { longerMs, percent, ratio } = levers(signal, plan.traffic!, step);
  const sure = (change: Partial<typeof step>, detectRatio = signal.detectRatio) =>
    stops({ ...signal, detectRatio }, plan.traffic!, { ...step, ...change }, detectRatio);
  expect(sure({ watchedMs: longerMs! })).toBeGreaterThanOrEqual(0.8);
  expect(sure({ watchedMs: longerMs! - 60_000 })).toBeLessThan(0.8);
  expect(sure({ percent: percent! })).toBeGreaterThanOrEqual(0.8);
  expect(sure({ percent: percent! - 0.1 })).toBeLessThan(0.8);
  expect(sure({}, ratio)).toBeGreaterThanOrEqual(0.8);
  expect(sure({}, ratio! - 0.001)).toBeLessThan(0.8);
});

test('a step that is long enough is fine, unless more is asked of it or the errors come in groups', () => {
  expect(power(canary({ minutes: 20 }))).toEqual([]);
  expect(found(power(canary({ minutes: 20, power: 0.999 })))).toEqual(['SP2202 Shop/prod/shift']);
  expect(found(power(canary({ minutes: 20, clusteringFactor: 5 })))).toEqual(['SP2202 Shop/prod/shift']);
});

test('is an error when it hardly ever notices', () => {
  expect(found(power(canary({ requestsPerSecond: 1 })))).toEqual(['SP2201 Shop/prod/shift']);
});

test('one that keeps to one false alarm in twenty stays within the budget of all', () => {
  expect(falseAlarm(canary({ minutes: 20 }))).toEqual([]);
});

test('fails when it is allowed more, and says how much less it must be', () => {
  const [problem] = falseAlarm(canary({ minutes: 60, falseAlarm: 0.4 }));
  expect(problem).toMatchObject({ code: 'SP2204', path: 'Shop/signals/sequential-error-ratio' });
  expect(problem.remedies).toEqual([expect.stringMatching(/^give "sequential-error-ratio" a falseAlarm of 0\.0\d+$/)]);
});

test('says in words when it fails', () => {
  expect(signalWords(canary().signals[0])).toBe('sequential-error-ratio: 0.1 % of requests fail and not 0.6 %, at 5 % false alarms, fails when the requests of the last 1 h say so, '
    + 'looked at every 1 min; measures the new version; no data holds');
});
