import type { Construct } from 'constructs';
import { Day, DeploymentWindow, Duration, Gate, ReleasePipeline, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { beta, gamma, oneBox, prodEu, prodUs } from '../environments';

const errors = Signal.errorRatio({ atMost: 0.01 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(800) });
const officeHours = DeploymentWindow.weekly('office-hours', {
  days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich',
});

/** How the API of the shop is released. */
export function shopPipeline(scope: Construct): ReleasePipeline {
  const pipeline = new ReleasePipeline(scope, 'Shop', {
    service: 'shop',
    traffic: Traffic.of({ requestsPerSecond: 200, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)],
  });
  pipeline.addWave('beta', { environments: [beta], bakeTime: Duration.minutes(10) });
  pipeline.addWave('gamma', { environments: [gamma], bakeTime: Duration.minutes(30) });
  pipeline.addWave('one-box', {
    environments: [oneBox],
    gates: [Gate.approval({ group: 'release-managers', timeout: Duration.days(2) }), Gate.window(officeHours), Gate.quiet(errors)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) }),
    bakeTime: Duration.hours(1),
  });
  pipeline.addWave('prod', {
    environments: [prodEu, prodUs],
    gates: [Gate.window(officeHours), Gate.quiet(errors, latency)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(15) }),
    bakeTime: Duration.hours(12),
  });
  return pipeline;
}
