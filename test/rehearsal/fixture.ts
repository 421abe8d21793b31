import { RootConstruct } from 'constructs';
import type { ReleasePipelineProps, ScenarioOptions, WaveOptions } from 'spillway';
import { Duration, Environment, Rehearsal, ReleasePipeline, RollbackTrigger, Scenario, Signal, Tier, Traffic, TrafficShift } from 'spillway';

export const MINUTE_MS = 60_000;
export const minutes = (amount: number) => Duration.minutes(amount);
export const errors = Signal.errorRatio({ atMost: 0.005 });

/** Beta bakes for ten minutes, production has a canary of a tenth for fifteen, and bakes for an hour. */
export function shop(wave: Partial<WaveOptions> = {}, props: Partial<ReleasePipelineProps> = {}): ReleasePipeline {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop', traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(errors)], ...props,
  });
  pipeline.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })], bakeTime: minutes(10) });
  pipeline.addWave('prod', {
    environments: [new Environment('eu', { tier: Tier.PRODUCTION }), new Environment('us', { tier: Tier.PRODUCTION })],
    trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(15) }), bakeTime: Duration.hours(1), ...wave,
  });
  return pipeline;
}

export const play = (options: ScenarioOptions = {}, pipeline = shop()) => Rehearsal.of(pipeline).play(Scenario.of('story', options));
export const told = (options: ScenarioOptions, pipeline?: ReleasePipeline) => play(options, pipeline).events.map(({ what }) => what);
/** Shows only in production. */
export const late = { environments: ['eu', 'us'] };
