import { Duration, Gate, k8s, TrafficShift, Verification } from 'spillway';
import { beta, east, ERRORS, manifests, shop, WATCHED, west } from '../support/shop';
import { promoted, REPOSITORY, spec } from './promoter-shop';

interface Strategy {
  readonly gitRepositoryRef: object;
  readonly environments: { branch: string; autoMerge: boolean; activeCommitStatuses: { key: string }[]; proposedCommitStatuses: { key: string }[] }[];
}

const waves = (gates: Gate[] = []): NonNullable<Parameters<typeof promoted>[0]>['waves'] => [
  ['beta', { environments: [beta] }], ['east', { environments: [east], bakeTime: Duration.hours(1) }], ['prod', { environments: [west], gates }],
];
const environments = (options: Parameters<typeof promoted>[0]) => spec<Strategy>(promoted(options).app, 'PromotionStrategy', 'shop').environments;

test('environments are branches in the order of their waves, and each has to be healthy before the next', () => {
  const made = environments({ waves: waves() });
  expect(made.map(({ branch }) => branch)).toEqual(['environment/beta', 'environment/east', 'environment/west']);
  expect(made.map(({ autoMerge }) => autoMerge)).toEqual([true, true, true]);
  expect(made.map(({ activeCommitStatuses }) => activeCommitStatuses.map(({ key }) => key))).toEqual([['argocd-health'], ['argocd-health', 'bake'], ['argocd-health']]);
});

test('the repository is known by its owner and name, at a provider that somebody else makes', () => {
  const { app } = promoted({ release: { repository: { ...REPOSITORY, scm: k8s.ScmProvider.gitLab({ name: 'gitlab', projectId: 42, clusterWide: true }), url: 'https://gitlab.example.com/shop/team/deploy' } } });
  expect(spec(app, 'GitRepository', 'shop')).toEqual({
    gitlab: { namespace: 'shop/team', name: 'deploy', projectId: 42 }, scmProviderRef: { kind: 'ClusterScmProvider', name: 'gitlab' },
  });
  expect(manifests(app).map(({ kind }) => kind)).not.toContain('ScmProvider');
});

test('health is read off the Applications of this release, by a label, and each applies a branch that is promoted to', () => {
  const all = manifests(promoted({ waves: waves() }).app);
  const { applicationSelector: { matchLabels } } = all.find(({ kind }) => kind === 'ArgoCDCommitStatus')!.spec as { applicationSelector: { matchLabels: object } };
  const applications = all.filter(({ kind }) => kind === 'Application');
  expect(applications.map(({ metadata: { labels } }) => labels)).toEqual([matchLabels, matchLabels, matchLabels]);
  expect(applications.map(({ metadata: { annotations } }) => annotations)).toEqual([undefined, undefined, undefined]);
  expect(applications.map(({ spec: { source } }) => (source as { targetRevision: string }).targetRevision)).toEqual(['environment/beta', 'environment/east', 'environment/west']);
});

test('where nobody counts reviews the merge is the approval, and has no status of its own', () => {
  const made = environments({ waves: waves([Gate.approval({ group: 'release-managers', excludeAuthor: false })]) });
  expect(made.map(({ autoMerge }) => autoMerge)).toEqual([true, true, false]);
  expect(made[2].proposedCommitStatuses).toEqual([]);
});

test('where reviews are counted they are a status, and Promoter merges', () => {
  const reviews = k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token: { secret: 'reviews', key: 'token' } });
  const made = environments({ waves: waves([Gate.approval({ group: 'managers' })]), release: { repository: { ...REPOSITORY, reviews } } });
  expect(made[2]).toMatchObject({ autoMerge: true, proposedCommitStatuses: [{ key: 'prod-approval-1' }] });
});

test('nothing of Kargo is written, and the namespace that Kargo would make is', () => {
  const all = manifests(promoted({ pipeline: { rollbackOn: WATCHED }, waves: waves() }).app);
  expect(all.filter(({ apiVersion }) => apiVersion.startsWith('kargo')).length).toBe(0);
  expect(all.find(({ kind }) => kind === 'Namespace')?.metadata).toMatchObject({ name: 'shop-release', labels: { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'spillway' } });
  expect(manifests(shop().app).filter(({ kind }) => kind === 'Namespace')).toEqual([]);
});

test('a bake counts from the merge, so what the shift takes is added', () => {
  const { app } = promoted({ waves: waves() });
  expect(spec(app, 'TimedCommitStatus', 'shop')).toMatchObject({ key: 'bake', environments: [{ branch: 'environment/east', duration: '1h' }] });
  const shifting = promoted({
    waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1), trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(15) }) }]],
  });
  expect(spec(shifting.app, 'TimedCommitStatus', 'shop')).toMatchObject({ environments: [{ branch: 'environment/beta', duration: '1h15m' }] });
  const verifications = [
    Verification.measurement({ name: 'soak', signal: ERRORS, duration: Duration.minutes(5) }),
    Verification.job({ name: 'smoke', image: 'a/b@sha256:0', commands: ['true'], timeout: Duration.minutes(7) }),
  ];
  const verifying = promoted({ waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1), verifications }]] });
  expect(spec(verifying.app, 'TimedCommitStatus', 'shop')).toMatchObject({ environments: [{ branch: 'environment/beta', duration: '1h12m' }] });
});

test('nobody is told that Git goes back where nothing takes it back', () => {
  const told = (release: k8s.GitOpsRelease) => release.messages.find(({ kind }) => kind === 'rolledBack')!;
  expect(told(promoted().release).text).toContain('Git still asks for the new version');
  expect(told(promoted().release).nextStep).toContain('Revert the commit of the manifests');
  expect(told(shop().release).text).toContain('puts the old state back in Git');
});
