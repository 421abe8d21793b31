import { error } from './problem-definition';

/*
 * SP1xxx  the declaration itself: names, numbers, times, order (problems-declaration.ts)
 * SP2xxx  what the release would do: rollback, approval, gates, traffic, time (problems-release.ts)
 * SP3xxx  plans as documents, and back ends that cannot render them (here)
 * A back end registers its own beside its code: SP4xxx aws, SP5xxx k8s, SP6xxx pulumi.
 */

export const SP3001 = error('SP3001', 'plan is not JSON',
  'A plan is exchanged as a JSON document; text that does not parse carries no meaning that could be guessed.',
  "Plan.fromJson('waves: []');");

export const SP3002 = error('SP3002', 'plan has an unknown version',
  'A document of another version may mean something else by the same words, so it is never read half.',
  "Plan.fromJson('{\"version\": 99}');");

export const SP3003 = error('SP3003', 'plan does not follow the schema',
  'Every reader relies on each field being there with the right type.',
  "Plan.fromJson('{\"version\": 1}');");

export const SP3101 = error('SP3101', 'back end does not do this',
  'A feature that is dropped in silence is a false promise of safety, so a plan that asks for one is not rendered.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, source, synth }); // with a gate the back end refuses");

export const SP3102 = error('SP3102', 'pipeline was changed after it was handed over',
  'A back end renders the plan it was given; what is added later would be missing from the output.',
  "new k8s.GitOpsRelease(chart, 'Release', { pipeline, ...props }); pipeline.addWave('late', { environments: [prod] });");
