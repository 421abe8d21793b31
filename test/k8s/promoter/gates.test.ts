import { Duration, Gate, k8s, RollbackTrigger, Signal } from 'spillway';
import { clock } from '../support/kargo/steps';
import { beta, ERRORS, prodEu, SLOW, WATCHED } from '../support/shop';
import { everything } from './everything';
import type { EnvironmentState } from './promoter-model';
import { series, WebRequestGate } from './promoter-model';
import type { WebRequestSpec } from './promoter-shop';
import { promoted, REPOSITORY, spec } from './promoter-shop';

const { app } = everything();
const gate = (name: string, branch = 'environment/prod-eu') => new WebRequestGate(app, `shop-${name}`, branch);
const RECORDED = 'recorded: budget-0.999-720h/web,error-ratio/web,latency-p99/web';

describe('a quiet gate', () => {
  const after = (state: EnvironmentState, answer: ReturnType<typeof series>) => gate('prod-quiet-1').reconcile({ active: 'old', body: RECORDED, ...state }, answer).phase;

  test('opens while every signal that is recorded there answers, and none fires', () => {
    expect(after({}, series('0'))).toBe('success');
    expect(after({}, series('1'))).toBe('pending');
    expect(after({}, series())).toBe('pending');
    expect(after({}, { status: 503, body: {} })).toBe('pending');
  });

  test('counts by what runs, not by what is proposed; what says nothing holds', () => {
    expect(after({ body: 'recorded: error-ratio/web,error-ratio/worker' }, series('0'))).toBe('pending');
    expect(after({ body: 'recorded: ' }, series())).toBe('success');
    expect(after({ body: '' }, series())).toBe('pending');
  });

  test('is not there for the first release, and goes on asking after it said yes', () => {
    expect(after({ active: '', body: '' }, series())).toBe('success');
    const one = gate('prod-quiet-1');
    const state = { active: 'old', body: RECORDED };
    expect(one.reconcile(state, series('0'))).toEqual({ phase: 'success', asked: true });
    expect(one.reconcile(state, series('1'))).toEqual({ phase: 'pending', asked: true });
    expect(one.reconcile({ active: 'new', body: RECORDED }, series('0')).asked).toBe(false);
  });
});

test('a quiet gate asks about its own signals, in the environment, in a URL', () => {
  const url = (made: typeof app, name: string) => spec<WebRequestSpec>(made, 'WebRequestCommitStatus', `shop-${name}`).httpRequest.urlTemplate;
  const asked = (signals: string) => encodeURIComponent(`spillway_signal_firing{service="shop",environment="prod-eu",signal=~"${signals}"}`);
  expect(url(app, 'prod-quiet-1')).toBe(`http://prometheus.monitoring:9090/api/v1/query?query=${asked('error-ratio')}`);
  const two = promoted({ pipeline: { rollbackOn: WATCHED }, waves: [['prod', { environments: [prodEu], bakeTime: Duration.hours(1), gates: [Gate.quiet(ERRORS), Gate.quiet(SLOW)] }]] }).app;
  expect([url(two, 'prod-quiet-1'), url(two, 'prod-quiet-2')]).toEqual([expect.stringContaining(asked('error-ratio')), expect.stringContaining(asked('latency-p99'))]);
  expect(spec<WebRequestSpec>(two, 'WebRequestCommitStatus', 'shop-prod-quiet-2').success.when.expression).toContain('in ["latency-p99"]');
});

test('a budget holds until enough is left', () => {
  const after = (value: string) => gate('prod-budget-1').reconcile({ active: 'old', body: RECORDED }, series(value)).phase;
  expect([after('0'), after('1')]).toEqual(['pending', 'success']);
});

describe('a change', () => {
  const after = (status: number, body: unknown) => gate('prod-change-1').reconcile({ active: 'old' }, { status, body }).phase;

  test.each([[200, { state: 'approved' }, 'success'], [200, { state: 'draft' }, 'pending'], [200, { state: 'rejected', final: true }, 'failure'], [404, 'none', 'pending'], [500, { state: 'approved' }, 'pending'], [500, { state: 'rejected', final: true }, 'pending'], [200, {}, 'pending']])(
    'answered with %d and %j is %s', (status, body, phase) => expect(after(status, body)).toBe(phase));

  test('is asked for with who, where and what, and a token that stands in no manifest', () => {
    const { httpRequest } = spec<WebRequestSpec>(app, 'WebRequestCommitStatus', 'shop-prod-change-1');
    const ofBranch = (field: string) => `{{ range .PromotionStrategy.Status.Environments }}{{ if eq .Branch $.Branch }}{{ .${field} }}{{ end }}{{ end }}`;
    expect(httpRequest.urlTemplate).toBe('https://changes.example.com/tickets?service=shop&wave=prod'
      + `&commit=${ofBranch('Proposed.Dry.Sha')}&execution=${ofBranch('Proposed.Hydrated.Sha')}`);
    expect(httpRequest.methodTemplate).toBe('GET');
    expect(httpRequest.authentication).toEqual({ bearer: { secretRef: { name: 'changes' } } });
  });

  test('is not asked for while nothing waits', () => {
    expect(gate('prod-change-1').reconcile({ active: 'new' }, { status: 200, body: { state: 'approved' } })).toEqual({ phase: 'pending', asked: false });
  });

  test('is asked for every minute, for each environment by itself', () => {
    expect(spec<WebRequestSpec>(app, 'WebRequestCommitStatus', 'shop-prod-change-1').mode).toMatchObject({ context: 'environments', trigger: { requeueDuration: '1m' } });
  });
});

