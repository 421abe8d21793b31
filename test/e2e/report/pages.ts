import { RootConstruct } from 'constructs';
import {
  aws, Duration, Environment, Freeze, Gate, k8s, Plan, Proof, Property, Rehearsal, ReleasePipeline, ReleaseReport, RollbackTrigger, Signal, Situation, Standing,
  Tier, TrafficShift,
} from 'spillway';
import { storefrontPipeline } from '../../../examples/aws-shop/storefront/pipeline';
import { ordersPipeline } from '../../../examples/two-worlds/pipeline';

/** Reports that are looked at: of the examples, and of what is hard to draw. */
export const pages: Record<string, () => string> = {
  'two worlds': () => full(Plan.of(ordersPipeline(new RootConstruct()))),
  'storefront, in December': () => full(Plan.of(storefrontPipeline(new RootConstruct())), '2026-12-10T00:00:00Z'),
  'a graph with long names': () => full(Plan.of(crowded())),
  'a plan with errors': () => ReleaseReport.of(Plan.of(new ReleasePipeline(new RootConstruct(), 'Empty', { service: 'x'.repeat(80) }))).toHtml(),
};

function full(plan: Plan, calendarFrom?: string): string {
  const rehearsal = Rehearsal.ofPlan(plan);
  const last = plan._document.waves.at(-1)!.name;
  return ReleaseReport.of(plan, {
    timelines: rehearsal.stories.flatMap(({ scenario }) => (scenario ? [rehearsal.play(scenario)] : [])),
    renderers: [new aws.CodePipelineRenderer(), new k8s.GitOpsRenderer()],
    proof: Proof.ofPlan(plan).prove({ statesAtMost: 2_000, properties: [Property.never('the last wave stays empty', Situation.at(last, Standing.MOVING))] }),
    calendarFrom,
  }).toHtml();
}

/** Waves beside each other, many environments, and names as long as they may be. */
function crowded(): ReleasePipeline {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Crowded', {
    service: 'a-service-with-as-long-a-name',
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))],
    freezes: [Freeze.yearly('a-freeze-with-quite-a-long-name', { from: '02-20', to: '03-10', timeZone: 'America/Argentina/ComodRivadavia', owner: 'ops', reason: 'quiet' })],
  });
  const production = (name: string) => new Environment(name, { tier: Tier.PRODUCTION });
  const bakeTime = Duration.hours(1);
  const beta = pipeline.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
  const long = pipeline.addWave('europe-with-a-rather-long-name-1', {
    environments: ['prod-eu-central-1-long-name-0001', 'prod-eu-central-1-long-name-0002'].map(production), after: [beta], trafficShift: TrafficShift.blueGreen(), bakeTime,
  });
  const other = pipeline.addWave('us', { environments: [production('prod-us')], after: [beta], gates: [Gate.approval({ group: 'managers' })], bakeTime });
  pipeline.addWave('rest', {
    environments: Array.from({ length: 12 }, (_, i) => production(`prod-${i + 1}`)), after: [long, other],
    trafficShift: TrafficShift.linear({ percent: 10, every: Duration.minutes(10) }), bakeTime,
  });
  return pipeline;
}
