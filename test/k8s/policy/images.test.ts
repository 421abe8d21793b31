import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { k8s } from 'spillway';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { EnvironmentFolder } from '../../../src/k8s/manifests/environment-folder';
import type { AdmissionRequest, Policy } from '../support/admission';
import { admit } from '../support/admission';
import { DIGEST, IMAGE, manifests, object, shop } from '../support/shop';

const PINNED = `${IMAGE}@${DIGEST}`;
const OTHER = `registry.example.com/shop/worker@sha256:${'b'.repeat(64)}`;
const APPROVED = { data: { rollout_web_web: DIGEST } };

function policies(imagePolicy: k8s.ImagePolicy, breakGlass?: string) {
  const { app } = shop({ release: { imagePolicy, breakGlass } });
  return (name: string) => object(app, 'beta', 'ValidatingAdmissionPolicy', `shop-beta-${name}-images`).spec as unknown as Policy;
}

const pod = (image: string, more: object = {}) => ({ metadata: { name: 'web', ...more }, spec: { containers: [{ name: 'web', image }] } });
const workload = (image: string, more: object = {}) => ({ metadata: { name: 'web', ...more }, spec: { replicas: 3, template: pod(image) } });
const cronJob = (image: string) => ({ metadata: {}, spec: { jobTemplate: { spec: { template: pod(image) } } } });

const experiment = (image: string, more: object = {}) => ({ metadata: { name: 'compare', ...more }, spec: { templates: [{ name: 'a', template: pod(PINNED) }, { name: 'b', template: pod(image) }] } });
const mounting = (reference?: string) => ({ metadata: { name: 'web' }, spec: { ...pod(PINNED).spec, volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'plugin', image: { reference } }] } });
const measuring = (image: string, more: object = {}) => ({
  metadata: { name: 'by-hand', ...more },
  spec: { metrics: [{ name: 'ratio', provider: { prometheus: {} } }, { name: 'job', provider: { job: { spec: { template: pod(image) } } } }] },
});

describe('pinned', () => {
  const policy = policies(k8s.ImagePolicy.PINNED)('pinned');
  const answer = (request: AdmissionRequest) => admit(policy, request).denials;
  const loose = ['not pinned by digest: redis:7'];

  test.each([
    ['pod', pod], ['workload', workload], ['CronJob', cronJob], ['pod that an Experiment makes', experiment], ['volume', mounting],
  ])('asks the images of a %s for a digest', (_, make) => {
    expect(answer({ object: make(PINNED) })).toEqual([]);
    expect(answer({ object: make('redis:7') })).toEqual(loose);
  });

  test.each(['initContainers', 'ephemeralContainers'])('asks %s too', (list) => {
    const { spec } = pod(PINNED);
    expect(answer({ object: { metadata: {}, spec: { ...spec, [list]: [{ name: 'more', image: 'redis:7' }] } } })).toEqual(loose);
  });

  test.each([
    `${IMAGE}@sha256:abc`, `${IMAGE}@${DIGEST}0`, `${IMAGE}@${DIGEST.toUpperCase()}`, `${IMAGE}:${'a'.repeat(64)}`, '',
  ])('takes "%s" for no digest', (image) => expect(answer({ object: pod(image) })).toEqual([`not pinned by digest: ${image}`]));

  test('asks the volumes of a workload, and takes one that names no image for one without a digest', () => {
    const made = workload(PINNED);
    const { spec } = mounting('redis:7');
    expect(answer({ object: { ...made, spec: { template: { spec } } } })).toEqual(loose);
    expect(answer({ object: mounting() })).toHaveLength(1);
    expect(answer({ oldObject: mounting('redis:7'), object: mounting('redis:7') })).toEqual([]);
  });

  test('names all that it refuses, of whatever pod', () => {
    const { spec: { templates } } = experiment('redis:7');
    expect(answer({ object: { metadata: {}, spec: { templates: [...templates, { name: 'c', template: pod('redis:8') }] } } })).toEqual(['not pinned by digest: redis:7, redis:8']);
  });

  test('takes a container without an image for one without a digest', () => {
    expect(answer({ object: { metadata: {}, spec: { containers: [{ name: 'web' }] } } })).toHaveLength(1);
  });

  test('lets change what was there before it, but not its image', () => {
    expect(answer({ oldObject: workload('redis:7'), object: workload('redis:7', { labels: { team: 'shop' } }) })).toEqual([]);
    expect(answer({ oldObject: workload('redis:6'), object: workload('redis:7') })).toEqual(loose);
  });

  test('has nothing to say of a Rollout that takes its template from a Deployment', () => {
    expect(answer({ object: { metadata: {}, spec: { workloadRef: { kind: 'Deployment', name: 'web' } } } })).toEqual([]);
    expect(answer({ object: { metadata: {}, spec: { template: {} } } })).toEqual([]);
  });

  test('is not passed by break-glass: the pods would be denied all the same', () => {
    const annotations = { 'spillway.dev/break-glass': 'incident 7' };
    expect(admit(policies(k8s.ImagePolicy.PINNED, 'on-call')('pinned'), { object: pod('redis:7', { annotations }), groups: ['on-call'] }).denials).toEqual(loose);
  });
});

