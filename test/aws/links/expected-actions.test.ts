import { Stack, Stage } from 'aws-cdk-lib/core';
import { Day, DeploymentWindow, Environment, Gate, Tier } from 'spillway';
import type { Gate as DeclaredGate } from 'spillway';
import { PipelineParts } from '../../../src/aws/links/pipeline-parts';
import { layout } from '../../../src/aws/stages/layout';
import { lower } from '../../../src/plan/lower';
import { errorRatio, Fixture, workloads } from '../fixture';

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'UTC' });
const quiet = [Gate.quiet(errorRatio)];

function release(waves: number, environments: number, gates: DeclaredGate[]): Fixture {
  return new Fixture({
    waves: Object.fromEntries(Array.from({ length: waves }, (_, i) => [`wave-${i}`, {
      gates, environments: Array.from({ length: environments }, (__, j) => new Environment(`cell-${i}-${j}`, { tier: Tier.TEST })),
    }])),
  });
}

function wavesOfParts(waves: number, environments: number, gates: DeclaredGate[]): number[] {
  const plan = lower(release(waves, environments, gates).pipeline);
  return new PipelineParts('shop', layout(plan)).parts.map(({ stages }) => new Set(stages.map(({ wave }) => wave)).size);
}

test('a release whose entries are kept goes on in another pipeline before its state is more than can be seen', () => {
  // 15 stacks and an entry in each wave
  expect(wavesOfParts(18, 3, quiet)).toEqual([18]);
  expect(wavesOfParts(19, 3, quiet)).toEqual([18, 1]);
  expect(wavesOfParts(40, 3, quiet)).toEqual([18, 18, 4]);
});

test('where nothing is kept, before CodePipeline takes no more actions', () => {
  expect(wavesOfParts(22, 9, [])).toEqual([22]);
  expect(wavesOfParts(23, 9, [])).toEqual([22, 1]);
});

test('no stage counts for more than CodePipeline takes in one', () => {
  expect(wavesOfParts(5, 40, quiet)).toEqual([5]);
  expect(wavesOfParts(6, 40, quiet)).toEqual([5, 1]);
});

test('a wave that is too large by itself stays whole', () => {
  expect(wavesOfParts(1, 400, quiet)).toEqual([1]);
});

describe('14 waves of five environments', () => {
  const failure = (stacks: number) => {
    const fixture = release(14, 5, [Gate.window(office)]);
    for (const environment of fixture.environments) {
      const stage = new Stage(fixture.app, environment.environmentName, { env: workloads });
      for (let i = 0; i < stacks; i++) new Stack(stage, `Part${i}`);
      fixture.release.deploy(environment, stage);
    }
    return fixture.failure;
  };

  test('and 350 actions for five stacks each just work', () => {
    expect(failure(5)).toBe('');
  });

  test('fail with eight stacks each, which nobody could have expected (SP4804)', () => {
    expect(failure(8)).toContain('SP4804');
  });
});
