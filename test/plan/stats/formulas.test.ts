import { alwaysValidP, mixtureLikelihood } from '../../../src/plan/stats/always-valid';
import { comparedRequests, shareOfErrorsScore } from '../../../src/plan/stats/control-group';
import { dilutedRatio, visibleRatio } from '../../../src/plan/stats/dilution';
import { power, requiredRequests } from '../../../src/plan/stats/fixed-window';
import { budgetShare, harmedRequests } from '../../../src/plan/stats/harm';
import { gateProbability } from '../../../src/plan/stats/looks';
import { slowRatio } from '../../../src/plan/stats/percentile';
import { rankedPoints } from '../../../src/plan/stats/ranks';
import { conditionalTest, evidence, expectedRequests, sequentialTest } from '../../../src/plan/stats/sequential';
import { effectiveRequests, ratioWithoutErrors, splitMismatch } from '../../../src/plan/stats/validity';

const MINUTE_MS = 60_000;

test('dilution: a one percent canary cannot fire a fast burn alarm of the whole service in 15 minutes', () => {
  const alarm = { objectiveRatio: 0.999, burnRate: 14.4, windowMs: 60 * MINUTE_MS, stepMs: 15 * MINUTE_MS };
  expect(visibleRatio({ ...alarm, weight: 0.01 })).toBeCloseTo(5.76, 10);
  expect(visibleRatio({ ...alarm, weight: 0.25, stepMs: 60 * MINUTE_MS })).toBeCloseTo(0.0576, 10);
  expect(visibleRatio({ ...alarm, weight: 0.25, stepMs: 600 * MINUTE_MS })).toBeCloseTo(0.0576, 10);
  expect(dilutedRatio(0.1, 0.5, 0.001)).toBeCloseTo(0.0509, 12);
});

test('power: five minutes of one percent see a rise of half a point about every other time', () => {
  expect(power({ baselineRatio: 0.001, badRatio: 0.006, falseAlarm: 0.05 }, 300)).toBeCloseTo(0.54, 2);
  expect(power({ baselineRatio: 0.005, badRatio: 0.01, falseAlarm: 0.05 }, 300)).toBeCloseTo(0.18, 2);
});

test('two proportions with an unequal split', () => {
  expect(comparedRequests({ weight: 0.01, baselineRatio: 0.005, badRatio: 0.01, falseAlarm: 0.05, miss: 0.2 })).toBeCloseTo(1618, -1);
});

test('share of errors as a score', () => {
  expect(shareOfErrorsScore({ canary: 30, control: 70 }, 0.1)).toBeCloseTo(20 / 3, 12);
  expect(shareOfErrorsScore({ canary: 0, control: 0 }, 0.1)).toBe(0);
});

describe('sequential test', () => {
  const risks = { falseAlarm: 0.05, miss: 0.2 };
  const test001 = sequentialTest(0.001, 0.006, risks);

  test('is a line with two bounds', () => {
    expect(test001.hitWeight).toBeCloseTo(1.791759, 6);
    expect(test001.otherWeight).toBeCloseTo(-0.0050176, 7);
    expect(test001.stopAt).toBeCloseTo(2.7726, 4);
    expect(test001.passAt).toBeCloseTo(-1.5581, 4);
  });

  test('stops a version that always fails after two errors', () => {
    expect(evidence(test001, 1, 0)).toBeLessThan(test001.stopAt);
    expect(evidence(test001, 2, 0)).toBeGreaterThan(test001.stopAt);
  });

  test('counts errors that come in groups of five as one', () => {
    expect(evidence(test001, 10, 100, 5)).toBeCloseTo(evidence(test001, 2, 20), 12);
  });

  test('needs fewer requests than a fixed window', () => {
    const expected = expectedRequests(test001, 0.006, risks);
    expect(expected).toBeGreaterThan(300);
    expect(expected).toBeLessThan(requiredRequests({ baselineRatio: 0.001, badRatio: 0.006, falseAlarm: 0.05 }, 0.8));
  });

  test('tells the share of errors a canary has when it is three times as bad', () => {
    const { hitWeight, otherWeight } = conditionalTest(0.1, 3, risks);
    expect(hitWeight).toBeCloseTo(Math.log(0.25 / 0.1), 12);
    expect(otherWeight).toBeCloseTo(Math.log(0.75 / 0.9), 12);
  });
});

test('always valid p: falls with evidence and never rises', () => {
  expect(mixtureLikelihood({ count: 0, mean: 0, variance: 1 }, 0, 1)).toBe(1);
  const likelihood = mixtureLikelihood({ count: 100, mean: 0.5, variance: 1 }, 0, 1);
  expect(likelihood).toBeCloseTo(Math.sqrt(1 / 101) * Math.exp(10_000 * 0.25 / 202), 6);
  const p = alwaysValidP(1, likelihood);
  expect(p).toBeCloseTo(1 / likelihood, 12);
  expect(alwaysValidP(p, 0.5)).toBe(p);
  expect(alwaysValidP(1, 0.5)).toBe(1);
});

test('ranks: fifty points a side see a superiority of 0.69', () => {
  expect(rankedPoints(0.69, 0.5, 0.02, 0.2)).toBeGreaterThan(80);
  expect(rankedPoints(0.69, 0.5, 0.02, 0.2)).toBeLessThan(100);
});

test('percentile: twice as many slow requests need 910', () => {
  const baselineRatio = slowRatio(99);
  expect(requiredRequests({ baselineRatio, badRatio: 0.02, falseAlarm: 0.05 }, 0.8)).toBeCloseTo(910, -1.3);
});

test('many metrics: five with ten measurements each stop two healthy releases of five', () => {
  expect(gateProbability({ count: 10, failuresForgiven: 0, metrics: 5 }, 0.01)).toBeCloseTo(0.395, 3);
  expect(gateProbability({ count: 10, failuresForgiven: 3, metrics: 5 }, 0.01)).toBeLessThan(1e-4);
});

test('harm: what is detected ends there, and the rest is what the steps expose', () => {
  const steps = [{ weight: 0.01, minutes: 5 }, { weight: 0.1, minutes: 10 }, { weight: 0.5, minutes: 10 }]
    .map(({ weight, minutes }) => ({ weight, holdMs: minutes * MINUTE_MS, detectionMs: Infinity }));
  expect(harmedRequests(steps, 100, 0.005)).toBeCloseTo(1.5 + 30 + 150, 9);
  expect(harmedRequests([steps[0], { ...steps[1], detectionMs: 2 * MINUTE_MS }, steps[2]], 100, 0.005)).toBeCloseTo(1.5 + 6, 9);
  expect(budgetShare(2592, 0.999, 100, 30 * 86_400_000)).toBeCloseTo(0.01, 12);
});

test('validity: groups count once, a split that is off is improbable, no error proves little', () => {
  expect(effectiveRequests(500, 5)).toBe(100);
  expect(splitMismatch(0, 0, 0.1)).toBe(1);
  expect(splitMismatch(15_000, 100_000, 0.1)).toBeLessThan(1e-100);
  expect(ratioWithoutErrors(3000, 0.05)).toBeCloseTo(0.001, 5);
  expect(ratioWithoutErrors(0, 0.05)).toBe(1);
});
