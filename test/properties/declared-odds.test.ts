import { Duration, Fault, Rehearsal, RollbackTrigger, Scenario, Signal, Traffic, TrafficShift } from 'spillway';
import type { SequentialMeasure, TrafficSpec } from '../../src/model/spec';
import { percentText } from '../../src/plan/check/percent-text';
import { judgingSignals, stops, watchedSteps } from '../../src/plan/check/watching';
import type { PlanDocument } from '../../src/plan/document';
import { Plan } from '../../src/plan/plan';
import { testBeside } from '../../src/plan/sequential-signal';
import { evidence } from '../../src/plan/stats/sequential';
import { Random } from '../../src/rehearsal/random';
import { binomialInterval } from '../support/binomial-interval';
import { testPlan } from '../support/sound-plan';

/** A rate that is further off is a surprise of one in a thousand. */
const RISK = 0.001;
const PLAYS = 1_000;

/** A release that is watched in its steps alone. */
function stepsOnly(trafficShift: TrafficShift, signal: Signal, traffic: Traffic): PlanDocument {
  return testPlan({ traffic, rollbackOn: [RollbackTrigger.signal(signal)] }, { trafficShift, bakeTime: undefined });
}

/** In how many of the plays a version that fails with the given ratio is rolled back. */
function rolledBack(plan: PlanDocument, ratio: number): number {
  const { errorRatio } = plan.traffic!;
  const faults = ratio > errorRatio ? [Fault.errors({ ratio: (ratio - errorRatio) / (1 - errorRatio) })] : [];
  const rehearsal = Rehearsal.ofPlan(Plan._of(plan));
  const seeds = Array.from({ length: PLAYS }, (_, i) => i + 1);
  return seeds.filter((seed) => rehearsal.play(Scenario.of('one of many', { faults, seed })).outcome === 'rolledBack').length;
}

function computed(plan: PlanDocument, ratio: number): number {
  const [wave] = plan.waves;
  const [signal] = judgingSignals(plan, wave);
  const [step] = watchedSteps(wave);
  return stops(signal, plan.traffic as TrafficSpec, step, ratio);
}

const rate = (requestsPerSecond: number, errorRatio = 0.001, clusteringFactor?: number) => Traffic.of({ requestsPerSecond, errorRatio, clusteringFactor });
const minutes = Duration.minutes;
const ratioOf = (atMost: number, datapointsToFail: number) => Signal.errorRatio({ atMost, detect: 0.01, datapointsToFail });
const canary = (percent: number, hold: number) => TrafficShift.canary({ percent, hold: minutes(hold) });
const designed = TrafficShift.designed({ maxHarmedRequests: 5_000, within: Duration.hours(1) });

describe.each<[string, PlanDocument, number]>([
  ['a designed step, for what it is designed to notice', stepsOnly(designed, ratioOf(0.005, 3), rate(100)), 0.01],
  ['a designed step, for a healthy version', stepsOnly(designed, ratioOf(0.005, 3), rate(100)), 0.001],
  ['a declared step, for what its signal must detect', stepsOnly(canary(5, 10), ratioOf(0.005, 3), rate(20)), 0.01],
  ['a declared step with a hasty signal, for a healthy version', stepsOnly(canary(5, 10), ratioOf(0.005, 1), rate(100)), 0.001],
  ['errors in groups of five', stepsOnly(canary(10, 10), ratioOf(0.005, 2), rate(100, 0.001, 5)), 0.01],
  ['a sequential signal, for what it must detect', stepsOnly(canary(10, 12), Signal.sequential({ detect: 0.006 }), rate(10)), 0.006],
  ['a sequential signal, for a healthy version', stepsOnly(canary(10, 30), Signal.sequential({ detect: 0.006, falseAlarm: 0.2 }), rate(20)), 0.001],
  ['a sequential signal and errors in groups of five', stepsOnly(canary(10, 12), Signal.sequential({ detect: 0.006 }), rate(50, 0.001, 5)), 0.006],
])('%s', (_, plan, ratio) => {
  const expected = computed(plan, ratio);

  test(`is stopped as often as computed, ${percentText(expected)}: ${PLAYS} plays, seeds 1 to ${PLAYS}`, () => {
    const [least, most] = binomialInterval(rolledBack(plan, ratio), PLAYS, RISK);
    expect(expected).toBeGreaterThanOrEqual(least);
    expect(expected).toBeLessThanOrEqual(most);
  });
});

test('fails when the computed rate is that of a signal which takes one data point more', () => {
  const [played, other] = [1, 2].map((points) => stepsOnly(canary(5, 10), ratioOf(0.005, points), rate(20)));
  const [least] = binomialInterval(rolledBack(played, 0.005), PLAYS, RISK);
  expect(computed(played, 0.005)).toBeGreaterThanOrEqual(least);
  expect(computed(other, 0.005)).toBeLessThan(least);
});

test('many bad releases that are only counted, 10 000 with seed 1, are stopped as often as computed', () => {
  const plan = stepsOnly(canary(5, 10), ratioOf(0.005, 3), rate(20));
  const { rolledBackRatio, releases } = Rehearsal.ofPlan(Plan._of(plan)).many({ releases: 10_000, seed: 1, brokenRatio: 1, failingRatio: 0.009 });
  const [least, most] = binomialInterval(Math.round(rolledBackRatio * releases), releases, RISK);
  const expected = computed(plan, 0.001 + 0.999 * 0.009);
  expect(expected).toBeGreaterThanOrEqual(least);
  expect(expected).toBeLessThanOrEqual(most);
});

const VERSIONS = 2_000;

describe(`a healthy version of which a step of 10 % gets 15 % of the requests, ${VERSIONS} of them with seed 5`, () => {
  const [signal] = testPlan({ rollbackOn: [RollbackTrigger.signal(Signal.sequential({ detect: 0.003, falseAlarm: 0.05 }))] }).signals;
  const measure = signal.measure as SequentialMeasure;

  /** How many are stopped in an hour that is looked at each minute, 100 requests a second. */
  function stopped(weightOf: (version: number, all: number) => number): number {
    const random = new Random(5);
    return Array.from({ length: VERSIONS }, () => {
      const errors = { version: 0, others: 0 };
      for (let minute = 1; minute <= 60; minute++) {
        errors.version += random.hits(900, 0.001);
        errors.others += random.hits(5_100, 0.001);
        const test = testBeside(measure, weightOf(900 * minute, 6_000 * minute));
        if (evidence(test, errors.version, errors.others) >= test.stopAt) return true;
      }
      return false;
    }).filter(Boolean).length;
  }

  test('is seldom stopped by the share that is measured', () => {
    expect(binomialInterval(stopped((version, all) => version / all), VERSIONS, RISK)[1]).toBeLessThan(0.06);
  });

  test('fails when the share of the step is believed: then it is stopped one time in four and more', () => {
    expect(binomialInterval(stopped(() => 0.1), VERSIONS, RISK)[0]).toBeGreaterThan(0.25);
  });
});
