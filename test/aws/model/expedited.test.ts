import { Day, DeploymentWindow, Duration, ExpeditedPath, Gate, ReleaseType, RollbackTrigger } from 'spillway';
import { CodePipeline } from '../../support/codepipeline/code-pipeline';
import type { Unknowns } from '../../support/codepipeline/unknowns';
import type { World } from '../../support/codepipeline/world';
import { errorRatio } from '../fixture';
import { pipelineOf } from './pipelines';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SATURDAY = Date.parse('2026-03-07T10:00:00Z');
const MONDAY = Date.parse('2026-03-09T10:00:00Z');
const CALM: World = { faults: [], outages: [], failedDeployments: [], failedJobs: [] };

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'UTC' });
const { written } = pipelineOf({
  expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })],
  waves: { prod: { gates: [Gate.window(office)], rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime: Duration.hours(1) } },
});

/** How a release of a type ended in each stage of its wave. */
function released(type: string | undefined, startMs: number, world = CALM, unknowns: Partial<Unknowns> = {}): Record<string, string | undefined> {
  const engine = new CodePipeline({ written, world, startMs, unknowns });
  engine.startPipelineExecution('1.0.0', type === undefined ? {} : { RELEASE_TYPE: type });
  engine.run(startMs + 3 * HOUR);
  return Object.fromEntries(['window-prod', 'prod', 'bake-prod'].map((stage) => [stage, engine.stays(stage).at(-1)?.status]));
}

test('a hotfix is released while the window is closed, and is not watched longer than its path says', () => {
  expect(released('hotfix', SATURDAY)).toEqual({ 'window-prod': 'Skipped', 'prod': 'Succeeded', 'bake-prod': 'Skipped' });
});

test.each([undefined, 'feature', 'hotfx'])('a release of type %s is not, whether CodePipeline waits for the window or not', (type) => {
  expect(released(type, SATURDAY, CALM, { windowWaitsOnSuccess: false })).toEqual({ 'window-prod': 'Failed', 'prod': undefined, 'bake-prod': undefined });
  expect(released(type, SATURDAY, CALM, { windowWaitsOnSuccess: true })).toEqual({ 'window-prod': 'InProgress', 'prod': undefined, 'bake-prod': undefined });
});

test('in the window it is released, and watched to the end of its bake', () => {
  expect(released('feature', MONDAY)).toEqual({ 'window-prod': 'Succeeded', 'prod': 'Succeeded', 'bake-prod': 'Succeeded' });
});

describe('errors that begin half an hour after a release has all traffic', () => {
  const world: World = { ...CALM, faults: [{ release: '1.0.0', environment: 'prod', ailment: 'errors', from: 'fullTraffic', afterMs: 30 * MINUTE }] };

  test('fail the rest of the bake, which is what undoes the wave', () => {
    expect(released('feature', MONDAY, world)).toMatchObject({ 'prod': 'Succeeded', 'bake-prod': 'Failed' });
  });

  test('are not seen by the bake of a hotfix', () => {
    expect(released('hotfix', MONDAY, world)).toMatchObject({ 'prod': 'Succeeded', 'bake-prod': 'Skipped' });
  });
});

test('errors within the bake that every type has fail the stage that rolls back', () => {
  const world: World = { ...CALM, faults: [{ release: '1.0.0', environment: 'prod', ailment: 'errors', from: 'fullTraffic', afterMs: 2 * MINUTE }] };
  expect(released('hotfix', SATURDAY, world)).toEqual({ 'window-prod': 'Skipped', 'prod': 'Failed', 'bake-prod': undefined });
});
