import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Day, DeploymentWindow, Environment, Freeze, Gate, Tier } from 'spillway';
import { Fixture, watched, workloads } from './fixture';

const window = Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' }));
const people = Gate.approval({ group: 'release-managers', quorum: 2 });
const summer = Freeze.dated('summer', { from: '2030-07-01T00:00', to: '2030-08-01T00:00', timeZone: 'Europe/Zurich', owner: 'ops', reason: 'holidays' });

/** A release of everything that is written only when an app is synthesized. */
function everything(): Fixture {
  const prod = new Environment('prod', { tier: Tier.PRODUCTION });
  const waves = { beta: {}, prod: { ...watched, environments: [prod], gates: [window, people] } };
  const fixture = new Fixture({ freezes: [summer], waves, candidate: () => ({ dashboard: true }) });
  const [beta] = fixture.environments;
  const stage = fixture.functionStage(prod, workloads);
  new Bucket(new Stack(stage, 'Data'), 'Orders', { removalPolicy: RemovalPolicy.DESTROY });
  fixture.release.deploy(beta, fixture.functionStage(beta, workloads));
  fixture.release.deploy(prod, stage);
  return fixture;
}

describe('an app that is synthesized again', () => {
  test('says the same', () => {
    const { app } = everything();
    const written = () => app.synth({ force: true }).stacksRecursively.map(({ template, messages }) => ({ template, messages }));
    expect(written()).toEqual(written());
  });

  test('can be asked for annotations after that', () => {
    const fixture = everything();
    fixture.app.synth();
    Annotations.fromStack(fixture.stack).hasNoError('*', Match.anyValue());
  });
});
