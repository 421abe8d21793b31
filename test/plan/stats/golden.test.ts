import { binomialProbability, binomialTail } from '../../../src/plan/stats/binomial';
import { shareOfErrors } from '../../../src/plan/stats/control-group';
import { criticalErrors, power, requiredRequests } from '../../../src/plan/stats/fixed-window';
import { alarmProbability, gateProbability } from '../../../src/plan/stats/looks';
import { normalQuantile, normalTail } from '../../../src/plan/stats/normal';
import { ratioWithoutErrors, splitMismatch } from '../../../src/plan/stats/validity';
import * as golden from './golden.json';
import { expectSame } from './relative';

/* What is computed here is what SciPy, an implementation of its own, computes: tools/golden-statistics.py asks it. */

test('binomial probabilities and tails, from one trial to a billion', () => {
  for (const [k, n, p, exact, tail] of golden.binomial) {
    expectSame(binomialProbability(k, n, p), exact);
    expectSame(binomialTail(k, n, p), tail);
  }
});

test('the normal tail', () => {
  for (const [z, tail] of golden.normal) expectSame(normalTail(z), tail, 1e-12);
});

test('the normal quantile', () => {
  for (const [tail, z] of golden.quantile) expectSame(normalQuantile(tail), z, 1e-12);
});

test('the requests a fixed window needs, found by trying all numbers', () => {
  for (const [baselineRatio, badRatio, falseAlarm, leastPower, requests, errors, reached] of golden.required) {
    const window = { baselineRatio, badRatio, falseAlarm };
    expect(requiredRequests(window, leastPower)).toBe(requests);
    expect(criticalErrors(window, requests)).toBe(errors);
    expectSame(power(window, requests), reached);
  }
});

test('an alarm on M of N data points, by all sequences of them', () => {
  for (const [toFail, observed, periods, overBound, probability] of golden.alarm) {
    expectSame(alarmProbability({ toFail, observed }, periods, overBound), probability);
  }
});

test('a gate of several metrics', () => {
  for (const [count, failuresForgiven, metrics, failing, probability] of golden.gate) {
    expectSame(gateProbability({ count, failuresForgiven, metrics }, failing), probability);
  }
});

test('a split that is not the declared one, by the chi-square test', () => {
  for (const [canary, all, weight, p] of golden.split) expectSame(splitMismatch(canary, all, weight), p);
});

test('a canary with more than its share of the errors', () => {
  for (const [canary, control, weight, p] of golden.share) expectSame(shareOfErrors({ canary, control }, weight), p);
});

test('the error ratio that no error leaves possible', () => {
  for (const [requests, risk, ratio] of golden.noError) expectSame(ratioWithoutErrors(requests, risk), ratio);
});
