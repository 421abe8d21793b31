import { RootConstruct } from 'constructs';
import { Environment, Plan, ReleasePipeline, Tier } from 'spillway';
import { SP3001 } from '../../src/plan/problems';

/** A plan in which there is nothing to find but perhaps warnings. */
export function soundPlan(): Plan {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop' });
  pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.TEST })] });
  return Plan.of(pipeline);
}

/** A plan in which the checks found an error. */
export function brokenPlan(): Plan {
  return Object.create(soundPlan(), {
    problems: { value: [SP3001.at('shop', { got: 'nonsense', allowed: 'sense', remedies: ['make sense'] })] },
  }) as Plan;
}
