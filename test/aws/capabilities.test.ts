import { App } from 'aws-cdk-lib/core';
import { aws, Duration, Environment, Feature, Gate, Plan, ReleasePipeline, Severity, Support, Tier, TrafficShift } from 'spillway';

const renderer = new aws.CodePipelineRenderer();

test.each(Object.values(Feature))('%s is answered, and a refusal says why and what to do instead', (feature) => {
  const { support, note, instead } = renderer.capability(feature);
  expect(note).not.toBe('');
  expect(instead !== '').toBe(support === Support.REFUSED);
});

test('what is refused keeps the plan from being rendered', () => {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  pipeline.addWave('prod', {
    environments: [new Environment('prod', { tier: Tier.TEST })], gates: [Gate.approval({ group: 'leads', quorum: 2 })], trafficShift: TrafficShift.steps({ percent: 1, hold: Duration.hours(1) }),
  });
  const refused = Plan.of(pipeline).problemsFor(renderer).filter(({ severity }) => severity === Severity.ERROR).map(({ got }) => got);
  expect(refused).toEqual(expect.arrayContaining([Feature.SHIFT_STEPS]));
});

test('that an approver is not the author is emulated, and said to be', () => {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.TEST })], gates: [Gate.approval({ group: 'leads' })] });
  const row = Plan.of(pipeline).parity(renderer).find(({ feature }) => feature === Feature.APPROVAL_EXCLUDES_AUTHOR);
  expect(row).toMatchObject({ support: Support.EMULATED, platform: 'aws-codepipeline', note: expect.stringContaining('does not know who wrote a change') });
});
