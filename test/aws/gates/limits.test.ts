import { App } from 'aws-cdk-lib/core';
import type { Freeze as DeclaredFreeze, Gate as DeclaredGate } from 'spillway';
import { aws, Day, DeploymentWindow, Duration, Environment, Freeze, Gate, Plan, ReleasePipeline, Tier } from 'spillway';
import { errorRatio, Fixture } from '../fixture';

function codes(gates: DeclaredGate[], freezes: DeclaredFreeze[] = []): string[] {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop', freezes });
  pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.TEST })], gates });
  return new aws.CodePipelineRenderer().limits(Plan.of(pipeline)).map(({ code }) => code);
}

const budget = (window?: Duration) => Gate.budget({ objective: 0.999, window });
const freezes = (count: number) => Array.from({ length: count }, (_, i) =>
  Freeze.dated(`sale-${i}`, { from: '2026-11-26T18:00', to: '2026-12-01T09:00', timeZone: 'UTC', owner: 'sre', reason: 'sale', tiers: [Tier.TEST] }));

test.each([
  ['SP4305', 'a budget over part of a day', codes([budget(Duration.days(7))]), codes([budget(Duration.hours(36))])],
  ['SP4305', 'two budgets in a wave', codes([budget()]), codes([budget(), Gate.budget({ objective: 0.99 })])],
  // of some hundred bytes each
  ['SP4308', 'more freezes than a function can be told of', codes([], freezes(34)), codes([], freezes(45))],
])('%s fails when there is %s', (code, _, passes, fails) => {
  expect(passes).not.toContain(code);
  expect(fails).toContain(code);
});

test('fails when alarms and the question on entry are more rules than a condition has', () => {
  const window = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'UTC' });
  const failure = (count: number, gates: DeclaredGate[], declared: DeclaredFreeze[]) => {
    const environments = Array.from({ length: count }, (_, i) => new Environment(`cell-${i}`, { tier: Tier.TEST }));
    return new Fixture({ freezes: declared, waves: { prod: { environments, gates } } }).deployAll().failure;
  };
  expect(failure(5, [Gate.quiet(errorRatio), Gate.window(window)], freezes(1))).toMatch(/SP4106 Shop\/prod\/environments: .*got "5", allowed is at most 4/);
  expect(failure(4, [Gate.quiet(errorRatio), Gate.window(window)], freezes(1))).toBe('');
  // without a window the alarms are asked before entry
  expect(failure(5, [Gate.quiet(errorRatio)], freezes(1))).toBe('');
});
