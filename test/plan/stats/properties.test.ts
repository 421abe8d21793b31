import * as fc from 'fast-check';
import { binomialProbability, binomialTail } from '../../../src/plan/stats/binomial';
import { power, requiredRequests } from '../../../src/plan/stats/fixed-window';
import { alarmProbability, anyOf, crossingProbability } from '../../../src/plan/stats/looks';
import { normalQuantile, normalTail } from '../../../src/plan/stats/normal';
import type { SequentialTest } from '../../../src/plan/stats/sequential';
import { conditionalTest, evidence, sequentialTest } from '../../../src/plan/stats/sequential';
import { expectSame } from './relative';

const ratio = fc.double({ min: 1e-6, max: 0.999, noNaN: true });

test('tails are sums of probabilities', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 80 }), ratio, fc.integer({ min: 0, max: 80 }), (n, p, k) => {
    let sum = 0;
    for (let i = n; i >= k; i--) sum += binomialProbability(i, n, p);
    if (k <= n) expectSame(binomialTail(k, n, p), k === 0 ? 1 : sum, 1e-10);
    else expect(binomialTail(k, n, p)).toBe(0);
  }));
});

test('the normal quantile is the inverse of the tail', () => {
  fc.assert(fc.property(fc.double({ min: -300, max: -0.01, noNaN: true }), (exponent) => {
    expectSame(normalTail(normalQuantile(10 ** exponent)), 10 ** exponent, 1e-11);
  }));
});

test('no smaller number of requests than the required one is enough', () => {
  const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const windows = fc.record({ baselineRatio: between(0, 0.2), rise: between(0.1, 0.5), falseAlarm: between(0.001, 0.2) });
  fc.assert(fc.property(windows, between(0.3, 0.95), ({ baselineRatio, rise, falseAlarm }, leastPower) => {
    const window = { baselineRatio, badRatio: baselineRatio + rise, falseAlarm };
    const requests = requiredRequests(window, leastPower);
    expect(power(window, requests)).toBeGreaterThanOrEqual(leastPower);
    for (let fewer = 1; fewer < requests; fewer++) expect(power(window, fewer)).toBeLessThan(leastPower);
  }), { numRuns: 60 });
});

test('a version no worse than the baseline can not be told from it', () => {
  expect(requiredRequests({ baselineRatio: 0.01, badRatio: 0.01, falseAlarm: 0.05 }, 0.8)).toBe(Infinity);
});

test('one look is the plain test, and more looks stop more', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 6 }), ratio, (n, errors, p) => {
    expectSame(crossingProbability(n, [errors], p), binomialTail(errors, n, p), 1e-9);
    expect(crossingProbability(n, [errors, errors], p)).toBeGreaterThanOrEqual(binomialTail(errors, n, p) * (1 - 1e-12));
    // with one bound for all looks only the last one counts
    expectSame(crossingProbability(n, [errors, errors, errors], p), binomialTail(errors, 3 * n, p), 1e-9);
  }));
});

test('an alarm on one data point fires when any is over the bound', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), ratio, (periods, q) => {
    expectSame(alarmProbability({ toFail: 1, observed: 1 }, periods, q), anyOf(new Array<number>(periods).fill(q)));
  }));
});

/** The exact probability that a test is stopped within so many requests, looked at after each. */
function stopped(test: SequentialTest, hitRatio: number, requests: number): { stopped: number; passed: number } {
  let going = new Map<number, number>([[0, 1]]);
  let [stop, pass] = [0, 0];
  for (let n = 1; n <= requests; n++) {
    const next = new Map<number, number>();
    for (const [hits, probability] of going) {
      for (const [more, p] of [[1, hitRatio], [0, 1 - hitRatio]]) {
        const sum = evidence(test, hits + more, n - hits - more);
        if (sum >= test.stopAt) stop += probability * p;
        else if (sum <= test.passAt) pass += probability * p;
        else next.set(hits + more, (next.get(hits + more) ?? 0) + probability * p);
      }
    }
    going = next;
  }
  return { stopped: stop, passed: pass };
}

test('a sequential test keeps its risks however often it is looked at', () => {
  const risks = { falseAlarm: 0.05, miss: 0.2 };
  const test = sequentialTest(0.01, 0.06, risks);
  // Wald's bounds: alpha / (1 - beta) and beta / (1 - alpha)
  expect(stopped(test, 0.01, 2000).stopped).toBeLessThanOrEqual(risks.falseAlarm / (1 - risks.miss));
  expect(stopped(test, 0.06, 2000).passed).toBeLessThanOrEqual(risks.miss / (1 - risks.falseAlarm));
  expect(stopped(test, 0.06, 2000).stopped).toBeGreaterThan(1 - risks.miss - 0.05);
});

test('the conditional test sees a canary with its own share of the errors as healthy', () => {
  const test = conditionalTest(0.1, 3, { falseAlarm: 0.01, miss: 0.1 });
  expect(stopped(test, 0.1, 500).stopped).toBeLessThanOrEqual(0.01 / 0.9);
  expect(stopped(test, 0.3 / 1.2, 500).stopped).toBeGreaterThan(0.85);
});
