/** The rehearsal: `rehearsal WAVES [RELEASES]`. Each release goes through six moves and a bake in each wave. */
import { RootConstruct } from 'constructs';
import { Duration, Environment, Gate, Outcome, Plan, Rehearsal, ReleasePipeline, RollbackTrigger, Scenario, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import { mark, numbers, report } from './harness';

const [waves, releases = 10_000] = numbers;
const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
  service: 'shop',
  traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.0005 }),
  rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))],
});
for (let wave = 1; wave <= waves; wave++) {
  pipeline.addWave(`wave-${wave}`, {
    environments: [new Environment(`env-${wave}`, { tier: Tier.PRODUCTION })],
    gates: [Gate.approval({ group: 'releasers' })],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(1),
  });
}
const rehearsal = Rehearsal.ofPlan(Plan.of(pipeline));
mark('declare');
const played = rehearsal.many({ releases, answerTime: Duration.minutes(5) });
mark('many');
const timeline = rehearsal.play(Scenario.of('good build'));
mark('play');
// a deployment, five steps and a bake
const released = timeline.outcome === Outcome.RELEASED ? 1 : 0;
report(() => ({ waves, releases: played.releases, events: releases * waves * 7, records: timeline.events.length, released }));
