import type { Construct } from 'constructs';
import {
  Day, DeploymentWindow, Duration, ExpeditedPath, Freeze, Gate, NoData, ReleasePipeline, ReleaseType, RollbackScope, RollbackTrigger, Signal, Traffic,
  TrafficShift, Verification,
} from 'spillway';
import { beta, prodEu, prodUs } from '../environments';

// a verdict takes 500 requests
const errors = Signal.errorRatio({ atMost: 0.01, minimumRequests: 500 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(700), minimumRequests: 500 });
// a robot buys something every five minutes
const purchase = Signal.synthetic({ probe: 'purchase', period: Duration.minutes(5), atLeastSuccessPercent: 90, noData: NoData.FAIL });

const everywhere = { scope: RollbackScope.PROMOTED };

const days = [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY];
const europe = DeploymentWindow.weekly('europe', { days, from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' });
const america = DeploymentWindow.weekly('america', { days, from: '09:00', to: '15:00', timeZone: 'America/New_York' });

const freezes = [
  Freeze.yearly('year-end', { from: '12-18', to: '01-03', timeZone: 'Europe/Zurich', owner: 'retail', reason: 'the shop earns most of its year' }),
  Freeze.dated('anniversary', {
    from: '2027-05-07T18:00', to: '2027-05-10T08:00', timeZone: 'Europe/Zurich', owner: 'retail', reason: 'the anniversary sale, with television',
  }),
];

const browsers = Verification.job({
  name: 'browsers',
  image: 'mcr.microsoft.com/playwright:v1.56.0-noble',
  commands: ['npm ci', 'npx playwright test --project=webkit --project=firefox --project="Pixel 8"'],
  timeout: Duration.minutes(20),
});

/** How the shop front is released. */
export function storefrontPipeline(scope: Construct): ReleasePipeline {
  const pipeline = new ReleasePipeline(scope, 'Storefront', {
    service: 'storefront',
    traffic: Traffic.of({ requestsPerSecond: 300, errorRatio: 0.001 }),
    freezes,
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX, ReleaseType.SECURITY], bakeAtMost: Duration.minutes(30) })],
    rollbackOn: [RollbackTrigger.signal(purchase)],
  });
  // nobody buys there but the robot
  pipeline.addWave('beta', { environments: [beta], verifications: [browsers], bakeTime: Duration.minutes(20) });
  pipeline.addWave('europe', {
    environments: [prodEu],
    gates: [
      Gate.approval({ group: 'release-managers', timeout: Duration.days(2) }),
      Gate.change({ system: 'tickets', states: ['approved', 'scheduled'] }),
      // it calls the API, so the API of that version has to be there
      Gate.dependsOn({ service: 'shop', environment: 'prod-eu', versions: '^3.0.0' }),
      Gate.window(europe),
      Gate.quiet(errors, latency),
      Gate.budget({ objective: 0.999, window: Duration.days(28), remainingAtLeast: 0.2 }),
    ],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) }),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)],
    bakeTime: Duration.hours(3),
  });
  pipeline.addWave('america', {
    environments: [prodUs],
    gates: [Gate.window(america), Gate.quiet(errors, latency)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(15) }),
    // what customers cannot use here is taken back in Europe as well
    rollbackOn: [RollbackTrigger.signal(errors, everywhere), RollbackTrigger.signal(latency), RollbackTrigger.operator(everywhere)],
    bakeTime: Duration.hours(12),
  });
  return pipeline;
}
