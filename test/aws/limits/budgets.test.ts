import { App } from 'aws-cdk-lib/core';
import { Environment, Gate, ReleasePipeline, Tier } from 'spillway';
import { tooManyBudgets } from '../../../src/aws/limits/budgets';
import { layout } from '../../../src/aws/stages/layout';
import type { WaveSettings } from '../../../src/aws/wave-settings';
import { lower } from '../../../src/plan/lower';
import { Fixture } from '../fixture';

function found(count: number, settings: WaveSettings = {}): string[] {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  const environments = Array.from({ length: count }, (_, i) => new Environment(`cell-${i}`, { tier: Tier.TEST }));
  pipeline.addWave('cells', { environments, gates: [Gate.budget({ objective: 0.999 })] });
  const plan = lower(pipeline);
  return tooManyBudgets(plan, layout(plan, { cells: settings })).map(({ message }) => message);
}

test('fails when one rule would ask for the budgets of more environments than it takes', () => {
  expect(found(30)).toEqual([]);
  expect(found(40)).toEqual([expect.stringMatching(/^SP4308 Shop\/cells\/gates: .*got "budgets of 40 environments, \d+ characters", allowed is at most 9000 characters in one stage/)]);
  expect(found(40, { stagePerEnvironment: true })).toEqual([]);
});

test('is not less than what is written', () => {
  const environments = Array.from({ length: 30 }, (_, i) => new Environment(`cell-${i}`, { tier: Tier.TEST }));
  const fixture = new Fixture({ waves: { cells: { environments, gates: [Gate.budget({ objective: 0.999 })] } } }).deployAll();
  const [{ Rules: [{ Configuration }] }] = fixture.stage('enter-cells').OnSuccess!.Conditions;
  expect(JSON.stringify(fixture.stack.resolve(Configuration.UserParameters)).length).toBeLessThan(10_000);
});
