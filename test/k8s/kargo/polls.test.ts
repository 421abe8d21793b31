import { Duration, Gate, k8s, RollbackTrigger, Signal, TrafficShift, Verification } from 'spillway';
import type { WaveOptions } from 'spillway';
import type { PromotionStep } from '../../../src/k8s/kargo/step';
import { CANARY, FLAGGER, GATEWAY, shopOn } from '../support/engines';
import type { ShopOptions } from '../support/shop';
import { beta, ERRORS, object, shop, WATCHED } from '../support/shop';

/*
 * How often something is asked for, for how long, and in which order, which a model of Kargo does not see.
 */

const token = { secret: 'tokens', key: 'token' };

/** The steps of the Stage itself; those of tasks stand under the names of these. */
function stepsOf(app: k8s.GitOpsApp): (PromotionStep & { task?: { name: string } })[] {
  return (object(app, 'delivery', 'Stage', 'beta').spec.promotionTemplate as { spec: { steps: PromotionStep[] } }).spec.steps;
}

const named = (app: k8s.GitOpsApp, alias: string) => stepsOf(app).find(({ as }) => as === alias)!;

describe('a promotion with Flagger', () => {
  const canary: ShopOptions = { workload: { router: GATEWAY }, waves: [['beta', { environments: [beta], trafficShift: CANARY }]] };
  const { app } = shopOn(FLAGGER, canary);

  test('waits until Flagger must have looked, and Prometheus have heard of it', () => {
    // an interval of ten minutes, and two that what Prometheus knows may be old
    expect(named(app, 'shift').config.until).toContain('now() + duration("12m")');
  });

  test('asks for the Canaries of its namespace, every half minute, for as long as the shift and a person may take after that', () => {
    const { config, retry } = named(app, 'canary');
    expect(retry).toEqual({ errorThreshold: 100, timeout: '24h22m' });
    expect(config).toMatchObject({ pollInterval: '30s', queryParams: [{
      name: 'query',
      value: 'max by (name) (flagger_canary_status{exported_namespace="shop",name=~"web"} or flagger_canary_status{namespace="shop",name=~"web"})',
    }] });
  });

  test('asks Flagger before Argo CD, which may know of the release before alone', () => {
    expect(stepsOf(app).map(({ as, task }) => task?.name ?? as)).toEqual(['resume', 'prepare', 'apply', 'shift', 'canary', 'wait', undefined, 'take-back']);
  });

  test('asks nobody where pods are replaced', () => {
    const { app: replaced } = shopOn(FLAGGER, { waves: [['beta', { environments: [beta], trafficShift: TrafficShift.rolling() }]] });
    expect(stepsOf(replaced).map(({ as }) => as)).not.toContain('canary');
  });

  test('writes the way back in steps of Kargo, which may find nothing to change', () => {
    const { steps } = object(app, 'delivery', 'PromotionTask', 'take-back').spec as { steps: PromotionStep[] };
    const update = steps.find(({ uses }) => uses === 'yaml-update')!;
    expect(update).toMatchObject({ continueOnError: true, config: { path: './back/${{ vars.environment }}/live/kustomization.yaml', updates: [{ key: 'patches.0.patch', value: expect.stringMatching(/^\$\{\{ quote\('/) }] } });
    expect(update.if).toBe(steps.find(({ uses }) => uses === 'git-commit')!.if);
    expect(steps.at(-1)!.config).toMatchObject({ apps: [{ waitFor: ['sync', 'operation'] }] });
  });
});

test('without Flagger nothing is written into the kustomization on the way back, and health is waited for', () => {
  const { steps } = object(shop().app, 'delivery', 'PromotionTask', 'take-back').spec as { steps: PromotionStep[] };
  expect(steps.map(({ uses }) => uses)).not.toContain('yaml-update');
  expect(steps.at(-1)!.config).toMatchObject({ apps: [{ waitFor: ['health', 'sync', 'operation'] }] });
});

describe('what is asked of Prometheus', () => {
  const often = Signal.errorRatio({ name: 'often', atMost: 0.005, period: Duration.seconds(30) });
  const seldom = Signal.errorRatio({ name: 'seldom', atMost: 0.005, period: Duration.minutes(5) });
  const { app } = shop({
    pipeline: { rollbackOn: [RollbackTrigger.signal(seldom), RollbackTrigger.signal(often)] },
    waves: [['first', { environments: [beta], bakeTime: Duration.hours(1), gates: [Gate.quiet(seldom, often), Gate.budget({ objective: 0.999 }), Gate.budget({ objective: 0.99 })] }]],
  });

  test('is asked as often as the fastest signal has data, and a budget every minute', () => {
    expect(['quiet', 'watch', 'budget-1', 'budget-2'].map((alias) => named(app, alias).config.pollInterval)).toEqual(['30s', '30s', '1m', '1m']);
  });

  test('is asked of a gate for a day, through errors that pass', () => {
    for (const alias of ['quiet', 'budget-1']) expect(named(app, alias).retry).toEqual({ errorThreshold: 100, timeout: '24h' });
  });

  test('is quiet when no signal fires, not when one of them does not', () => {
    expect(named(app, 'quiet').config.successExpression).toMatch(/^len\(response\.body\.data\.result\) == \$\{\{.*\}\} && all\(response\.body\.data\.result, \{#\.value\[1\] == "0"\}\)$/);
  });

  test('is only asked during a bake that something is watched in', () => {
    const asked = (pipeline: ShopOptions['pipeline'], wave: Partial<WaveOptions>) => stepsOf(shop({ pipeline, waves: [['beta', { environments: [beta], ...wave }]] }).app).map(({ as }) => as);
    expect(asked({ rollbackOn: WATCHED }, { bakeTime: Duration.hours(1) })).toContain('watch');
    expect(asked({ rollbackOn: WATCHED }, {})).not.toContain('watch');
    expect(asked({}, { bakeTime: Duration.hours(1) })).not.toContain('watch');
  });

  test('is asked during a bake for what undoes the release, and not for what a gate asks for', () => {
    const pipeline = { rollbackOn: [RollbackTrigger.signal(often)] };
    const { app: gated } = shop({ pipeline, waves: [['beta', { environments: [beta], bakeTime: Duration.hours(1), gates: [Gate.quiet(seldom)] }]] });
    expect(JSON.stringify(named(gated, 'watch').config)).not.toContain('seldom');
  });

  test('is about the environment, not about the wave', () => {
    for (const alias of ['quiet', 'watch', 'budget-1']) expect(JSON.stringify(named(app, alias).config.queryParams)).toContain('environment=\\"beta\\"');
  });
});

const everything: ShopOptions = {
  pipeline: { rollbackOn: WATCHED },
  waves: [['beta', {
    environments: [beta],
    gates: [
      Gate.approval({ group: 'managers' }), Gate.change({ system: 'snow' }), Gate.dependsOn({ service: 'payments', environment: 'prod' }), Gate.budget({ objective: 0.999 }), Gate.quiet(ERRORS),
    ],
    verifications: [Verification.job({ name: 'smoke', image: 'a/b@sha256:0', commands: ['true'], timeout: Duration.minutes(7) })],
  }]],
  release: {
    repository: { url: 'https://github.com/example/deploy.git', reviews: k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token }) },
    changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com', token }) },
    kargoApi: { url: 'https://kargo.example.com', token },
  },
};

describe('the gates of an environment', () => {
  const { app } = shop(everything);
  const all = stepsOf(app);
  const place = (task: string) => all.findIndex((step) => step.task?.name === task);
  const gates = all.slice(place('prepare') + 1, place('apply'));

  test('are asked between what is prepared and what is changed: people first, measurements last', () => {
    expect(gates.map(({ as }) => as)).toEqual(['propose', 'pull-request', 'author', 'approval-1-team', 'approval-1', 'change-1', 'dependsOn-1', 'budget-1', 'quiet']);
  });

  test('are never asked once the branch has changed: nothing may hold the way back', () => {
    for (const step of gates) expect(step.if).toContain('success() && !(stageMetadata(ctx.stage)?.release?.promotion == ctx.promotion)');
  });

  test('that somebody else answers are asked every minute, for a day', () => {
    for (const alias of ['change-1', 'dependsOn-1']) expect(named(app, alias)).toMatchObject({ retry: { errorThreshold: 100, timeout: '24h' }, config: { pollInterval: '1m' } });
    expect(named(app, 'approval-1')).toMatchObject({ retry: { errorThreshold: 100, timeout: '168h' }, config: { pollInterval: '1m' } });
  });

  test('show who asks', () => {
    for (const alias of ['change-1', 'dependsOn-1', 'approval-1', 'approval-1-team', 'author']) {
      expect(named(app, alias).config.headers).toContainEqual({ name: 'Authorization', value: 'Bearer ${{ secret("tokens")["token"] }}' });
    }
  });

  test('ask GitHub for as many as a page holds, in its own form', () => {
    for (const alias of ['approval-1', 'approval-1-team']) expect(named(app, alias).config.url).toMatch(/\?per_page=100$/);
    for (const alias of ['approval-1', 'author']) expect(named(app, alias).config.headers).toContainEqual({ name: 'Accept', value: 'application/vnd.github+json' });
    expect(named(app, 'pull-request').config).toMatchObject({ provider: 'github', repoURL: 'https://github.com/example/deploy.git' });
    expect(named(app, 'approval-1').config.url).toMatch(/^https:\/\/api\.github\.com\/repos\/example\/deploy\/pulls\//);
  });

  test('survive errors that pass, also where they are asked once', () => {
    for (const alias of ['propose', 'pull-request']) expect(named(app, alias).retry).toEqual({ errorThreshold: 15 });
    for (const alias of ['author', 'approval-1-team']) expect(named(app, alias)).toMatchObject({ retry: { errorThreshold: 15, timeout: '24h' }, config: { pollInterval: '1m' } });
    // without it Kargo would take any error for a failure
    expect(named(app, 'approval-1-team').config.successExpression).toBe('response.status == 200');
  });

  test('leave the shift the time of the job that verifies it', () => {
    expect(named(app, 'wait')).toMatchObject({ retry: { timeout: '24h7m' }, config: { apps: [{ waitFor: ['health', 'sync', 'operation'] }] } });
  });
});

test('whatever is asked over HTTP is asked for a time: Kargo has none of its own, and lets no other release in meanwhile', () => {
  const steps = [...stepsOf(shop(everything).app), ...stepsOf(shopOn(FLAGGER, { workload: { router: GATEWAY }, waves: [['beta', { environments: [beta], trafficShift: CANARY }]] }).app)];
  const asking = steps.filter(({ uses }) => uses === 'http');
  expect(asking.length).toBeGreaterThan(6);
  for (const { as, retry } of asking) expect([as, retry]).toEqual([as, { errorThreshold: expect.any(Number), timeout: expect.stringMatching(/^\d+h/) }]);
});

test('what the way back needs to know is written down through errors that pass', () => {
  const records = (app: k8s.GitOpsApp) => [...stepsOf(app), ...object(app, 'delivery', 'PromotionTask', 'apply').spec.steps as PromotionStep[]].filter(({ uses }) => uses === 'set-metadata');
  const found = records(shop().app);
  const changed = 'stageMetadata(ctx.stage)?.release?.promotion == ctx.promotion';
  // a failure before the change takes nothing back, so that a restart may begin anew
  expect(found.map((step) => step.if)).toEqual([`\${{ failure() && ${changed} }}`, `\${{ success() && !(${changed}) }}`]);
  for (const { retry, config } of found) {
    expect(retry).toEqual({ errorThreshold: 15 });
    expect(config.updates).toMatchObject([{ kind: 'Stage', name: '${{ quote(ctx.stage) }}' }]);
  }
});
