/** The core alone: `plan WAVES [ENVIRONMENTS_A_WAVE]`. */
import { RootConstruct } from 'constructs';
import { Day, DeploymentWindow, Duration, Environment, Gate, Plan, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import { mark, numbers, report } from './harness';

const [waves, width = 1] = numbers;
const root = new RootConstruct();
const pipeline = new ReleasePipeline(root, 'Shop', {
  service: 'shop',
  traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.0005 }),
  rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))],
});
const hours = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' });
mark('start');
for (let wave = 1; wave <= waves; wave++) {
  pipeline.addWave(`wave-${wave}`, {
    environments: Array.from({ length: width }, (_, one) => new Environment(`env-${wave}-${one + 1}`, { tier: Tier.PRODUCTION })),
    gates: [Gate.approval({ group: 'releasers' }), Gate.window(hours)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) }),
    bakeTime: Duration.hours(1),
  });
}
mark('declare');
const plan = Plan.of(pipeline);
mark('lower');
const problems = plan.problems;
mark('check');
const bytes = plan.toJson().length;
mark('print');
report(() => ({ waves, bytes, problems: problems.length }));