describe('reviews', () => {
  const branch = 'environment/east';
  const review = (login: string, state = 'APPROVED', commit = 'new') => ({ state, author: { login }, commit: { oid: `${commit}-hydrated` } });
  const gitHub = (reviews: object[], author: object | null = { login: 'alex' }) => ({
    status: 200,
    body: { data: {
      organization: { team: { members: { nodes: [{ login: 'kim' }, { login: 'lee' }, { login: 'alex' }] } } },
      repository: { pullRequest: { latestOpinionatedReviews: { nodes: reviews } }, object: { author: { user: author } } },
    } },
  });
  const after = (answer: ReturnType<typeof gitHub>) => gate('one-box-approval-1', branch).reconcile({ active: 'old', pullRequest: '7' }, answer).phase;

  test('of two members pass', () => expect(after(gitHub([review('kim'), review('lee')]))).toBe('success'));

  test.each<[string, object[]]>([
    ['of one member', [review('kim')]],
    ['of one member and somebody else', [review('kim'), review('eve')]],
    ['of one member and the author', [review('kim'), review('alex')]],
    ['of one member and of the commit before', [review('kim'), review('lee', 'APPROVED', 'old')]],
    ['of one member and one that was dismissed', [review('kim'), review('lee', 'DISMISSED')]],
    ['of nobody who is known any more', [{ state: 'APPROVED', author: null, commit: { oid: 'new-hydrated' } }]],
  ])('%s do not', (_, reviews) => expect(after(gitHub(reviews))).toBe('pending'));

  test('of an author whom GitHub does not know hold, and a member who asks for changes turns it away', () => {
    expect(after(gitHub([review('kim'), review('lee')], null))).toBe('pending');
    expect(after(gitHub([review('kim'), review('lee', 'CHANGES_REQUESTED')]))).toBe('failure');
  });

  test('are not asked for before there is a pull request, and an answer without data holds', () => {
    expect(gate('one-box-approval-1', branch).reconcile({ active: 'old' }, gitHub([]))).toEqual({ phase: 'pending', asked: false });
    expect(after({ status: 200, body: { data: null } } as never)).toBe('pending');
  });

  test('are asked for with the members of the team, the pull request, and who wrote what waits', () => {
    const ofBranch = (field: string) => `{{ range .PromotionStrategy.Status.Environments }}{{ if eq .Branch $.Branch }}{{ .${field} }}{{ end }}{{ end }}`;
    const { httpRequest } = spec<WebRequestSpec>(app, 'WebRequestCommitStatus', 'shop-one-box-approval-1');
    expect(JSON.parse(httpRequest.bodyTemplate!)).toEqual({
      query: '{ organization(login: "example") { team(slug: "managers") { members(first: 100) { nodes { login } } } } '
        + `repository(owner: "example", name: "deploy") { pullRequest(number: ${ofBranch('PullRequest.ID')})`
        + ' { latestOpinionatedReviews(first: 100) { nodes { state author { login } commit { oid } } } }'
        + ` object(oid: "${ofBranch('Proposed.Dry.Sha')}") { ... on Commit { author { user { login } } } } } }`,
    });
    expect(httpRequest.authentication).toEqual({ bearer: { secretRef: { name: 'reviews' } } });
  });

  test('are not asked for where nothing waits', () => {
    expect(gate('one-box-approval-1', branch).reconcile({ active: 'new', pullRequest: '7' }, gitHub([])).asked).toBe(false);
  });

  test('are asked for at the GraphQL API of the same server', () => {
    const own = k8s.Reviews.gitHub({ api: 'https://github.example.com/api/v3', teams: { managers: 'example/managers' }, token: { secret: 'reviews', key: 'token' } });
    const made = promoted({ waves: [['a', { environments: [beta], gates: [Gate.approval({ group: 'managers' })] }]], release: { repository: { ...REPOSITORY, reviews: own } } });
    expect(spec<WebRequestSpec>(made.app, 'WebRequestCommitStatus', 'shop-a-approval-1').httpRequest.urlTemplate).toBe('https://github.example.com/api/graphql');
    expect(spec<WebRequestSpec>(app, 'WebRequestCommitStatus', 'shop-one-box-approval-1').httpRequest).toMatchObject({
      urlTemplate: 'https://api.github.com/graphql', methodTemplate: 'POST', headerTemplates: { 'Content-Type': 'application/json' },
    });
  });
});

