import { Duration, Evidence, Gate, k8s } from 'spillway';
import type { WaveOptions } from 'spillway';
import { inRange } from '../../../src/k8s/kargo/gates/versions';
import { evaluate } from '../support/kargo/expression';
import { answer, HOUR_MS, Shop } from '../support/kargo/shop-promotions';
import type { Asked } from '../support/kargo/world';
import { findings } from '../support/manifest-validator';
import type { Manifest } from '../support/manifest-validator';
import type { ShopOptions } from '../support/shop';
import { beta, east, IMAGE, manifests, object, shop, west } from '../support/shop';

const token = { secret: 'tokens', key: 'changes' };
const gated = (gates: Gate[], release: ShopOptions['release'] = {}, wave: Partial<WaveOptions> = {}): ShopOptions => ({
  waves: [['beta', { environments: [beta], gates, ...wave }]], release,
});

/** Whether a second release gets through while something else answers as it does. */
function passes(options: ShopOptions, answering: (made: Shop, asked: Asked) => ReturnType<typeof answer>, first = answering): [string, number] {
  const made = new Shop(options);
  made.world.secrets = { tokens: { changes: 's3cret' } };
  made.world.answer = (asked) => first(made, asked);
  made.promotion('beta', made.freight('a')).run();
  const began = made.world.nowMs;
  made.world.answer = (asked) => answering(made, asked);
  made.promotion('beta', made.freight('b')).run();
  return [made.asked('beta')[0], made.world.nowMs - began];
}

describe('a change', () => {
  const options = gated([Gate.change({ system: 'snow', states: ['approved', 'scheduled'] })], { changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com/tickets', token }) } });
  const ticket = (body: object, status = 200) => () => ({ status, body });
  const approved = ticket({ id: 'CHG1', state: 'approved' });

  test('is asked for with who, where and what, and a token that stands in no manifest', () => {
    const asked: Asked[] = [];
    passes(options, (_, one) => {
      asked.push(one);
      return approved();
    });
    expect(asked[1]).toMatchObject({
      url: 'https://changes.example.com/tickets',
      headers: { Authorization: 'Bearer s3cret' },
      query: { service: 'shop', wave: 'beta', commit: expect.stringMatching(/^\d{40}$/), execution: expect.stringMatching(/^beta\./) },
    });
    expect(JSON.stringify(manifests(shop(options).app))).not.toContain('s3cret');
  });

  test('holds until the ticket stands right', () => {
    const until = { ms: 0 };
    const [asked, tookMs] = passes(options, (made) => {
      until.ms ||= made.world.nowMs + 3 * HOUR_MS;
      return made.world.nowMs < until.ms ? { status: 404, body: null } : { status: 200, body: { state: 'scheduled' } };
    }, approved);
    expect(asked).toBe('b');
    expect(tookMs).toBeGreaterThanOrEqual(3 * HOUR_MS);
  });

  test.each([[{ state: 'rejected', final: true }, 200, 0], [{ state: 'draft' }, 200, 24], [{ state: 'approved' }, 500, 24], [{ state: 'rejected', final: true }, 500, 24], [{}, 200, 24]])(
    'answered with %j and status %d turns the release away after %d hours', (body, status, hours) => {
      const [asked, tookMs] = passes(options, ticket(body, status), approved);
      expect(asked).toBe('a');
      expect(Math.floor(tookMs / HOUR_MS)).toBe(hours);
    });
});

describe('another service', () => {
  const options = gated([Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '^2.1.0' })], { kargoApi: { url: 'https://kargo.example.com', token } });
  const stage = (tag: string, phase = 'Successful') => ({
    status: 200, body: { status: { freightHistory: [{ items: { 'Warehouse/payments': { images: [{ tag }] } }, verificationHistory: [{ phase }] }] } },
  });

  test('is asked for by its Stage in Kargo', () => {
    let url = '';
    expect(passes(options, (_, asked) => {
      url = asked.url;
      return stage('v2.1.0');
    })[0]).toBe('b');
    expect(url).toBe('https://kargo.example.com/v1beta1/projects/payments-release/stages/prod');
    const elsewhere = gated([Gate.dependsOn({ service: 'payments', environment: 'prod' })], { kargoApi: { url: 'https://kargo.example.com', token, projects: { payments: 'pay' } } });
    passes(elsewhere, (_, asked) => {
      url = asked.url;
      return stage('v2.1.0');
    });
    expect(url).toBe('https://kargo.example.com/v1beta1/projects/pay/stages/prod');
  });

  const holding = (current: object) => ({ status: 200, body: { status: { freightHistory: [current] } } });

  test.each([
    [stage('2.0.9')], [stage('3.0.0')], [stage('2.2.0-rc.1')], [stage('2.2.0', 'Failed')], [{ ...stage('2.2.0'), status: 500 }],
    [{ status: 200, body: {} }], [{ status: 200, body: { status: {} } }], [{ status: 404, body: {} }],
    [holding({ items: { payments: { images: [{ tag: '2.2.0' }] } } })], [holding({ items: { payments: {} }, verificationHistory: [{ phase: 'Successful' }] })],
  ])('that is %j is waited for for a day', (now) => {
    const [asked, tookMs] = passes(options, () => now, () => stage('2.9.0'));
    expect([asked, Math.floor(tookMs / HOUR_MS)]).toEqual(['a', 24]);
  });

  test.each([
    ['*', '0.0.1', true], ['2.1.x', '2.1.9', true], ['2.1.x', '2.2.0', false], ['>1.2.3 || 0.9.0', '0.9.0', true], ['>1.2.3 || 0.9.0', '1.2.3', false], ['=1.2.3', '1.2.3', true],
    ['<=1.2.3', '1.2.3', true], ['*', 'latest', false], ['*', '1.2.3-rc.1', false],
    ['*', '1.2.3.4', false], ['<2.2.0', '2.1.1000', true], ['<2.2.0', '2.1.999999', true], ['>=2.2.0', '2.1.20260101', false], ['*', '2.1.20260101', false],
  ])('of range %s and version %s: %s', (range, tag, is) => {
    expect(evaluate(inRange(range, 'tag')!, { tag })).toBe(is);
  });

  test('a range that names a prerelease is not compared', () => {
    expect(inRange('>=1.0.0-rc.1', 'tag')).toBeUndefined();
  });

  test('a range that names a date is not compared, and the largest that is named is an integer to the letter', () => {
    expect(inRange('>=2.1.20260101', 'tag')).toBeUndefined();
    expect(inRange('>=999999.999999.999999', 'tag')).toContain('n >= 999999999999999999)');
  });
});

