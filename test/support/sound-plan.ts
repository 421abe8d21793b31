import { RootConstruct } from 'constructs';
import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { Duration, Environment, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import type { PlanDocument, PlannedWave } from '../../src/plan/document';
import { lower } from '../../src/plan/lower';
import type { Problem } from '../../src/plan/problem';

/** A plan of one production wave in which the checks find nothing, but for what is given. */
export function soundPlan(props: Partial<ReleasePipelineProps> = {}, wave: Partial<WaveOptions> = {}): PlanDocument {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop',
    traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }))],
    ...props,
  });
  pipeline.addWave('prod', {
    environments: [new Environment('prod', { tier: Tier.PRODUCTION })],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
    bakeTime: Duration.hours(1),
    ...wave,
  });
  return lower(pipeline);
}

/** The same with one wave that is not production. */
export function testPlan(props: Partial<ReleasePipelineProps> = {}, wave: Partial<WaveOptions> = {}): PlanDocument {
  return soundPlan(props, { environments: [new Environment('test', { tier: Tier.TEST })], ...wave });
}

/** A plan with the fields of its first wave replaced, as only a document from elsewhere can have them. */
export function withWave(plan: PlanDocument, fields: Partial<PlannedWave>): PlanDocument {
  return { ...plan, waves: [{ ...plan.waves[0], ...fields }, ...plan.waves.slice(1)] };
}

/** Code and place of each problem. */
export function found(problems: Problem[]): string[] {
  return problems.map(({ code, path }) => `${code} ${path}`);
}