describe('the watch over a bake', () => {
  const running = (health: string, bake: string, active = 'new'): EnvironmentState => ({ active, body: RECORDED, statuses: { 'argocd-health': health, bake } });

  test('is about the environment', () => {
    const query = encodeURIComponent('spillway_signal_firing{service="shop",environment="prod-eu",signal=~"error-ratio|latency-p99"}');
    expect(spec<WebRequestSpec>(app, 'WebRequestCommitStatus', 'shop-prod-watch').httpRequest.urlTemplate).toBe(`http://prometheus.monitoring:9090/api/v1/query?query=${query}`);
  });

  test('passes when the bake is over and all is quiet, and then asks no more', () => {
    const watch = gate('prod-watch');
    expect(watch.reconcile(running('success', 'pending'), series('0', '0')).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'success'), series('0', '0')).phase).toBe('success');
    expect(watch.reconcile(running('success', 'success'), series('1', '0'))).toEqual({ phase: 'success', asked: false });
  });

  /** The clock some minutes after what is tested here began. */
  const at = (minutes: number) => clock(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000);

  test('fails for good when a signal fires that looks back on nothing but this commit, until another one runs', () => {
    const watch = gate('prod-watch');
    expect(watch.reconcile(running('success', 'pending'), series('0', '0'), at(0)).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'pending'), series('0', '1'), at(4)).phase).toBe('failure');
    expect(watch.reconcile(running('success', 'success'), series('0', '0'), at(5))).toEqual({ phase: 'failure', asked: false });
    expect(watch.reconcile(running('success', 'success', 'next'), series('0', '0'), at(6)).phase).toBe('success');
  });

  test('does not take a commit for the one that it repairs', () => {
    const watch = gate('prod-watch');
    for (const minute of [0, 1, 2, 3]) expect(watch.reconcile(running('success', 'pending'), series('1', '0'), at(minute)).phase).toBe('pending');
    // nothing passes while it fires
    expect(watch.reconcile(running('success', 'success'), series('1', '0'), at(3.9)).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'success'), series('0', '0'), at(4)).phase).toBe('success');
  });

  test('counts from when the shift was over, of each commit by itself', () => {
    const watch = gate('prod-watch');
    expect(watch.reconcile(running('success', 'pending', 'old'), series('0', '0'), at(0)).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'pending'), series('1', '0'), at(60)).phase).toBe('pending');
    expect(watch.reconcile(running('pending', 'pending'), series('1', '0'), at(62)).phase).toBe('pending');
    // another shift, of the same commit
    expect(watch.reconcile(running('success', 'pending'), series('1', '0'), at(65)).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'pending'), { status: 503, body: {} }, at(66)).phase).toBe('pending');
    expect(watch.reconcile(running('success', 'pending'), series('1', '0'), at(69)).phase).toBe('failure');
  });

  test('waits for each signal by itself: one with a long memory keeps no other from counting', () => {
    const seldom = Signal.errorRatio({ name: 'latency-p99', atMost: 0.005, period: Duration.minutes(30) });
    const rollbackOn = [RollbackTrigger.signal(ERRORS), RollbackTrigger.signal(seldom)];
    const made = promoted({ pipeline: { rollbackOn }, waves: [['beta', { environments: [beta], bakeTime: Duration.hours(9) }]] });
    const after = (minutes: number, ...values: string[]) => {
      const watch = new WebRequestGate(made.app, 'shop-beta-watch', 'environment/beta');
      watch.reconcile(running('success', 'pending'), series('0', '0'), at(0));
      return watch.reconcile(running('success', 'pending'), series(...values), at(minutes)).phase;
    };
    expect([after(4, '1', '0'), after(4, '0', '1'), after(119, '0', '1'), after(120, '0', '1')]).toEqual(['failure', 'pending', 'pending', 'failure']);
  });

  test('leaves the shift to whatever shifts, and holds without data', () => {
    expect(gate('prod-watch').reconcile(running('pending', 'pending'), series('0', '1')).phase).toBe('pending');
    for (const answer of [series(), series('0'), { status: 500, body: {} }]) expect(gate('prod-watch').reconcile(running('success', 'success'), answer).phase).toBe('pending');
  });

  test('is asked as often as the fastest signal has data', () => {
    const [often, seldom] = [Duration.seconds(30), Duration.minutes(5)].map((period) => Signal.errorRatio({ name: `every-${period.toMilliseconds()}`, atMost: 0.005, period }));
    const rollbackOn = [RollbackTrigger.signal(seldom), RollbackTrigger.signal(often)];
    const made = promoted({ pipeline: { rollbackOn }, waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1) }]] });
    expect(spec<WebRequestSpec>(made.app, 'WebRequestCommitStatus', 'shop-beta-watch')).toMatchObject({ reportOn: 'active', mode: { trigger: { requeueDuration: '30s' } } });
  });
});

test('gates of one kind in two waves have statuses of their own', () => {
  const made = promoted({ waves: [['a', { environments: [beta], gates: [Gate.quiet(ERRORS)] }]] });
  expect(spec<WebRequestSpec & { key: string }>(made.app, 'WebRequestCommitStatus', 'shop-a-quiet-1').key).toBe('a-quiet-1');
});
