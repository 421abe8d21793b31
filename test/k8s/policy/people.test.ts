import { Gate, k8s } from 'spillway';
import type { AdmissionRequest, Policy } from '../support/admission';
import { admit } from '../support/admission';
import { beta, east, manifests, object, shop, west } from '../support/shop';

const ACTOR = 'kargo.akuity.io/create-actor';

describe('who promotes to an approved Stage', () => {
  const { app } = shop({
    waves: [
      ['beta', { environments: [beta] }],
      ['gamma', { environments: [east], gates: [Gate.approval({ group: 'managers', excludeAuthor: false })] }],
      ['prod', { environments: [west], gates: [Gate.approval({ group: 'managers' })] }],
    ],
    release: { breakGlass: 'on-call' },
  });
  const policy = object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-approval').spec as unknown as Policy;
  const answer = (actor: string | undefined, groups: string[] = [], stage = 'east', more: object = {}) => admit(policy, {
    object: { metadata: { annotations: { ...(actor && { [ACTOR]: actor }), ...more } }, spec: { stage } }, groups,
  });
  const refused = ['approved by nobody of managers'];

  test('a member of the group, by whatever way', () => {
    expect(answer('kubernetes:alex', ['managers']).denials).toEqual([]);
    expect(answer('email:alex@example.com').denials).toEqual([]); // Kargo has asked whether alex may
  });

  test.each([
    ['fails when an administrator of the cluster does', 'kubernetes:root', ['system:masters']],
    ['fails when Kargo does so by itself', undefined, ['system:serviceaccounts']],
    ["fails when Kargo's account for administrators does", 'admin', []],
  ])('%s', (_, actor, groups) => expect(answer(actor, groups).denials).toEqual(refused));

  describe('where the author of a release does not approve it', () => {
    const withoutAuthors = ['approved by nobody of managers through Kargo, which knows who somebody is'];

    test('a member comes through Kargo, which tells who that is: past it nobody could tell the author', () => {
      expect(answer('email:alex@example.com', [], 'west').denials).toEqual([]);
      expect(answer('kubernetes:alex', ['managers'], 'west').denials).toEqual(withoutAuthors);
      expect(answer('admin', ['managers'], 'west').denials).toEqual(withoutAuthors);
      expect(answer(undefined, ['managers'], 'west').denials).toEqual(withoutAuthors);
    });

    test('only the break-glass group comes past it, for a recorded reason', () => {
      const broken = { 'spillway.dev/break-glass': 'incident 7' };
      expect(answer('kubernetes:kim', ['on-call'], 'west', broken)).toEqual({ denials: [], audit: { 'break-glass': 'alex: incident 7' } });
      expect(answer('kubernetes:kim', ['on-call'], 'west').denials).toEqual(withoutAuthors);
      expect(answer('kubernetes:kim', ['managers'], 'west', broken).denials).toEqual(withoutAuthors);
    });
  });

  test('other Stages are not asked', () => expect(answer(undefined, [], 'beta').denials).toEqual([]));

  test('the break-glass group does, for a recorded reason', () => {
    const broken = { 'spillway.dev/break-glass': 'incident 7' };
    expect(answer('kubernetes:kim', ['on-call'], 'east', broken)).toEqual({ denials: [], audit: { 'break-glass': 'alex: incident 7' } });
    expect(answer('kubernetes:kim', [], 'east', broken).denials).toEqual(refused);
  });

  test('without an approval there is no policy', () => {
    expect(manifests(shop().app).some(({ metadata }) => metadata.name === 'shop-release-approval')).toBe(false);
  });
});

