import { error } from '../plan/problem-definition';

/* SP43xx  gates */

export const SP4301 = error('SP4301', 'change system is not known',
  'The gate names a system, and only the release knows where that is; a gate that asks nobody would hold nothing.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, source, synth }); // and a Gate.change({ system: 'snow' })");

export const SP4302 = error('SP4302', 'change system is asked without encryption',
  'The request carries a token that may read tickets, and the answer lets a release pass.',
  "aws.ChangeSystem.http({ url: 'http://changes.example.com/ticket', token });");

export const SP4303 = error('SP4303', 'evidence is looked for nowhere',
  'Attestations are signed by a key and stored beside the images; without both there is nothing that could be verified.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, source, synth }); // and a Gate.evidence(Evidence.SBOM)");

export const SP4304 = error('SP4304', 'verifier can change behind its name',
  'What verifies a release is as trusted as the release; a tag can be moved to another image by whoever may push there.',
  "aws.EvidenceStore.cosign({ repository, key, verifier: 'ghcr.io/shop/cosign:2' });");

export const SP4305 = error('SP4305', 'error budget cannot be counted like that',
  'Application Signals counts a budget over whole days, and an environment has one objective whose budget a release asks for.',
  'Gate.budget({ objective: 0.999, window: Duration.hours(36) });');

export const SP4306 = error('SP4306', 'workload cannot count the error budget',
  'A budget is a share of all requests; of a workload whose requests nobody counts it is unknown for ever, and no release gets in.',
  "new aws.EcsWorkload(stack, 'Jobs', { pipeline, environment: prod, service }); // without a load balancer, in a wave with a Gate.budget");

export const SP4307 = error('SP4307', 'nothing counts the error budget that is asked for',
  'The gate asks for the budget of an objective by its name; where there is none it stays closed, and no release gets in.',
  "release.deploy(prod, new Stage(app, 'Prod', { env })); // has a Gate.budget, and no aws.LambdaWorkload");

export const SP4308 = error('SP4308', 'gate asks for more than can be handed over',
  'CodePipeline hands a rule at most 10000 characters and an action at most 1000, and Lambda a function at most 4 KB of environment, where the freezes stand: more is refused when it is deployed.',
  "Gate.dependsOn({ service: 'payments', environment: 'prod', versions: aRangeOfAThousandVersions });");
