import { ApiObject, App, Chart } from 'cdk8s';
import type { WaveOptions } from 'spillway';
import { Duration, Environment, Gate, k8s, ReleasePipeline, RollbackScope, RollbackTrigger, Tier, TrafficShift, Verification } from 'spillway';
import type { PromotionStep, TaskStep } from '../../src/k8s/kargo/step';
import type { ShopOptions } from './support/shop';
import { beta, ERRORS, IMAGE, manifests, object, east, PODS, west, shop, WATCHED } from './support/shop';

const two: WaveOptions = { environments: [east, west] };
const last = new Environment('last', { tier: Tier.STAGING });
const delivered = (app: k8s.GitOpsApp, kind: string, name: string) => object(app, 'delivery', kind, name).spec;

function sources(app: k8s.GitOpsApp, stage: string) {
  const [{ origin, sources: from }] = delivered(app, 'Stage', stage).requestedFreight as { origin: object; sources: object }[];
  expect(origin).toEqual({ kind: 'Warehouse', name: 'shop' });
  return from;
}

/** Those of a Stage, tasks unfolded. */
function steps(app: k8s.GitOpsApp, stage: string): PromotionStep[] {
  const { spec } = delivered(app, 'Stage', stage).promotionTemplate as { spec: { steps: (PromotionStep | TaskStep)[] } };
  return spec.steps.flatMap((step) => ('task' in step ? task(app, step.task.name) : [step]));
}

function task(app: k8s.GitOpsApp, name: string): PromotionStep[] {
  return delivered(app, 'PromotionTask', name).steps as PromotionStep[];
}

