import { error } from '../plan/problem-definition';

export const SP6001 = error('SP6001', 'cloud assembly cannot be read',
  'Stacks are registered as the assembly describes them; what is missing or broken in it cannot be guessed.',
  "new CloudAssemblyRelease('shop', { plan, directory: 'cdk.out' }); // before the CDK app was synthesized");

export const SP6002 = error('SP6002', 'cloud assembly lacks context',
  'The templates hold placeholders where looked-up values belong; deploying them would create something else than what was declared.',
  "new CloudAssemblyRelease('shop', { plan, directory: 'cdk.out' }); // synthesized without the CLI, with Vpc.fromLookup in a stack");

export const SP6003 = error('SP6003', 'asset cannot be published by Pulumi',
  'A stack whose images are not in the registry fails half way through its update.',
  "new CloudAssemblyRelease('shop', { plan, directory: 'cdk.out' }); // with a stack that builds a container image");

export const SP6004 = error('SP6004', 'stack has no known account and Region',
  'Its assets go to a bucket whose name holds both, so there is no telling where to.',
  "new Stack(app, 'Release'); // without env, and with a function whose code is an asset");

export const SP6005 = error('SP6005', 'template is too large to be handed over as text',
  'CloudFormation takes at most 51,200 bytes in a request; a larger template must lie in a bucket.',
  "new Stack(app, 'Release', { synthesizer: new BootstraplessSynthesizer() }); // and a long pipeline in it");

export const SP6006 = error('SP6006', 'provider is for a place that nothing goes to',
  'A misspelt place would leave the right one with a provider nobody chose.',
  "new CloudAssemblyRelease('shop', { plan, directory: 'cdk.out', providers: { 'aws://111111111111/eu-wst-1': provider } });");

export const SP6101 = error('SP6101', 'manifest cannot be read',
  'An object that is left out because its file is broken would be missed only when the release needs it.',
  "manifestsIn('dist'); // with a file that is not YAML");

export const SP6102 = error('SP6102', 'not a Kubernetes object',
  'Without apiVersion, kind and metadata.name there is no type to register and no name that stays the same.',
  "new ManifestRelease('shop', { plan, charts: { prod: [{ kind: 'Service' }] } });");

export const SP6103 = error('SP6103', 'object is declared twice in one cluster',
  'The second one would overwrite the first, and which of them is second is not said anywhere.',
  "new ManifestRelease('shop', { plan, charts: { beta: objects, prod: objects } }); // one provider for both");
