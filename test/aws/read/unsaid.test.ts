import { Stack, Stage } from 'aws-cdk-lib/core';
import {
  aws, Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Gate, Plan, ReleaseType, RollbackScope, RollbackTrigger, Signal, Tier, Traffic,
  TrafficShift, Verification,
} from 'spillway';
import { carried } from '../../../src/aws/read/carried';
import { UNSAID } from '../../../src/aws/read/unsaid';
import { errorRatio, Fixture, workloads } from '../fixture';
import { Service } from '../service';
import { synthesizedTexts } from './synthesized-texts';

const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });
const environment = (name: string) => [new Environment(name, { tier: Tier.STAGING, labels: { team: 'shop' } })];
const officeHours = DeploymentWindow.weekly('office-hours', { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Berlin' });

/** A plan in which every line of what is not said matters, and what is read of it. */
function witness(): { readonly plan: Plan; readonly read: Plan } {
  const fixture = new Fixture({
    traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.0001 }),
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.SECURITY, ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })],
    waves: {
      beta: {
        environments: environment('lab'),
        gates: [Gate.window(officeHours), Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '^1.2.0' })],
        verifications: [Verification.measurement({ name: 'health', signal: latency, duration: Duration.minutes(20) })],
        rollbackOn: [RollbackTrigger.signal(errorRatio, { scope: RollbackScope.PROMOTED })],
        bakeTime: Duration.minutes(30),
      },
      gamma: { environments: environment('mall'), trafficShift: TrafficShift.blueGreen({ keepOld: Duration.minutes(0) }) },
    },
  });
  const [lab, mall] = fixture.environments;
  fixture.release.deploy(lab, fixture.functionStage(lab, workloads));
  const stage = new Stage(fixture.app, 'mall', { env: workloads });
  const { service, targetGroup, alternate, stack } = new Service({}, new Stack(stage, 'Api'));
  new aws.EcsWorkload(stack, 'Workload', { pipeline: fixture.pipeline, environment: mall, service, targetGroup, alternate });
  fixture.release.deploy(mall, stage);
  const plan = { ...Plan.of(fixture.pipeline)._document, acknowledged: [{ code: 'SP2005', reason: 'nobody shops there' }] };
  return { plan: Plan._of(plan), read: aws.TemplateReading.of(synthesizedTexts(fixture.app)).plans[0] };
}

describe('what templates do not say', () => {
  const { plan, read } = witness();

  test('is all that is missing', () => {
    expect(carried(read._document)).toEqual(carried(plan._document));
  });

  test.each(UNSAID.map(({ of }) => of))('is missing: %s', (line) => {
    const others = UNSAID.map(({ of }) => of).filter((of) => of !== line);
    expect(carried(read._document, others)).not.toEqual(carried(plan._document, others));
  });
});