describe('who lets a Rollout go on by hand', () => {
  const { app } = shop({ release: { operators: 'operators', breakGlass: 'on-call' } });
  const policy = object(app, 'beta', 'ValidatingAdmissionPolicy', 'shop-beta-operators').spec as unknown as Policy;
  const before = { metadata: {}, status: { pauseConditions: [{ reason: 'InconclusiveAnalysisRun' }] } };
  const answer = (status: object, request: Partial<AdmissionRequest>) => admit(policy, { object: { metadata: {}, status }, oldObject: before, subResource: 'status', ...request });

  test('an operator, and it is recorded', () => {
    expect(answer({}, { username: 'kim', groups: ['operators'] })).toEqual({ denials: [], audit: { 'by-hand': 'kim lets it go on' } });
    expect(answer({}, { groups: ['on-call'] }).denials).toEqual([]);
  });

  test.each([{}, { promoteFull: true }, { abort: false }, { currentStepIndex: 4 }])('fails when it is somebody else: %j', (status) => {
    expect(answer(status, { groups: ['system:masters'] }).denials).toEqual(['only operators and on-call let a Rollout go on by hand']);
  });

  test('whoever may write the status aborts: a rollback is never blocked', () => {
    expect(answer({ abort: true }, { username: 'alex' })).toEqual({ denials: [], audit: { 'by-hand': 'alex aborts' } });
  });

  test('fails when somebody says abort and has it promoted: Argo Rollouts forgets the one for the other', () => {
    expect(answer({ abort: true, promoteFull: true }, { username: 'alex' }).denials).toHaveLength(1);
    expect(answer({ abort: true, promoteFull: false }, { username: 'alex' }).denials).toEqual([]);
  });

  test('no controller is asked, whatever it is called', () => {
    expect(answer({}, { username: 'system:serviceaccount:rollouts:controller' })).toEqual({ denials: [], audit: {} });
  });

  test('it is asked whenever the status is written, and of nothing else', () => {
    expect(policy).toMatchObject({ matchConstraints: { resourceRules: [{ apiGroups: ['argoproj.io'], operations: ['UPDATE'], resources: ['rollouts/status'] }] } });
  });

  test('the group is given what it takes, and no more', () => {
    expect(object(app, 'beta', 'Role', 'shop-operators')).toMatchObject({ rules: [{ verbs: ['get', 'list', 'watch'] }, { resources: ['rollouts/status'], verbs: ['patch'] }] });
    expect(object(app, 'beta', 'RoleBinding', 'shop-operators')).toMatchObject({ subjects: [{ kind: 'Group', name: 'operators' }] });
  });

  test('without operators there is no policy and no right', () => {
    expect(manifests(shop().app).some(({ metadata }) => /operators/.test(metadata.name))).toBe(false);
  });
});

describe('who touches the measurements of a Rollout', () => {
  const { app } = shop({ release: { operators: 'operators', breakGlass: 'on-call' } });
  const policy = object(app, 'beta', 'ValidatingAdmissionPolicy', 'shop-beta-measurements').spec as unknown as Policy;
  const owner = { ownerReferences: [{ kind: 'Rollout', name: 'web', uid: '1', controller: true }] };
  const run = (spec: object, status: object = {}, metadata: object = owner) => ({ metadata, spec, status });
  const before = run({}, { phase: 'Running' });
  const answer = (made: object, request: Partial<AdmissionRequest> = {}) => admit(policy, { object: made, oldObject: before, ...request });
  const refused = ['only operators and on-call touch what measures a Rollout'];

  // to Argo Rollouts what was terminated has passed
  test.each([
    ['ends one before it has measured', run({ terminate: true }, { phase: 'Running' })],
    ['says that one has passed', run({}, { phase: 'Successful' })],
    ['takes one from its Rollout', run({}, { phase: 'Running' }, {})],
  ])('fails when somebody else %s', (_, made) => {
    expect(answer(made, { groups: ['system:masters'] }).denials).toEqual(refused);
    expect(answer(made, { username: 'kim', groups: ['operators'] })).toEqual({ denials: [], audit: { 'by-hand': 'kim touches a measurement' } });
    expect(answer(made, { groups: ['on-call'] }).denials).toEqual([]);
  });

  test('fails when somebody else makes one that a Rollout would take for its own, at once or later', () => {
    const made = run({}, { phase: 'Running', metricResults: [{ name: 'error-ratio', successful: 100 }] });
    expect(answer(made, { oldObject: undefined }).denials).toEqual(refused);
    expect(answer(made, { oldObject: run({}, {}, {}) }).denials).toEqual(refused);
  });

  test('whoever measures for himself may', () => {
    const own = run({}, {}, { name: 'by-hand' });
    expect(answer(own, { oldObject: undefined })).toEqual({ denials: [], audit: {} });
    expect(answer(run({ terminate: true }, {}, {}), { oldObject: own })).toEqual({ denials: [], audit: {} });
    expect(answer(run({}, {}, { ownerReferences: [] }), { oldObject: own }).denials).toEqual([]);
  });

  test.each(['system:serviceaccount:argo-rollouts:argo-rollouts', 'system:kube-controller-manager'])('no controller is asked: %s', (username) => {
    expect(answer(run({}, { phase: 'Successful' }), { username })).toEqual({ denials: [], audit: {} });
    expect(answer(before, { username, oldObject: undefined })).toEqual({ denials: [], audit: {} });
  });

  test('it is asked of what is made and changed, in the namespace of the environment', () => {
    expect(policy).toMatchObject({ matchConstraints: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      resourceRules: [{ apiGroups: ['argoproj.io'], operations: ['CREATE', 'UPDATE'], resources: ['analysisruns'] }],
    } });
  });
});

test('a group whose name has a quote stays one text', () => {
  const { app } = shop({ release: { operators: 'the "best"', imagePolicy: k8s.ImagePolicy.PINNED } });
  const policy = object(app, 'beta', 'ValidatingAdmissionPolicy', 'shop-beta-operators').spec as unknown as Policy;
  expect(admit(policy, { object: { metadata: {}, status: {} }, oldObject: {}, groups: ['the "best"'] }).denials).toEqual([]);
});
