import type { Construct } from 'constructs';
import { Day, DeploymentWindow, Duration, Environment, Gate, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';

export const beta = new Environment('beta', { tier: Tier.TEST });
export const oneBox = new Environment('one-box', { tier: Tier.PRODUCTION });
export const prodEu = new Environment('prod-eu', { tier: Tier.PRODUCTION });
export const prodUs = new Environment('prod-us', { tier: Tier.PRODUCTION });

const errors = Signal.errorRatio({ atMost: 0.01 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(500) });
const officeHours = DeploymentWindow.weekly('office-hours', {
  days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich',
});

/** How orders are released, wherever they run. */
export function ordersPipeline(scope: Construct): ReleasePipeline {
  const pipeline = new ReleasePipeline(scope, 'Orders', {
    service: 'orders',
    traffic: Traffic.of({ requestsPerSecond: 150, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)],
  });
  pipeline.addWave('beta', { environments: [beta], bakeTime: Duration.minutes(10) });
  pipeline.addWave('one-box', {
    environments: [oneBox],
    gates: [Gate.approval({ group: 'release-managers' }), Gate.window(officeHours)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
    bakeTime: Duration.hours(1),
  });
  pipeline.addWave('prod', {
    environments: [prodEu, prodUs],
    gates: [Gate.window(officeHours), Gate.quiet(errors, latency)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(12),
  });
  return pipeline;
}
