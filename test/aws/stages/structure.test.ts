import * as s3assets from 'aws-cdk-lib/aws-s3-assets';
import type { Stack, Stage } from 'aws-cdk-lib/core';
import type { WaveOptions } from 'spillway';
import { Duration, RollbackScope, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { errorRatio, Fixture, watched } from '../fixture';

/** The pipeline and nothing else, as it is deployed. */
function definition(change: (fixture: Fixture, stack: Stack) => void = () => undefined, code = 'exports.handler = async () => 1;'): string {
  const fixture = new Fixture({ waves: { beta: {}, prod: watched } });
  for (const environment of fixture.environments) {
    const stage: Stage = fixture.functionStage(environment, { account: '222222222222', region: 'eu-west-1' }, code);
    const stack = stage.node.findChild('Api') as Stack;
    new s3assets.Asset(stack, 'First', { path: __filename });
    change(fixture, stack);
    fixture.release.deploy(environment, stage);
  }
  return JSON.stringify(fixture.template.findResources('AWS::CodePipeline::Pipeline'));
}

test('the same declaration gives the same bytes', () => {
  expect(definition()).toBe(definition());
});

test('one more asset does not change the pipeline, which would take away every target of a rollback', () => {
  expect(definition((_, stack) => new s3assets.Asset(stack, 'Second', { path: require.resolve('../fixture') }))).toBe(definition());
});

test('other code of a function does not change the pipeline', () => {
  expect(definition(undefined, 'exports.handler = async () => 2;')).toBe(definition());
});

describe('what is in the templates of the application', () => {
  const declared = (wave: Partial<WaveOptions>) => JSON.stringify(new Fixture({ waves: { prod: { ...watched, ...wave } } }).deployAll().template.findResources('AWS::CodePipeline::Pipeline'));
  const stricter = RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.002 }));

  test.each<[string, Partial<WaveOptions>]>([
    ['the threshold of a signal', { rollbackOn: [stricter] }],
    ['the shift', { trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) }) }],
    ['how much a rollback reaches', { rollbackOn: [RollbackTrigger.signal(errorRatio, { scope: RollbackScope.PROMOTED })] }],
  ])('%s may change, and the pipeline does not', (_, wave) => {
    expect(declared(wave)).toBe(declared({}));
  });

  test('the time of the bake is not, and changes the pipeline', () => {
    expect(declared({ bakeTime: Duration.hours(1) })).not.toBe(declared({}));
  });
});

test('another wave does change it, so that the comparisons above say something', () => {
  const other = new Fixture({ waves: { beta: {}, gamma: {}, prod: watched } }).deployAll();
  expect(JSON.stringify(other.template.findResources('AWS::CodePipeline::Pipeline'))).not.toBe(definition());
});
