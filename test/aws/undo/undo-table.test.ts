import { App } from 'aws-cdk-lib/core';
import type { WaveOptions } from 'spillway';
import { Duration, Environment, ExpeditedPath, Gate, ReleasePipeline, ReleaseType, RollbackTrigger, Tier, TrafficShift } from 'spillway';
import { PipelineParts } from '../../../src/aws/links/pipeline-parts';
import { layout } from '../../../src/aws/stages/layout';
import type { UndoTable } from '../../../src/aws/undo/undo-table';
import { LOOKS_AT_MOST, undoTable } from '../../../src/aws/undo/undo-table';
import { lower } from '../../../src/plan/lower';
import { errorRatio } from '../fixture';

function tableOf(waves: Record<string, Partial<WaveOptions>>, stagePerEnvironment = false): UndoTable {
  const pipeline = new ReleasePipeline(new App(), 'Shop', {
    service: 'shop', expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })],
  });
  for (const [name, options] of Object.entries(waves)) pipeline.addWave(name, { environments: [new Environment(name, { tier: Tier.TEST })], ...options });
  const plan = lower(pipeline);
  return undoTable(plan, new PipelineParts('shop', layout(plan, stagePerEnvironment ? { prod: { stagePerEnvironment } } : {})));
}

describe('how long a rollback is followed, two hours and', () => {
  const flag = TrafficShift.flag({ flag: 'new-checkout', steps: [{ percent: 50, hold: Duration.hours(1) }] });
  const hours = (options: Partial<WaveOptions>) => tableOf({ prod: options }).order[0].pause * LOOKS_AT_MOST / 3600 - 2;

  test.each([
    ['nothing', {}, 0],
    ['the steps of its shift', { trafficShift: TrafficShift.linear({ percent: 10, every: Duration.hours(1) }) }, 9],
    ['the time that the old version is kept', { trafficShift: TrafficShift.blueGreen({ keepOld: Duration.hours(6) }) }, 6],
    ['the bake of a flag in AppConfig', { trafficShift: flag, bakeTime: Duration.hours(3) }, 1 + 3],
    ['of that a day at most', { trafficShift: flag, bakeTime: Duration.days(3) }, 1 + 24],
    ['not the bake of anything else', { trafficShift: TrafficShift.allAtOnce(), bakeTime: Duration.hours(3) }, 0],
  ])('%s', (_, options, more) => {
    expect(hours(options)).toBeCloseTo(more, 1);
  });
});

describe('the wave that a release has entered', () => {
  const watched = { rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime: Duration.hours(1) };
  const prod = { ...watched, environments: ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST })), gates: [Gate.approval({ group: 'leads' })] };

  test('begins with its deployment, and goes on in the rest of its bake', () => {
    const { entered, ends } = tableOf({ beta: {}, prod });
    expect(entered).toEqual({ 'beta': 'beta', 'prod': 'prod', 'bake-prod': 'prod' });
    expect(ends).toEqual(['beta', 'prod', 'bake-prod']);
  });

  test('has the entries of all environments but the first, and ends with the last one', () => {
    const { entered, ends } = tableOf({ beta: {}, prod }, true);
    expect(entered).toEqual({ 'beta': 'beta', 'eu': 'prod', 'bake-eu': 'prod', 'enter-us': 'prod', 'us': 'prod', 'bake-us': 'prod' });
    expect(ends).toEqual(['beta', 'us', 'bake-us']);
  });
});