describe('an error budget', () => {
  const options = gated([Gate.budget({ objective: 0.999 })]);

  test('is not asked for at the first release, and holds the next until enough is left', () => {
    const until = { ms: 0 };
    expect(passes(options, (made) => {
      until.ms ||= made.world.nowMs + HOUR_MS;
      return answer(made.world.nowMs < until.ms ? '0' : '1');
    }, () => { throw new Error('nobody should ask'); })[0]).toBe('b');
  });

  test.each([[[]], [['0']], [['1', '1']]])('answered with %j turns the release away', (values) => {
    expect(passes(options, () => answer(...values))[0]).toBe('a');
  });
});

describe('an error budget', () => {
  const options = gated([Gate.budget({ objective: 0.999 })]);
  const left = (...values: string[]) => () => answer(...values);

  test('of every workload that counts one has to be left', () => {
    expect(passes(options, left('1'))[0]).toBe('b');
    expect(passes(options, left('0'), left('1'))[0]).toBe('a');
    // more answers than workloads that count, or fewer, are answers to something else
    expect(passes(options, left('1', '1'), left('1'))[0]).toBe('a');
    expect(passes(options, left(), left('1'))[0]).toBe('a');
  });

  test('is asked by every answer, not by one of them', () => {
    const { steps } = (object(shop(options).app, 'delivery', 'Stage', 'beta').spec.promotionTemplate as { spec: { steps: { as?: string; config: { successExpression: string } }[] } }).spec;
    expect(steps.find((step) => step.as === 'budget-1')!.config.successExpression).toMatch(/ && all\(response\.body\.data\.result, \{#\.value\[1\] == "1"\}\)$/);
  });

  test('is not asked for at the first release', () => {
    const made = new Shop(options);
    made.world.answer = () => { throw new Error('nobody should ask'); };
    made.promotion('beta', made.freight('a')).run();
    expect(made.asked('beta')[0]).toBe('a');
  });
});

describe('reviews', () => {
  const reviews = k8s.Reviews.gitHub({ teams: { managers: 'example/managers', security: 'example/security' }, token });
  const repository = { url: 'https://github.com/example/deploy.git', reviews };
  const of = (options: Partial<Parameters<typeof Gate.approval>[0]> = {}) => gated([Gate.approval({ group: 'managers', quorum: 2, timeout: Duration.hours(6), ...options })], { repository });
  const gitHub = (given: Review[], author: string | null = 'alex', head = '') => ({ url }: Asked) => {
    if (url.includes('/commits/')) return { status: 200, body: { author: author && { login: author } } };
    if (url.includes('/members')) return { status: 200, body: ['kim', 'lee', 'alex'].map((login) => ({ login })) };
    return { status: 200, body: given.map(([login, state, commit = head]) => ({ state, commit_id: commit, user: login === 'ghost' ? null : { login } })) };
  };
  type Review = [login: string, state: string, commit?: string];
  const both: Review[] = [['kim', 'APPROVED'], ['lee', 'APPROVED']];
  /** What is proposed last, and reviewed unless something else is said. */
  const proposed = ({ world: { git, pullRequests } }: Shop) => git.head(pullRequests.at(-1)!.split(' -> ')[0]);
  const outcome = (given: Review[], options = of(), author: string | null = 'alex') => passes(
    options, (made, asked) => gitHub(given, author, proposed(made))(asked), (made, asked) => gitHub(both, 'alex', proposed(made))(asked),
  );

  test('of enough members let the release in, which Kargo promotes by itself', () => {
    expect(outcome(both)[0]).toBe('b');
    expect(object(shop(of()).app, 'delivery', 'ProjectConfig', 'shop-release').spec.promotionPolicies).toEqual([{ stageSelector: { name: 'beta' }, autoPromotionEnabled: true }]);
    expect(manifests(shop(of()).app).filter(({ kind }) => kind === 'Role')).toEqual([]);
  });

  test.each<[string, Review[]]>([
    ['one member', [['kim', 'APPROVED']]],
    ['one member twice', [['kim', 'APPROVED'], ['kim', 'APPROVED']]],
    ['a member and the author', [['kim', 'APPROVED'], ['alex', 'APPROVED']]],
    ['a member and somebody else', [['kim', 'APPROVED'], ['sam', 'APPROVED']]],
    ['two members of whom one went back on it', [...both, ['lee', 'DISMISSED']]],
    ['two members of whom one has seen another commit', [['kim', 'APPROVED'], ['lee', 'APPROVED', '0'.repeat(40)]]],
    ['two members, whose last words may stand on another page', [...both, ...Array.from({ length: 98 }, (): Review => ['sam', 'COMMENTED'])]],
  ])('of %s are not enough: after the time of the gate the release is turned away', (_, given) => {
    const [asked, tookMs] = outcome(given);
    expect(asked).toBe('a');
    expect(Math.floor(tookMs / HOUR_MS)).toBe(6);
  });

  test('a comment takes nothing back, and somebody who is gone from GitHub is nobody', () => {
    expect(outcome([...both, ['lee', 'COMMENTED'], ['ghost', 'APPROVED']])[0]).toBe('b');
  });

  test('of a member who asked for changes of an earlier commit turn the release away as well', () => {
    expect(outcome([...both, ['alex', 'APPROVED'], ['lee', 'CHANGES_REQUESTED', '0'.repeat(40)]])[1]).toBeLessThan(HOUR_MS);
  });

  test('of a member who asks for changes turn the release away at once', () => {
    const [asked, tookMs] = outcome([...both, ['lee', 'CHANGES_REQUESTED']]);
    expect(asked).toBe('a');
    expect(tookMs).toBeLessThan(HOUR_MS);
  });

  test('of an author whom GitHub does not know are not waited for, unless the author may approve', () => {
    expect(outcome(both, of(), null)[0]).toBe('a');
    expect(outcome([['kim', 'APPROVED'], ['alex', 'APPROVED']], of({ excludeAuthor: false }), null)[0]).toBe('b');
  });

  test('are not read off an error', () => {
    const erring = (given: Review[]) => passes(of(), (made, asked) => ({ ...gitHub(given, 'alex', proposed(made))(asked), ...(asked.url.includes('/reviews') && { status: 502 }) }),
      (made, asked) => gitHub(both, 'alex', proposed(made))(asked));
    for (const given of [both, [['lee', 'CHANGES_REQUESTED'] satisfies Review]]) {
      const [asked, tookMs] = erring(given);
      expect([asked, Math.floor(tookMs / HOUR_MS)]).toEqual(['a', 6]);
    }
  });

  test.each([['/commits/', 500], ['/members', 404], ['/members', 401]])('are given up after a day in which GitHub answers %s with %d: the next release has its turn', (part, status) => {
    const [asked, tookMs] = passes(of(), (made, request) => ({ ...gitHub(both, 'alex', proposed(made))(request), ...(request.url.includes(part) && { status }) }),
      (made, request) => gitHub(both, 'alex', proposed(made))(request));
    expect([asked, Math.floor(tookMs / HOUR_MS)]).toEqual(['a', 24]);
  });

  test('of two groups are both waited for', () => {
    const two = gated([Gate.approval({ group: 'managers', excludeAuthor: false }), Gate.approval({ group: 'security' })], { repository });
    const aliases = JSON.stringify(object(shop(two).app, 'delivery', 'Stage', 'beta').spec);
    expect(aliases).toContain('"approval-1"');
    // who wrote it is asked as soon as one of them wants to know
    expect(aliases).toContain('"author"');
    expect(aliases).toContain('orgs/example/teams/security/members');
  });

  test('are not asked for where nobody has to approve', () => {
    expect(JSON.stringify(object(shop(gated([], { repository })).app, 'delivery', 'Stage', 'beta').spec)).not.toContain('git-open-pr');
  });

  test.each(['deploy', 'deploy.git'])('are those of the repository "%s"', (name) => {
    const { app } = shop(gated([Gate.approval({ group: 'managers' })], { repository: { url: `https://github.com/example/${name}`, reviews } }));
    expect(JSON.stringify(object(app, 'delivery', 'Stage', 'beta').spec)).toContain('https://api.github.com/repos/example/deploy/pulls/');
  });

  test('are not asked for where a release changes nothing', () => {
    const made = new Shop(of());
    made.world.answer = (asked) => gitHub(both, 'alex', proposed(made))(asked);
    const freight = made.freight('a');
    made.promotion('beta', freight).run();
    made.world.answer = () => { throw new Error('nobody should ask'); };
    const again = made.promotion('beta', freight);
    again.run();
    expect([again.succeeded, made.world.pullRequests.length]).toEqual([true, 1]);
  });

  test('are taken for what is about to be applied, on a branch of its own', () => {
    const made = new Shop(of());
    made.world.answer = (asked) => gitHub(both, 'alex', proposed(made))(asked);
    made.promotion('beta', made.freight('a')).run();
    expect(made.world.pullRequests).toEqual([expect.stringMatching(/^kargo\/promotion\/beta\.\d+ -> environment\/beta$/)]);
  });
});

describe('jobs', () => {
  const image = `registry.example.com/tools@sha256:${'b'.repeat(64)}`;
  const check = Gate.check({ name: 'smoke', commands: ['./one', './two'], image, timeout: Duration.minutes(5) });
  const evidence = k8s.EvidenceStore.cosign({ publicKey: 'PEM', verifier: image, registrySecret: 'registry' });
  const { app } = shop({
    waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1) }], ['prod', { environments: [east, west], gates: [check, Gate.evidence(Evidence.SBOM)] }]], release: { evidence },
  });
  const delivered = (kind: string, name: string) => object(app, 'delivery', kind, name);
  const metrics = delivered('AnalysisTemplate', 'gate-prod').spec.metrics as { name: string; provider: { job: { spec: { activeDeadlineSeconds: number; template: { spec: Pod } } } } }[];
  interface Pod { readonly containers: { readonly image: string; readonly command: string[]; readonly env: object[] }[]; readonly volumes?: object[] }
  const podOf = (name: string) => metrics.find((metric) => metric.name === name)!.provider.job.spec;

  test('judge a release once, in a Stage between the waves', () => {
    const from = (name: string) => (delivered('Stage', name).spec.requestedFreight as { sources: object }[])[0].sources;
    expect(from('gate-prod')).toEqual({ stages: ['beta'], availabilityStrategy: 'All', requiredSoakTime: '1h' });
    for (const name of ['east', 'west']) expect(from(name)).toEqual({ stages: ['gate-prod'], availabilityStrategy: 'All' });
    expect(delivered('Stage', 'gate-prod').spec.verification).toMatchObject({ analysisTemplates: [{ name: 'gate-prod' }] });
    expect(delivered('ProjectConfig', 'shop-release').spec.promotionPolicies).toContainEqual({ stageSelector: { name: 'gate-prod' }, autoPromotionEnabled: true });
  });

  test('run what they are told, on the release that is judged', () => {
    expect(podOf('smoke').activeDeadlineSeconds).toBe(300);
    expect(podOf('smoke').template.spec.containers[0]).toMatchObject({
      image, command: ['/bin/sh', '-ec', './one\n./two'], env: expect.arrayContaining([{ name: 'RELEASE_COMMIT', value: '{{args.commit}}' }, { name: 'RELEASE_IMAGES', value: '{{args.images}}' }]),
    });
    expect(delivered('Stage', 'gate-prod').spec.verification).toMatchObject({ args: [{ name: 'commit' }, { name: 'images', value: `${IMAGE}@\${{ imageFrom('${IMAGE}').Digest }}` }] });
  });

  test('verify evidence by the key, for every image and kind', () => {
    const { containers: [{ command, env }], volumes } = podOf('evidence').template.spec;
    expect(command[2]).toBe("for image in $RELEASE_IMAGES; do for type in 'cyclonedx'; do echo \"$type of $image\"; "
      + 'cosign verify-attestation --key env://COSIGN_PUBLIC_KEY --insecure-ignore-tlog=true --type "$type" "$image" > /dev/null; done; done');
    expect(env).toContainEqual({ name: 'COSIGN_PUBLIC_KEY', value: 'PEM' });
    expect(volumes).toEqual([{ name: 'registry', secret: { secretName: 'registry', items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }]);
  });

  test('have a quarter of an hour for evidence, and ask for each kind once', () => {
    const { app: asking } = shop({ waves: [['beta', { environments: [beta], gates: [Gate.evidence(Evidence.SBOM), Gate.evidence(Evidence.SBOM)] }]], release: { evidence } });
    const { metrics: [metric] } = object(asking, 'delivery', 'AnalysisTemplate', 'gate-beta').spec as { metrics: typeof metrics };
    const { activeDeadlineSeconds, template: { spec: { containers: [{ command }] } } } = metric.provider.job.spec;
    expect(activeDeadlineSeconds).toBe(900);
    expect(command[2]).toContain("for type in 'cyclonedx'; do");
  });

  test('are told the commit as a text, and all images in a row, or none', () => {
    const told = (images: string[]) => {
      const containers = images.map((repository, i) => ({ name: `c${i}`, image: `${repository}@sha256:${'a'.repeat(64)}` }));
      const workload = images.length > 0 ? { podTemplate: k8s.PodTemplate.inline({ spec: { containers } }) } : {};
      const { app: judged } = shop({ workload, waves: [['beta', { environments: [beta], gates: [check] }]], release: { images: images.map((repository) => ({ repository })) } });
      const { args } = object(judged, 'delivery', 'Stage', 'gate-beta').spec.verification as { args: object[] };
      return { args, declared: object(judged, 'delivery', 'AnalysisTemplate', 'gate-beta').spec.args };
    };
    const commit = { name: 'commit', value: "${{ quote(commitFrom('https://git.example.com/shop.git').ID) }}" };
    expect(told([])).toEqual({ args: [commit], declared: [{ name: 'commit' }] });
    const value = "r.example.com/a@${{ imageFrom('r.example.com/a').Digest }} r.example.com/b@${{ imageFrom('r.example.com/b').Digest }}";
    expect(told(['r.example.com/a', 'r.example.com/b'])).toEqual({ args: [commit, { name: 'images', value }], declared: [{ name: 'commit' }, { name: 'images' }] });
  });

  test('let a promotion to their Stage through a model of Kargo', () => {
    const made = new Shop({ waves: [['beta', { environments: [beta], gates: [check] }]] });
    expect(made.promotion('gate-beta', made.freight('a')).run()).toEqual([['judged', 'Succeeded']]);
  });
});

describe('everything at once', () => {
  const everything = (): Manifest[] => manifests(shop(gated([
    Gate.approval({ group: 'managers', quorum: 2 }), Gate.change({ system: 'snow' }), Gate.budget({ objective: 0.999 }), Gate.dependsOn({ service: 'payments', environment: 'prod' }),
    Gate.check({ name: 'smoke', commands: ['true'], image: 'a/b' }), Gate.evidence(Evidence.SBOM, Evidence.PROVENANCE),
  ], {
    repository: { url: 'https://github.com/example/deploy.git', reviews: k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token }) },
    changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com', token }) },
    kargoApi: { url: 'https://kargo.example.com', token, projects: { payments: 'pay' } },
    evidence: k8s.EvidenceStore.cosign({ publicKey: 'PEM', verifier: 'a/cosign' }),
  })).app);

  test('follows the schemas of Kargo and Argo Rollouts', () => {
    expect(everything().flatMap(findings)).toEqual([]);
  });
});