describe('stages', () => {
  const app = shop({ waves: [['beta', { environments: [beta], bakeTime: Duration.minutes(90) }], ['prod', { ...two, bakeTime: Duration.days(2) }], ['last', { environments: [last] }]] }).app;

  test('the first wave takes Freight from the Warehouse, later ones from the wave before', () => {
    expect(sources(app, 'beta')).toEqual({ direct: true });
    expect(sources(app, 'east')).toEqual({ stages: ['beta'], availabilityStrategy: 'All', requiredSoakTime: '1h30m' });
    expect(sources(app, 'west')).toEqual(sources(app, 'east'));
  });

  test('a wave of several environments ends in a Stage without steps, where Freight soaks in hours, not days', () => {
    expect(sources(app, 'wave-prod')).toEqual({ stages: ['east', 'west'], availabilityStrategy: 'All', requiredSoakTime: '48h' });
    expect(delivered(app, 'Stage', 'wave-prod')).not.toHaveProperty('promotionTemplate');
    expect(sources(app, 'last')).toEqual({ stages: ['wave-prod'], availabilityStrategy: 'All' });
  });

  test('a wave that nothing comes after ends in its environments', () => {
    const { app: ending } = shop({ waves: [['beta', { environments: [beta] }], ['prod', two]] });
    expect(manifests(ending).filter(({ kind }) => kind === 'Stage').map(({ metadata: { name } }) => name)).toEqual(['beta', 'east', 'west']);
  });

  test('a wave after two others waits for both, each soaked for its own time', () => {
    const own = new k8s.GitOpsApp({ outdir: 'unused' });
    const pipeline = new ReleasePipeline(own, 'Shop', { service: 'shop' });
    const first = pipeline.addWave('first', { environments: [beta], bakeTime: Duration.hours(1), after: [] });
    const second = pipeline.addWave('second', { environments: [east], bakeTime: Duration.hours(2), after: [] });
    pipeline.addWave('third', { environments: [west], after: [first, second] });
    const release = new k8s.GitOpsRelease(new Chart(own, 'delivery'), 'Release', { pipeline, repository: { url: 'https://git.example.com/shop.git' }, images: [] });
    for (const environment of [beta, east, west]) {
      const chart = new Chart(own, environment.environmentName, { namespace: 'shop' });
      new k8s.Workload(chart, 'Web', { pipeline, environment, replicas: 1, podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@sha256:${'a'.repeat(64)}` }] } }) });
      release.deploy(environment, chart, { cluster: environment.environmentName });
    }
    expect(sources(own, 'west')).toEqual({ stages: ['wave-first', 'wave-second'], availabilityStrategy: 'All' });
    expect(sources(own, 'wave-first')).toMatchObject({ stages: ['beta'], requiredSoakTime: '1h' });
    expect(sources(own, 'wave-second')).toMatchObject({ stages: ['east'], requiredSoakTime: '2h' });
  });

  test('Freight soaks where a quiet gate asks for signals that undo nothing', () => {
    const { app: quiet } = shop({ waves: [['beta', { environments: [beta], gates: [Gate.quiet(ERRORS)], bakeTime: Duration.hours(1) }], ['last', { environments: [last] }]] });
    expect(sources(quiet, 'last')).toMatchObject({ requiredSoakTime: '1h' });
  });

  test('with signals to watch the promotion bakes, and nothing soaks twice', () => {
    const watched = shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], bakeTime: Duration.minutes(90) }], ['prod', two]] }).app;
    expect(sources(watched, 'east')).toEqual({ stages: ['beta'], availabilityStrategy: 'All' });
    const [live, bake, watch] = ['live', 'bake', 'watch'].map((alias) => steps(watched, 'beta').find(({ as }) => as === alias)!);
    expect(live).toMatchObject({ as: 'live', config: { path: './live/kustomization.yaml', outputs: [{ name: 'answers', fromExpression: expect.stringContaining('in ["error-ratio", "latency-p99"]') }] } });
    expect(bake.config.until).toContain('now() + duration("1h30m")');
    expect(watch).toMatchObject({
      uses: 'http',
      retry: { timeout: '2h30m' },
      config: {
        url: 'http://prometheus.monitoring:9090/api/v1/query',
        queryParams: [{ name: 'query', value: 'spillway_signal_firing{service="shop",environment="beta",signal=~"error-ratio|latency-p99"}' }],
        successExpression: expect.stringMatching(/^now\(\) >= date\("\$\{\{ outputs\.bake\.until \}\}"\) && len\(response\.body\.data\.result\) == \$\{\{ outputs\.live\.answers \}\} && all\(/),
        // what fired before counts when it looks back on nothing but the bake
        failureExpression: [
          'any(response.body.data.result, {#.value[1] == "1" && #.metric.signal in split("${{ outputs.before?.quiet ?? \'\' }}", ",")})',
          'now() >= date("${{ outputs.bake.judged1 }}") && any(response.body.data.result, {#.value[1] == "1" && #.metric.signal in ["error-ratio","latency-p99"]})',
        ].join(' || '),
      },
    });
  });
});

describe('a promotion', () => {
  const { app } = shop({
    pipeline: { rollbackOn: WATCHED },
    waves: [['beta', { environments: [beta], gates: [Gate.quiet(ERRORS)], bakeTime: Duration.minutes(10), trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }) }]],
    deploy: { prometheusAddress: 'https://prometheus.beta.example.com' },
  });
  const all = steps(app, 'beta');
  const undo = all.filter((step) => step.if?.includes('failure()'));

  test('goes from the quiet gate over Git and Argo CD to the bake', () => {
    expect(all.filter((step) => !undo.includes(step)).map(({ uses }) => uses)).toEqual([
      'fail', 'git-clone', 'yaml-parse', 'compose-output', 'git-clear', 'copy', 'kustomize-set-image', 'git-commit', 'http',
      'set-metadata', 'git-push', 'argocd-update', 'argocd-wait', 'yaml-parse', 'http', 'compose-output', 'http',
    ]);
  });

  test('waits at the quiet gate until all that is recorded there answers, and each answer is "not firing"', () => {
    const quiet = all.find(({ as }) => as === 'quiet')!;
    expect(quiet).toMatchObject({
      if: expect.stringContaining("outputs.prepare.recorded != ''"),
      config: {
        url: 'https://prometheus.beta.example.com/api/v1/query',
        successExpression: 'len(response.body.data.result) == ${{ len(filter(split(outputs.prepare.recorded, ","), {split(#, "/")[0] in ["error-ratio"]})) }}'
          + ' && all(response.body.data.result, {#.value[1] == "0"})',
      },
    });
    expect(quiet.config).not.toHaveProperty('failureExpression');
  });

  test('takes the manifests and the digests of its Freight, and no tag', () => {
    expect(all.find(({ uses }) => uses === 'git-clone')!.config.checkout).toEqual([
      { branch: 'environment/${{ vars.environment }}', create: true, path: './live', as: 'live' },
      { commit: "${{ quote(commitFrom('https://git.example.com/shop.git').ID) }}", path: './source' },
    ]);
    expect(all.find(({ uses }) => uses === 'kustomize-set-image')!.config.images).toEqual([{ image: IMAGE, digest: `\${{ imageFrom('${IMAGE}').Digest }}` }]);
  });

  test('sets no digest when the release has no images, where Kargo would set whatever it finds', () => {
    expect(steps(shop({ release: { images: [] } }).app, 'beta').map(({ uses }) => uses)).not.toContain('kustomize-set-image');
  });

  test('puts the old state back when anything after the push went wrong', () => {
    expect(undo.map(({ uses }) => uses)).toEqual(['set-metadata', 'git-clone', 'yaml-parse', 'git-clear', 'copy', 'git-commit', 'git-push', 'argocd-update', 'argocd-wait']);
    expect(undo.at(-2)!.config.apps).toEqual([{
      name: '${{ vars.application }}', namespace: 'argocd', sources: [{ repoURL: 'https://git.example.com/shop.git', desiredRevision: '${{ quote(task.outputs.push.commit) }}' }],
    }]);
  });

  test('is the same in all Stages but for its variables', () => {
    const { steps: own } = (delivered(app, 'Stage', 'beta').promotionTemplate as { spec: { steps: (PromotionStep | TaskStep)[] } }).spec;
    expect(own.filter((step): step is TaskStep => 'task' in step).map(({ task: { name }, as, vars }) => [name, as, vars.map(({ value }) => value)])).toEqual([
      ['prepare', 'prepare', ['beta', 'shop-beta']], ['apply', 'apply', ['beta', 'shop-beta']], ['take-back', 'take-back-beta', ['beta', 'shop-beta']],
    ]);
  });

  test('waits for the whole shift, and a day for a person at a paused Rollout', () => {
    expect(all.find(({ as }) => as === 'wait')!.retry).toEqual({ errorThreshold: 100, timeout: '24h10m' });
    const verifications = [Verification.measurement({ name: 'soak', signal: ERRORS, duration: Duration.minutes(5) })];
    const verified = shop({ waves: [['beta', { environments: [beta], verifications }]] }).app;
    expect(steps(verified, 'beta').find(({ as }) => as === 'wait')!.retry).toEqual({ errorThreshold: 100, timeout: '24h5m' });
  });
});

describe('who and what promotes', () => {
  const { app } = shop({ waves: [['beta', { environments: [beta] }], ['prod', { ...two, gates: [Gate.approval({ group: 'Release Managers' })] }]] });

  test('Kargo promotes by itself where nobody has to approve', () => {
    expect(delivered(app, 'ProjectConfig', 'shop-release').promotionPolicies).toEqual([
      { stageSelector: { name: 'beta' }, autoPromotionEnabled: true },
      { stageSelector: { name: 'east' }, autoPromotionEnabled: false },
      { stageSelector: { name: 'west' }, autoPromotionEnabled: false },
    ]);
  });

  test('the author of the manifests, or somebody whose address is not known, is stopped before anything else', () => {
    const author = (of: k8s.GitOpsApp, stage: string) => steps(of, stage).find(({ as }) => as === 'author');
    expect(steps(app, 'east').findIndex(({ as }) => as === 'author')).toBe(1);
    expect(author(app, 'east')).toEqual({
      uses: 'fail',
      as: 'author',
      if: expect.stringContaining("(!(ctx.meta.promotion.actor startsWith 'email:') || "
        + "lower(commitFrom('https://git.example.com/shop.git').Author) contains '<' + lower(trimPrefix(ctx.meta.promotion.actor, 'email:')) + '>') }}"),
      config: { message: 'the author of a release does not approve it' },
    });
    expect(author(app, 'beta')).toBeUndefined();
    const lenient = shop({ waves: [['beta', { environments: [beta], gates: [Gate.approval({ group: 'a', excludeAuthor: false })] }]] }).app;
    expect(author(lenient, 'beta')).toBeUndefined();
  });

  test('the group may promote to the environments of the wave, and to no other', () => {
    expect(object(app, 'delivery', 'ServiceAccount', 'approvers-prod').metadata.annotations).toEqual({ 'rbac.kargo.akuity.io/claims': '{"groups":["Release Managers"]}' });
    expect(object(app, 'delivery', 'Role', 'approvers-prod')).toMatchObject({
      rules: [
        { apiGroups: ['kargo.akuity.io'], resources: ['stages'], resourceNames: ['east', 'west'], verbs: ['promote'] },
        { apiGroups: ['kargo.akuity.io'], resources: ['promotions'], verbs: ['create'] },
        { apiGroups: ['kargo.akuity.io'], resources: ['freights', 'promotions', 'stages', 'warehouses'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    expect(manifests(app).filter(({ kind }) => kind === 'Role')).toHaveLength(1);
  });
});

describe('the warehouse', () => {
  test('subscribes to the manifests and to images by strict semver', () => {
    const { app } = shop({ release: { images: [{ repository: IMAGE, constraint: '^2.0.0' }], repository: { url: 'https://git.example.com/shop.git', branch: 'trunk', folder: 'deploy/dist' } } });
    const { subscriptions, freightCreationCriteria, ...how } = delivered(app, 'Warehouse', 'shop');
    expect(how).toEqual({ interval: '5m0s', freightCreationPolicy: 'Automatic' });
    expect(subscriptions).toMatchObject([
      { git: { repoURL: 'https://git.example.com/shop.git', branch: 'trunk', commitSelectionStrategy: 'NewestFromBranch', includePaths: ['deploy/dist'] } },
      { image: { repoURL: IMAGE, imageSelectionStrategy: 'SemVer', constraint: '^2.0.0', strictSemvers: true } },
    ]);
    expect(freightCreationCriteria).toBeUndefined();
  });

  test('makes Freight of several images only when they carry one version', () => {
    const containers = ['a', 'b', 'c'].map((name) => ({ name, image: `r.example.com/${name}@sha256:${'a'.repeat(64)}` }));
    const { app } = shop({ workload: { podTemplate: k8s.PodTemplate.inline({ spec: { containers } }) }, release: { images: [{ repository: 'r.example.com/a' }, { repository: 'r.example.com/b' }, { repository: 'r.example.com/c' }] } });
    expect(delivered(app, 'Warehouse', 'shop').freightCreationCriteria).toEqual({
      expression: "imageFrom('r.example.com/a').Tag == imageFrom('r.example.com/b').Tag && imageFrom('r.example.com/a').Tag == imageFrom('r.example.com/c').Tag",
    });
  });
});

describe('Argo CD', () => {
  const { app } = shop({ waves: [['beta', { environments: [beta] }], ['prod', two]] });

  test('applies the branch of each environment, and only Kargo\'s Stage of the same name may touch it', () => {
    const application = object(app, 'delivery', 'Application', 'shop-east');
    expect(application.metadata).toMatchObject({ namespace: 'argocd', annotations: { 'kargo.akuity.io/authorized-stage': 'shop-release:east' } });
    expect(application.spec).toMatchObject({
      source: { repoURL: 'https://git.example.com/shop.git', targetRevision: 'environment/east', path: '.' },
      destination: { name: 'east', namespace: 'shop' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'PruneLast=true'] },
    });
    expect(application.spec).not.toHaveProperty('ignoreDifferences');
  });

  test('leaves alone what controllers write, of the objects that they write it to and of no others', () => {
    const ignored = (workload: Partial<k8s.WorkloadProps>, trafficShift = TrafficShift.allAtOnce()) => object(
      shop({ waves: [['beta', { environments: [beta], trafficShift }]], workload }).app, 'delivery', 'Application', 'shop-beta').spec.ignoreDifferences;
    const narrowed = { group: '', kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] };
    expect(ignored({}, TrafficShift.blueGreen())).toEqual([narrowed]);
    expect(ignored({ router: k8s.TrafficRouter.linkerd() })).toEqual([
      narrowed,
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web', jqPathExpressions: ['.spec.rules[].backendRefs[].weight'] },
    ]);
    const cpu = { resources: { requests: { cpu: '100m' } } };
    const podTemplate = k8s.PodTemplate.inline({ spec: { containers: [{ ...PODS.spec.containers[0], ...cpu }] } });
    expect(ignored({ replicas: undefined, autoscaling: { minReplicas: 2, maxReplicas: 4 }, podTemplate }))
      .toEqual([{ group: 'argoproj.io', kind: 'Rollout', name: 'web', jsonPointers: ['/spec/replicas'] }]);
  });

  test('names fields once that are written into all objects of a kind, and the objects as soon as there are others', () => {
    const routed = () => shop({ waves: [['beta', { environments: [beta] }]], workload: { router: k8s.TrafficRouter.linkerd() } });
    const weights = (made: ReturnType<typeof shop>) => (object(made.app, 'delivery', 'Application', 'shop-beta').spec.ignoreDifferences as { kind: string; name?: string }[])
      .filter(({ kind }) => kind === 'HTTPRoute').map(({ name }) => name);
    const router = k8s.TrafficRouter.linkerd();
    const second = ({ app: { node }, pipeline }: ReturnType<typeof shop>) => new k8s.Workload(node.findChild('beta'), 'Api', {
      pipeline, environment: beta, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 2, ports: [{ port: 80 }], router,
    });
    const [own, other] = [routed(), routed()];
    second(own);
    expect(weights(own)).toEqual([undefined]);
    second(other);
    const foreign = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'other' }, spec: {} };
    new ApiObject(other.app.node.findChild('beta'), 'Other', foreign);
    expect(weights(other)).toEqual(['web', 'api']);
  });

  test('lets the Stages of later waves change an Application that they undo, and no others', () => {
    const scope = RollbackScope.PROMOTED;
    const { app: undoing } = shop({ waves: [['beta', { environments: [beta] }], ['prod', { ...two, rollbackOn: [RollbackTrigger.failedDeployment({ scope })] }], ['last', { environments: [last] }]] });
    const stagesOf = (name: string) => object(undoing, 'delivery', 'Application', name).metadata.annotations!['kargo.akuity.io/authorized-stage'];
    expect(stagesOf('shop-beta')).toBe('shop-release:beta,shop-release:east,shop-release:west');
    expect(stagesOf('shop-east')).toBe('shop-release:east');
  });

  test('may apply this repository to these places only', () => {
    expect(delivered(app, 'AppProject', 'shop-release')).toMatchObject({
      sourceRepos: ['https://git.example.com/shop.git'], destinations: ['beta', 'east', 'west'].map((name) => ({ name, namespace: 'shop' })),
    });
  });
});

describe('problems of the hand-over', () => {
  const failing = (options: ShopOptions, change: (made: ReturnType<typeof shop>) => void = () => undefined) => () => {
    const made = shop(options);
    change(made);
    const found = made.app.node.findAll().flatMap((construct) => construct.node.validate());
    if (found.length > 0) throw new Error(found.join('\n'));
  };

  test('nothing is wrong with a sound release', () => {
    expect(failing({})).not.toThrow();
  });

  test('SP5201 fails when an environment is not deployed, deployed twice, or unknown', () => {
    expect(failing({}, ({ pipeline, app }) => new k8s.GitOpsRelease(new Chart(app, 'second'), 'Release', { pipeline, repository: { url: 'https://git.example.com/shop.git' }, images: [] })))
      .toThrow(/SP5201 second\/Release\/beta: .*got "0 times"/);
    expect(failing({}, ({ release, app }) => release.deploy(beta, app.node.findChild('beta') as Chart))).toThrow(/SP5201 .*got "2 times"/);
    const namesake = new Environment('beta', { tier: Tier.TEST });
    expect(failing({}, ({ release, app }) => release.deploy(namesake, app.node.findChild('beta') as Chart))).toThrow(/SP5201 .*got "2 times"/);
    expect(failing({}, ({ release, app }) => release.deploy(last, app.node.findChild('beta') as Chart))).toThrow(/SP5201 .*does not have/);
  });

  test('SP5202 and SP5208 fail when the app is a plain one, or another than the pipeline\'s', () => {
    const app = new App({ outdir: 'unused' });
    const { pipeline } = shop();
    const release = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', { pipeline, repository: { url: 'https://git.example.com/shop.git' }, images: [] });
    const messages = release.node.validate().join('\n');
    expect(messages).toMatch(/SP5202 .*got "App"/);
    expect(messages).toMatch(/SP5208 /);
  });

  test('SP5203 fails when the folder would not be that of the environment', () => {
    expect(failing({}, ({ app }) => new Chart(app.node.findChild('beta') as Chart, 'nested'))).toThrow(/SP5203 beta\/nested/);
    expect(failing({}, ({ app }) => (app.node.findChild('beta') as Chart).addDependency(new Chart(app, 'base')))).toThrow(/SP5203 beta: .*dependency between charts/);
    expect(failing({}, ({ app, release }) => release.deploy(beta, new Chart(app, 'b')))).toThrow(/SP5203 b: .*got "b", allowed is "beta"/);
  });

  test('SP5204 fails when two objects share a file', () => {
    expect(failing({}, ({ app }) => ['a', 'b'].forEach((group) => new ApiObject(app.node.findChild('beta') as Chart, group, { apiVersion: `${group}/v1`, kind: 'Route', metadata: { name: 'web' } }))))
      .toThrow(/SP5204 beta\/b: .*got "Route.web.yaml"/);
  });

  test('SP5205 fails when the repository is not an HTTPS URL', () => {
    expect(failing({ release: { repository: { url: 'git@example.com:shop.git' } } })).toThrow(/SP5205/);
  });

  test('SP5206 fails when a subscribed image is used by no workload', () => {
    expect(failing({ release: { images: [{ repository: 'r.example.com/typo' }] } })).toThrow(/SP5206 beta: .*got "r.example.com\/typo", allowed is an image of its workloads: registry.example.com\/shop\/web/);
  });

  test('SP5207 fails when an environment has no workload, or one of another environment', () => {
    expect(failing({ workload: { environment: east }, waves: [['beta', { environments: [beta] }], ['prod', { environments: [east] }]] })).toThrow(/SP5207 beta: .*got "0 of 1 workloads"/);
  });

  test('SP5209 fails when two environments apply one object to one place', () => {
    expect(failing({ waves: [['beta', { environments: [beta] }], ['prod', two]], deploy: { cluster: 'same' } })).toThrow(/SP5209 east: .*got ".* of beta in same\/shop"/);
    expect(failing({ waves: [['beta', { environments: [beta] }], ['prod', two]] })).not.toThrow();
  });

  test('SP5210 fails when an image has two digests in an environment', () => {
    expect(failing({}, ({ app, pipeline }) => new k8s.Workload(app.node.findChild('beta') as Chart, 'Worker', {
      pipeline, environment: beta, replicas: 1, podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@sha256:${'b'.repeat(64)}` }] } }),
    }))).toThrow(/SP5210 beta: .*got "registry.example.com\/shop\/web"/);
  });

  test('SP5211 fails when the chart does not say its namespace', () => {
    expect(failing({ namespace: '' })).toThrow(/SP5211 beta: .*got "nothing", allowed is the namespace of the environment; make the chart with/);
  });

  test('an unsound plan is reported once, by its pipeline, and nothing is rendered', () => {
    const { app } = shop({ pipeline: { supersede: false } });
    const found = app.node.findAll().flatMap((construct) => construct.node.validate());
    expect(found.filter((message) => message.includes('order.keep'))).toHaveLength(1);
    expect(app.node.findAll().filter(ApiObject.isApiObject)).toEqual([]);
  });

  test('a warning is kept as metadata', () => {
    const { release } = shop({ waves: [['beta', { environments: [beta], trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.hours(3) }) }]] });
    expect(release.node.metadata.filter(({ type }) => type === 'spillway:warning').map(({ data }) => data).join()).toMatch(/SP2009/);
  });
});
