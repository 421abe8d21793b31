import { App } from 'cdk8s';
import { Day, DeploymentWindow, Duration, Environment, Evidence, Feature, Gate, k8s, Plan, ReleasePipeline, RollbackScope, RollbackTrigger, Support, Tier } from 'spillway';
import type { ShopOptions } from '../support/shop';
import { beta, east, ERRORS, west } from '../support/shop';
import { promoted, REPOSITORY } from './promoter-shop';

const RENDERER = new k8s.GitOpsRenderer({ engine: k8s.Engine.of({ promotion: k8s.Promotion.GIT_OPS_PROMOTER }) });
const token = { secret: 'tokens', key: 'token' };
const reviews = (secretKey = token) => k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token: secretKey });
const gated = (gates: Gate[], release: ShopOptions['release'] = {}): ShopOptions => ({ waves: [['beta', { environments: [beta], gates }]], release });

/** Codes of what is wrong with a release, and of what is only warned of, each once. */
function found(options: ShopOptions): string[] {
  const { release: { node }, pipeline } = promoted(options);
  const messages = [...node.validate(), ...pipeline.node.validate(), ...node.metadata.map(({ data }) => data as string)];
  return [...new Set(messages.map((message) => message.match(/SP\d+/)![0]))];
}

test.each<[string, ShopOptions, string]>([
  ['an image is to be watched for', { release: { images: [{ repository: 'registry.example.com/shop/web' }] } }, 'SP5501'],
  ['nobody says which provider knows the Git host', { release: { repository: { url: REPOSITORY.url } } }, 'SP5502'],
  ['the repository has no owner', { release: { repository: { ...REPOSITORY, url: 'https://github.com/deploy' } } }, 'SP5502'],
  ['an environment is named like what waits for another one', {
    waves: [['a', { environments: [beta] }], ['b', { environments: [new Environment('beta-next', { tier: Tier.TEST })] }]],
  }, 'SP5503'],
  ['the token of a change management system has another key', gated([Gate.change({ system: 'snow' })], {
    changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com', token: { secret: 'a', key: 'b' } }) },
  }), 'SP5504'],
  ['the token of reviews has another key', gated([Gate.approval({ group: 'managers' })], { repository: { ...REPOSITORY, reviews: reviews({ secret: 'a', key: 'b' }) } }), 'SP5504'],
  ['there are more hours than a gate holds', gated([Gate.window(...[...Array(8).keys()].map((i) => DeploymentWindow.weekly(`w${i}`, { days: [Day.MONDAY], from: '01:10', to: '03:10', timeZone: 'UTC' })))]), 'SP5506'],
  ['a quorum is counted by nobody', gated([Gate.approval({ group: 'managers', quorum: 2, excludeAuthor: false })]), 'SP5507'],
  ['the author is excluded by nobody', gated([Gate.approval({ group: 'managers' })]), 'SP5507'],
  ['two groups approve by one merge', gated([Gate.approval({ group: 'a', excludeAuthor: false }), Gate.approval({ group: 'b', excludeAuthor: false })]), 'SP5507'],
  ['nobody knows the change management system', gated([Gate.change({ system: 'snow' })]), 'SP5403'],
  ['a group has no team', gated([Gate.approval({ group: 'security' })], { repository: { ...REPOSITORY, reviews: reviews() } }), 'SP5407'],
])('fails when %s', (_, options, code) => {
  expect(found(options)).toEqual([code]);
});

test('SP5505 warns where a signal of a bake would be expected to undo the release', () => {
  const rollbackOn = [RollbackTrigger.signal(ERRORS)];
  expect(found({ pipeline: { rollbackOn }, waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1) }]] })).toEqual(['SP5505']);
  expect(found({ pipeline: { rollbackOn } })).toEqual([]);
  expect(found({ waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1) }]] })).toEqual([]);
});

/** What the plan is refused for, and what is said instead. */
function refused(options: ShopOptions): string[] {
  return promoted(options).pipeline.node.validate().map((message) => message.match(/SP3101.*got "([^"]*)"/)?.[1] ?? message);
}

test.each<[string, ShopOptions, Feature]>([
  ['a wave has two environments', { waves: [['beta', { environments: [beta, east] }]] }, Feature.WAVE_PARALLEL],
  ['every commit is to go, in order', { pipeline: { supersede: false } }, Feature.KEEP_ORDER],
  ['a job is asked', gated([Gate.check({ name: 'smoke', image: 'a/b@sha256:0', commands: ['true'] })]), Feature.GATE_CHECK],
  ['evidence is asked for', gated([Gate.evidence(Evidence.SBOM)]), Feature.GATE_EVIDENCE],
  ['another service is asked for', gated([Gate.dependsOn({ service: 'payments', environment: 'prod' })]), Feature.GATE_DEPENDS_ON],
  ['a wave undoes the waves before', {
    waves: [['beta', { environments: [beta] }], ['east', { environments: [east], rollbackOn: [RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED })] }]],
  }, Feature.ROLLBACK_PROMOTED],
])('SP3101 fails when %s', (_, options, feature) => {
  expect(refused(options)).toEqual([expect.stringContaining(feature)]);
});

test('SP3101 fails when waves form a graph', () => {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  const first = pipeline.addWave('beta', { environments: [beta] });
  pipeline.addWave('east', { environments: [east], after: [first] });
  pipeline.addWave('west', { environments: [west], after: [first] });
  expect(Plan.of(pipeline).problemsFor(RENDERER).map(({ message }) => message)).toEqual([expect.stringContaining(Feature.WAVE_GRAPH)]);
});

test('the parity report is experimental about the order, and loud about what nobody takes back', () => {
  expect(RENDERER.platform).toBe('kubernetes-gitops-promoter-argo-rollouts');
  expect(RENDERER.capability(Feature.WAVE_SEQUENCE).note).toContain('experimental');
  expect(RENDERER.capability(Feature.ROLLBACK_WAVE).note).toContain('NOTHING GOES BACK IN GIT');
  expect(RENDERER.capability(Feature.BAKE).note).toContain('does not take it back');
  for (const feature of Object.values(Feature)) {
    const { support, note, instead } = RENDERER.capability(feature);
    expect([feature, note]).not.toEqual([feature, '']);
    expect([feature, /not yet|later version/.test(note)]).toEqual([feature, false]);
    expect([feature, instead !== '']).toEqual([feature, support === Support.REFUSED]);
  }
});
