import { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack, Stage } from 'aws-cdk-lib/core';
import { Duration, TrafficShift } from 'spillway';
import type { WaveOptions } from 'spillway';
import { Fixture, workloads } from '../fixture';

function plain(wave: Partial<WaveOptions>): Fixture {
  const fixture = new Fixture({ waves: { prod: wave } });
  const stage = new Stage(fixture.app, 'prod', { env: workloads });
  new Topic(new Stack(stage, 'Topics'), 'Topic');
  fixture.release.deploy(fixture.environments[0], stage);
  return fixture;
}

test('stacks without a workload are deployed, and the stage is undone when one fails', () => {
  const fixture = plain({});
  expect(fixture.failure).toBe('');
  expect(fixture.stage('prod')).toMatchObject({ Actions: [{ Name: 'Deploy', ActionTypeId: { Provider: 'CloudFormation' } }], OnFailure: { Result: 'ROLLBACK' } });
  expect(fixture.stage('prod').OnSuccess).toBeUndefined();
});

test('SP4401: fails when a wave says how traffic moves and nothing in the stage moves it', () => {
  expect(plain({ trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(5) }) }).failure)
    .toMatch(/SP4401 prod: .*got "no workload for canary in Shop\/prod"/);
});