describe('approved', () => {
  const policy = policies(k8s.ImagePolicy.APPROVED, 'on-call')('approved');
  const answer = (request: AdmissionRequest) => admit(policy, { params: APPROVED, ...request }).denials;
  const refused = [`not of the release that is promoted here: ${OTHER}`];

  test('admits the digests of the release and no others', () => {
    expect(answer({ object: workload(PINNED) })).toEqual([]);
    expect(answer({ object: workload(OTHER) })).toEqual(refused);
    expect(answer({ object: pod(OTHER) })).toEqual(refused);
  });

  test('goes by the digest alone: a mirror may hold the image', () => {
    expect(answer({ object: workload(`mirror.example.com/web@${DIGEST}`) })).toEqual([]);
  });

  test('admits nothing while no digest is approved', () => {
    expect(answer({ object: workload(PINNED), params: {} })).toHaveLength(1);
  });

  test('never stands in the way of a rollback', () => {
    const owner = { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-1', controller: true }] };
    // the controller scales the old version up again while the new one is what is approved
    const username = 'system:serviceaccount:kube-system:replicaset-controller';
    expect(answer({ object: pod(OTHER, owner), username })).toEqual([]);
    expect(answer({ object: workload(OTHER, owner), username: 'system:kube-controller-manager' })).toEqual([]);
    // and what is scaled or annotated meanwhile keeps its images
    expect(answer({ oldObject: workload(OTHER), object: workload(OTHER, { annotations: { revision: '2' } }) })).toEqual([]);
    // Git brings the old list back together with the old images
    expect(answer({ oldObject: workload(PINNED), object: workload(OTHER), params: { data: { rollout_web_web: `sha256:${'b'.repeat(64)}` } } })).toEqual([]);
  });

  test('asks what people make pods with that have an owner then', () => {
    for (const make of [experiment, measuring]) {
      expect(answer({ object: make(PINNED) })).toEqual([]);
      expect(answer({ object: make(OTHER), username: 'kim' })).toEqual(refused);
      const owner = { ownerReferences: [{ kind: 'Rollout', name: 'web', controller: true }] };
      expect(answer({ object: make(OTHER, owner), username: 'kim' })).toEqual(refused);
      expect(answer({ object: make(OTHER, owner), username: 'system:serviceaccount:argo-rollouts:argo-rollouts' })).toEqual([]);
    }
    expect(answer({ object: mounting(OTHER) })).toEqual(refused);
    // whatever it is, a value is known when a Job is made of it, and then its pods have an owner
    expect(answer({ object: measuring('{{ args.image }}') })).toHaveLength(1);
    expect(answer({ object: { metadata: {}, spec: { metrics: [{ name: 'ratio', provider: {} }, { name: 'none' }] } } })).toEqual([]);
  });

  test('fails when an owner is no controller, or a person claims one', () => {
    const username = 'system:serviceaccount:shop:ci';
    expect(answer({ object: pod(OTHER, { ownerReferences: [{ kind: 'ConfigMap', name: 'any' }] }), username })).toEqual(refused);
    expect(answer({ object: pod(OTHER, { ownerReferences: [{ kind: 'Rollout', name: 'web', controller: true }] }), username: 'kim' })).toEqual(refused);
  });

  test('fails when only an empty entry, or a tag that is called like the digest, would fit', () => {
    expect(answer({ object: workload(OTHER), params: { data: { rollout_web_web: '' } } })).toEqual(refused);
    expect(answer({ object: workload(`registry.example.com/${DIGEST}`) })).toHaveLength(1);
  });

  test('is passed by the break-glass group, for a reason that is recorded', () => {
    const broken = workload(OTHER, { annotations: { 'spillway.dev/break-glass': 'incident 7' } });
    expect(admit(policy, { object: broken, params: APPROVED, username: 'kim', groups: ['on-call'] })).toEqual({ denials: [], audit: { 'break-glass': 'kim: incident 7' } });
    expect(answer({ object: broken, groups: ['developers'] })).toEqual(refused);
    expect(answer({ object: workload(OTHER, { annotations: { 'spillway.dev/break-glass': ' ' } }), groups: ['on-call'] })).toEqual(refused);
    expect(answer({ object: workload(OTHER), groups: ['on-call'] })).toEqual(refused);
    expect(admit(policies(k8s.ImagePolicy.APPROVED)('approved'), { object: broken, params: APPROVED, groups: ['on-call'] }).denials).toEqual(refused);
  });
});

test('it is asked about everything that brings containers, and of what is changed later', () => {
  const { app } = shop({ release: { imagePolicy: k8s.ImagePolicy.APPROVED } });
  for (const name of ['pinned', 'approved']) {
    const { resourceRules } = object(app, 'beta', 'ValidatingAdmissionPolicy', `shop-beta-${name}-images`).spec.matchConstraints as { resourceRules: { operations: string[]; resources: string[] }[] };
    expect(resourceRules.flatMap(({ resources }) => resources).sort()).toEqual([
      // the job of an analysis gets some of what it says later, and is asked itself
      ...(name === 'approved' ? ['analysisruns'] : []),
      'cronjobs', 'daemonsets', 'deployments', 'experiments', 'jobs', 'pods', 'pods/ephemeralcontainers', 'replicasets', 'replicationcontrollers', 'rollouts', 'statefulsets',
    ]);
    for (const { operations } of resourceRules) expect(operations).toEqual(['CREATE', 'UPDATE']);
  }
});

test('it holds in the namespace of the environment only, and fails closed', () => {
  const { app } = shop({ release: { imagePolicy: k8s.ImagePolicy.APPROVED }, namespace: 'shop-beta' });
  const written = manifests(app).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  expect(written.map(({ metadata }) => metadata.name)).toEqual(['shop-beta-pinned-images', 'shop-beta-approved-images']);
  for (const { spec } of written) {
    expect(spec).toMatchObject({ failurePolicy: 'Fail', matchConstraints: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop-beta' } } } });
  }
  expect(object(app, 'beta', 'ValidatingAdmissionPolicyBinding', 'shop-beta-approved-images').spec).toEqual({
    policyName: 'shop-beta-approved-images',
    validationActions: ['Deny', 'Audit'],
    paramRef: { name: 'shop-digests', namespace: 'shop-beta', parameterNotFoundAction: 'Deny' },
  });
});

test('without being asked for there is none', () => {
  const { app } = shop();
  const found = manifests(app).filter(({ kind, metadata }) => kind.startsWith('Validating') || metadata.name === 'shop-digests');
  expect(found).toEqual([]);
  const folder = new EnvironmentFolder(app.node.findChild('beta') as Chart);
  expect(folder.kustomization(folder.contents())).not.toHaveProperty('replacements');
});

describe('the list of approved digests', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'spillway-digests-'));
  const { app } = shop({ app: new k8s.GitOpsApp({ outdir }), release: { imagePolicy: k8s.ImagePolicy.APPROVED } });
  const chart = app.node.findChild('beta') as Chart;
  const pods = { restartPolicy: 'Never', initContainers: [{ name: 'copy', image: OTHER }], containers: [{ name: 'clean', image: OTHER }] };
  const job = { schedule: '0 3 * * *', jobTemplate: { spec: { template: { spec: pods } } } };
  new ApiObject(chart, 'Job', { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'night.ly' }, spec: job });
  const extended = { ...pods, initContainers: undefined, volumes: [{ name: 'plug.in', image: { reference: OTHER } }, { name: 'clean', emptyDir: {} }] };
  new ApiObject(chart, 'Other', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'store' }, spec: { template: { spec: extended } } });
  new ApiObject(chart, 'Compare', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Experiment', ...experiment(OTHER) });
  const others = Object.fromEntries([
    'cronjob_night_ly_clean', 'cronjob_night_ly_copy', 'experiment_compare_b_web', 'statefulset_store_clean', 'statefulset_store_volumes_plug_in',
  ].map((key) => [key, `sha256:${'b'.repeat(64)}`]));
  // the policy holds in the namespace of the environment only
  new ApiObject(chart, 'Elsewhere', { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'night.ly', namespace: 'tools' }, spec: job });
  afterAll(() => rmSync(outdir, { recursive: true }));

  test('has each container of the folder, also of what is no workload', () => {
    expect((object(app, 'beta', 'ConfigMap', 'shop-digests') as unknown as { data: object }).data)
      .toEqual({ rollout_web_web: DIGEST, experiment_compare_a_web: DIGEST, ...others });
  });

  test('is known before anything that is asked against it', () => {
    expect(object(app, 'beta', 'ConfigMap', 'shop-digests').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  });

  const kubectl = hasKubectl() ? test : test.skip;

  kubectl('follows the promotion, which sets the images and nothing else', () => {
    app.synth();
    const file = join(outdir, 'beta', 'kustomization.yaml');
    const promoted = `sha256:${'c'.repeat(64)}`;
    writeFileSync(file, stringify({ ...parse(readFileSync(file, 'utf8')), images: [{ name: IMAGE, digest: promoted }] }));
    const applied = parseAllDocuments(execFileSync('kubectl', ['kustomize', join(outdir, 'beta')], { encoding: 'utf8' })).map((one) => one.toJSON());
    const data = applied.find(({ kind }) => kind === 'ConfigMap')!.data;
    expect(data).toEqual({ rollout_web_web: promoted, experiment_compare_a_web: promoted, ...others });
    expect(applied.find(({ kind }) => kind === 'Rollout')!.spec.template.spec.containers[0].image).toBe(`${IMAGE}@${promoted}`);
  });
});

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
