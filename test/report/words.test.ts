import { Duration, Freeze, Signal, TrafficShift } from 'spillway';
import type { PlannedGate } from '../../src/plan/document';
import { durationSymbols } from '../../src/private/duration-text';
import { gateWords } from '../../src/report/words/gate';
import { percentWords } from '../../src/report/words/percent';
import { shiftWords } from '../../src/report/words/shift';
import { signalWords } from '../../src/report/words/signal';
import { freezeWords } from '../../src/report/words/span';

test.each([
  [0, '0 s'], [1, '1 ms'], [90_000, '1 min 30 s'], [900_000, '15 min'], [12 * 3_600_000, '12 h'], [7 * 86_400_000, '7 d'], [129_600_000, '1 d 12 h'], [NaN, 'NaN ms'],
])('%d ms is %s', (ms, words) => {
  expect(durationSymbols(ms)).toBe(words);
});

test('a percentage has no noise of binary fractions', () => {
  expect(percentWords(0.07)).toBe('7 %');
  expect(percentWords(0.999)).toBe('99.9 %');
});

test.each<[string, PlannedGate]>([
  ['approval by managers, not the author, within 7 d', { id: 'approval-1', kind: 'approval', group: 'managers', quorum: 1, excludeAuthor: true, timeoutMs: 604_800_000 }],
  ['approval by 2 of managers, within 1 h', { id: 'approval-1', kind: 'approval', group: 'managers', quorum: 2, excludeAuthor: false, timeoutMs: 3_600_000 }],
  ['error-ratio, latency quiet', { id: 'quiet-1', kind: 'quiet', signals: ['error-ratio', 'latency'] }],
  ['check smoke', { id: 'check-1', kind: 'check', job: { name: 'smoke', commands: [], image: '', timeoutMs: 1 } }],
  ['evidence: sbom, tests', { id: 'evidence-1', kind: 'evidence', evidence: ['sbom', 'tests'] }],
  ['10 % of the error budget of 99.9 % in 30 d', { id: 'budget-1', kind: 'budget', objectiveRatio: 0.999, windowMs: 30 * 86_400_000, remainingAtLeastRatio: 0.1 }],
  ['change in jira approved or standard', { id: 'change-1', kind: 'change', system: 'jira', states: ['approved', 'standard'] }],
  ['payments ^2 in prod', { id: 'dependsOn-1', kind: 'dependsOn', service: 'payments', versions: '^2', environment: 'prod' }],
])('a gate is %s', (words, gate) => {
  expect(gateWords(gate)).toBe(words);
});

test.each<[TrafficShift, string[]]>([
  [TrafficShift.allAtOnce(), ['all at once']],
  [TrafficShift.rolling(), ['rolling, at most 33 % out']],
  [TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }), ['10 % for 15 min', '100 %']],
  [TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }), ['20 % more every 10 min']],
  [TrafficShift.linear({ percent: 50, every: Duration.minutes(10) }), ['50 % for 10 min', '100 %']],
  [TrafficShift.steps({ percent: 1, hold: Duration.minutes(5) }, { percent: 30, hold: Duration.hours(1) }), ['1 % for 5 min', '30 % for 1 h', '100 %']],
  [TrafficShift.blueGreen(), ['blue/green switch', 'old copy kept for 1 h']],
  [TrafficShift.blueGreen({ preview: Duration.minutes(5) }), ['preview for 5 min', 'blue/green switch', 'old copy kept for 1 h']],
  [TrafficShift.flag({ flag: 'cart', steps: [{ percent: 5, hold: Duration.hours(2) }] }), ['flag cart:', '5 % for 2 h', '100 %']],
])('a shift is told step by step: %#', (shift, words) => {
  expect(shiftWords(shift._spec())).toEqual(words);
});

test('a signal says when it fails', () => {
  const signal = Signal.latency({ percentile: 99, atMost: Duration.millis(400), datapointsToFail: 2, datapointsObserved: 5 });
  expect(signalWords(signal._spec()))
    .toBe('latency-p99: p99 at most 400 ms, fails with 2 of 5 points of 1 min; measures the new version; no data holds');
});

test('a signal says how many requests it takes', () => {
  const signal = Signal.errorRatio({ atMost: 0.01, minimumRequests: 100 });
  expect(signalWords(signal._spec()))
    .toBe('error-ratio: at most 1 % of requests fail, fails with 3 of 3 points of 1 min that count at least 100 requests together; measures the new version; no data holds');
});

test('a freeze says when it holds, whom, why and who can lift it', () => {
  const span = { owner: 'ops', reason: 'stocktaking', timeZone: 'Europe/Zurich' };
  expect(freezeWords(Freeze.dated('stock', { ...span, from: '2026-12-18T18:00', to: '2026-12-20T06:00' })._spec()))
    .toBe('stock: 2026-12-18 18:00 to 2026-12-20 06:00 Europe/Zurich; production; stocktaking (ops)');
});
