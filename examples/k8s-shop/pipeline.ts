import type { Construct } from 'constructs';
import {
  Day, DeploymentWindow, Duration, Environment, Freeze, Gate, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift, Verification,
} from 'spillway';

export const beta = new Environment('beta', { tier: Tier.TEST });
export const staging = new Environment('staging', { tier: Tier.STAGING });
export const oneBox = new Environment('one-box', { tier: Tier.PRODUCTION });
export const prodEu = new Environment('prod-eu', { tier: Tier.PRODUCTION });
export const prodUs = new Environment('prod-us', { tier: Tier.PRODUCTION });

const errors = Signal.errorRatio({ atMost: 0.005 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });

const officeHours = DeploymentWindow.weekly('office-hours', {
  days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich',
});

const yearEnd = Freeze.yearly('year-end', {
  owner: 'release-managers', reason: 'the busiest weeks of the year', from: '12-18', to: '01-04', timeZone: 'Europe/Zurich',
});

/** How the shop is released. */
export function shopPipeline(scope: Construct): ReleasePipeline {
  const pipeline = new ReleasePipeline(scope, 'Shop', {
    service: 'shop',
    traffic: Traffic.of({ requestsPerSecond: 120, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)],
    freezes: [yearEnd],
  });
  pipeline.addWave('beta', {
    environments: [beta],
    bakeTime: Duration.minutes(10),
  });
  pipeline.addWave('staging', {
    environments: [staging],
    trafficShift: TrafficShift.blueGreen({ preview: Duration.minutes(5) }),
    verifications: [Verification.measurement({ name: 'steady', signal: latency, duration: Duration.minutes(10) })],
    bakeTime: Duration.minutes(30),
  });
  pipeline.addWave('one-box', {
    environments: [oneBox],
    gates: [Gate.quiet(errors, latency), Gate.approval({ group: 'release-managers' }), Gate.window(officeHours)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
    bakeTime: Duration.hours(1),
  });
  pipeline.addWave('prod', {
    environments: [prodEu, prodUs],
    gates: [Gate.quiet(errors, latency), Gate.window(officeHours)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(12),
  });
  return pipeline;
}
