import { App } from 'cdk8s';
import { Environment, Plan, ReleasePipeline, RollbackScope, RollbackTrigger, Tier } from 'spillway';
import { undoneWith } from '../../../src/k8s/kargo/undone-with';

const environment = (name: string) => new Environment(name, { tier: Tier.TEST });
const rollbackOn = [RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED })];

test('all waves on the way to it are undone with a wave, the last environment first, and none beside it', () => {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  const first = pipeline.addWave('first', { environments: [environment('beta')], after: [] });
  pipeline.addWave('beside', { environments: [environment('other')], after: [first] });
  const left = pipeline.addWave('left', { environments: [environment('east'), environment('west')], after: [first] });
  const right = pipeline.addWave('right', { environments: [environment('north')], after: [first] });
  pipeline.addWave('last', { environments: [environment('south')], after: [left, right], rollbackOn });
  const plan = Plan.of(pipeline)._document;
  expect(undoneWith(plan, plan.waves.find(({ name }) => name === 'last')!)).toEqual(['north', 'west', 'east', 'beta']);
});
