import { Duration, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { percentText } from '../../../src/plan/check/percent-text';
import { power } from '../../../src/plan/check/power';
import { durationText } from '../../../src/private/duration-text';
import { soundPlan } from '../../support/sound-plan';
import { printed } from '../stats/golden.json';

/* What SciPy computes for a step, and the first levers that are enough when all are tried one by one: tools/golden-statistics.py. */

test.each(printed)('$percent % of $requestsPerSecond requests a second for $minutes minutes: printed to the digit as computed elsewhere', (step) => {
  const { requestsPerSecond, percent, minutes, atMost, detect, toFail, observed, clusteringFactor } = step;
  const signal = Signal.errorRatio({ atMost, detect, datapointsToFail: toFail, datapointsObserved: observed });
  const [problem, ...more] = power(soundPlan(
    { traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001, clusteringFactor }), rollbackOn: [RollbackTrigger.signal(signal)] },
    { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }) },
  ));
  expect(more).toEqual([]);
  expect(problem.got).toMatch(`${percentText(step.power)} for ${percentText(detect)} errors, with ${percent} % of the traffic for ${durationText(minutes * 60_000)}`);
  expect(problem.remedies).toEqual([
    `hold the step for ${durationText(step.longerMinutes * 60_000)}`,
    `give it ${step.largerPercent} % of the traffic`,
    `declare ${percentText(step.largerRatio)} errors as what it has to detect`,
  ]);
});
