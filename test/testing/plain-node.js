// what a team writes that has Node's own test runner and nothing else; `release-assertions.test.ts` runs it with the compiled library
const { test } = require('node:test');
const { RootConstruct } = require('constructs');
const { Duration, Environment, Fault, Rehearsal, ReleasePipeline, RollbackTrigger, Scenario, Signal, Tier, Traffic, TrafficShift } = require('spillway');
const { assertHarmsAtMost, assertHasNoProblems, assertReleased, assertRollsBack } = require('spillway/testing');

const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
  service: 'shop', traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }))],
});
pipeline.addWave('prod', {
  environments: [new Environment('prod', { tier: Tier.PRODUCTION })],
  trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
  bakeTime: Duration.hours(1),
});
const play = (...faults) => Rehearsal.of(pipeline).play(Scenario.of('story', { faults }));
const broken = play(Fault.errors({ ratio: 0.2 }));

test('nothing is wrong with the declaration', () => assertHasNoProblems(pipeline));
test('a healthy release goes through', () => assertReleased(play(), { within: Duration.hours(2) }));
test('a broken one is gone soon', () => assertRollsBack(broken, { within: Duration.minutes(10) }));
test('it harms nobody', () => assertHarmsAtMost(broken, 0));
