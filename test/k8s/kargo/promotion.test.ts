import { Duration, Gate, RollbackScope, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { Policy } from '../support/admission';
import { admit } from '../support/admission';
import { answer, digestOf, HOUR_MS, quiet, Shop, signalled, signalsOf } from '../support/kargo/shop-promotions';
import type { ShopOptions } from '../support/shop';
import { beta, east, ERRORS, object, shop, WATCHED, west } from '../support/shop';

/*
 * Steps of emitted Stages, run by a model of Kargo against a model of Git, Argo CD and Prometheus.
 */

const watched: ShopOptions = {
  pipeline: { rollbackOn: WATCHED },
  waves: [['beta', { environments: [beta], bakeTime: Duration.hours(2), trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }) }]],
};

describe('a promotion, in a model of Kargo', () => {
  test('brings a good release into an empty branch, and the next one on top of it', () => {
    const made = new Shop(watched);
    expect(made.promotion('beta', made.freight('a')).run().filter(([, status]) => status === 'Failed' || status === 'Errored')).toEqual([['prepare::running', 'Errored']]);
    expect(made.asked('beta')).toEqual(['a', digestOf('a')]);
    const second = made.promotion('beta', made.freight('b'));
    second.run();
    expect(second.succeeded).toBe(true);
    expect(made.asked('beta')).toEqual(['b', digestOf('b')]);
    expect(made.world.git.log('environment/beta')).toEqual([`release ${'b'.repeat(40)} to beta`, `release ${'a'.repeat(40)} to beta`, 'Initial commit']);
  });

  test('bakes for as long as it should', () => {
    const made = new Shop(watched);
    const before = made.world.nowMs;
    made.promotion('beta', made.freight('a')).run();
    expect(made.world.nowMs - before).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect(made.world.nowMs - before).toBeLessThan(2.1 * HOUR_MS);
  });

  test('puts manifests and digest back when the Application turns degraded', () => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    made.isBad('b');
    const bad = made.promotion('beta', made.freight('b'));
    expect(bad.run().find(([alias]) => alias === 'wait')).toEqual(['wait', 'Failed']);
    expect(bad.succeeded).toBe(false);
    expect(made.asked('beta')).toEqual(['a', digestOf('a')]);
    expect(made.world.git.log('environment/beta')[0]).toMatch(/^roll back b{40} in beta to \d{40}$/);
  });

  test('puts them back when a signal fires in the last minute of the bake', () => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    const from = made.world.nowMs + 2 * HOUR_MS - 60_000;
    made.world.answer = (asked) => (made.world.nowMs >= from ? answer('1', '0') : quiet(asked));
    expect(made.promotion('beta', made.freight('b')).run().find(([alias]) => alias === 'watch')).toEqual(['watch', 'Failed']);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('does not take a missing answer for a good one: the bake goes on, and in the end the release is taken back', () => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    made.world.answer = () => answer('0');
    const before = made.world.nowMs;
    expect(made.promotion('beta', made.freight('b')).run().find(([alias]) => alias === 'watch')).toEqual(['watch', 'Errored']);
    expect(made.world.nowMs - before).toBeGreaterThan(3 * HOUR_MS);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('leaves the first release of all where it is: there is nothing to go back to', () => {
    const made = new Shop(watched);
    made.isBad('a');
    const first = made.promotion('beta', made.freight('a'));
    const back = first.run().filter(([alias]) => alias.startsWith('take-back-beta')).map(([, status]) => status);
    expect(back).toEqual(['Succeeded', 'Errored', 'Skipped', 'Skipped', 'Skipped', 'Skipped', 'Skipped', 'Skipped']);
    expect(first.succeeded).toBe(false);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('fails without a change when somebody else has pushed to the branch meanwhile', () => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    const freight = made.freight('b');
    const late = made.promotion('beta', freight);
    made.world.trouble.set('git-push', 1);
    const { git } = made.world;
    const advance = git.advance.bind(git);
    git.advance = (branch, id) => {
      git.advance = advance;
      git.push('environment/beta', git.files(git.head('environment/beta')!), 'by hand');
      return advance(branch, id);
    };
    expect(late.run().find(([alias]) => alias === 'apply::push')).toEqual(['apply::push', 'Failed']);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('survives errors that pass, on its way there and on its way back', () => {
    const made = new Shop(watched);
    for (const kind of ['git-clone', 'git-push', 'argocd-update', 'argocd-wait', 'http']) made.world.trouble.set(kind, 10);
    const good = made.promotion('beta', made.freight('a'));
    good.run();
    expect(good.succeeded).toBe(true);
    made.isBad('b');
    const bad = made.promotion('beta', made.freight('b'));
    for (const kind of ['git-clone', 'git-push', 'argocd-update']) made.world.trouble.set(kind, 14);
    bad.run();
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('changes nothing when it fails before the change, even where the same Freight runs already', () => {
    const made = new Shop(watched);
    const [first, second] = [made.freight('a'), made.freight('b')];
    made.promotion('beta', first).run();
    made.promotion('beta', second).run();
    made.world.trouble.set('git-clone', 15);
    const again = made.promotion('beta', second);
    again.run();
    expect(again.succeeded).toBe(false);
    expect(made.asked('beta')[0]).toBe('b');
  });
});

describe('a bake of a release that repairs what fires', () => {
  const evidence = Signal.sequential({ detect: 0.006, baseline: 0.001 });
  const baked = (bakeTime: Duration, signals: Signal[]): ShopOptions => ({
    pipeline: { rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) }, waves: [['beta', { environments: [beta], bakeTime }]],
  });

  /**
   * Releases "b", and tells what the branch asks for then and how long it took.
   * @param fires whether a signal does so many milliseconds after the bake began; without a time, whether it did before
   * @param isDeafBefore whether Prometheus does not answer what was before
   */
  function baking(options: ShopOptions, fires: (name: string, sinceMs?: number) => boolean, isDeafBefore = false): { asked: string; minutes: number } {
    const made = new Shop(options);
    made.recorded = 'error-ratio/web,sequential-error-ratio/web';
    made.promotion('beta', made.freight('a')).run();
    const beganMs = made.world.nowMs;
    made.world.answer = (asked) => {
      const isBefore = asked.query.query.startsWith('max by');
      if (isBefore && isDeafBefore) return { status: 503, body: null };
      const sinceMs = isBefore ? undefined : made.world.nowMs - beganMs;
      return signalled(Object.fromEntries(signalsOf(asked).map((name) => [name, fires(name, sinceMs) ? '1' : '0'])));
    };
    made.promotion('beta', made.freight('b')).run();
    return { asked: made.asked('beta')[0], minutes: (made.world.nowMs - beganMs) / 60_000 };
  }

  const until = (minutes: number) => (_: string, sinceMs = 0) => sinceMs < minutes * 60_000;

  test('lets it stay when the signal is quiet by the time that it looks back on nothing but the bake', () => {
    expect(baking(baked(Duration.hours(1), [ERRORS]), until(3)).asked).toBe('b');
  });

  test('takes it back when it repairs nothing, and no earlier than that is known', () => {
    const { asked, minutes } = baking(baked(Duration.hours(1), [ERRORS]), () => true);
    expect(asked).toBe('a');
    // three periods of a minute, and one until it is looked at again
    expect(minutes).toBeGreaterThanOrEqual(4);
    expect(minutes).toBeLessThan(6);
  });

  test('takes a release back at once by a signal that did not fire before', () => {
    const anew = (_: string, sinceMs?: number) => sinceMs !== undefined && sinceMs >= 60_000;
    const { asked, minutes } = baking(baked(Duration.hours(1), [ERRORS, evidence]), anew);
    expect(asked).toBe('a');
    expect(minutes).toBeLessThan(3);
  });

  test('waits for each signal by itself: one with a long memory keeps no other from counting', () => {
    expect(baking(baked(Duration.hours(2), [ERRORS, evidence]), (name) => name === 'error-ratio').minutes).toBeLessThan(6);
    const { asked, minutes } = baking(baked(Duration.hours(2), [ERRORS, evidence]), (name) => name !== 'error-ratio');
    expect(asked).toBe('a');
    expect(minutes).toBeGreaterThanOrEqual(61);
    expect(minutes).toBeLessThan(63);
  });

  test('takes longer than it should where the signal remembers more than the bake: nothing passes while it fires', () => {
    const short = baked(Duration.minutes(10), [evidence]);
    expect(baking(short, () => false).minutes).toBeLessThan(12);
    const repaired = baking(short, until(40));
    expect(repaired.asked).toBe('b');
    expect(repaired.minutes).toBeGreaterThanOrEqual(40);
    expect(repaired.minutes).toBeLessThan(42);
    const bad = baking(short, () => true);
    expect(bad.asked).toBe('a');
    expect(bad.minutes).toBeGreaterThanOrEqual(61);
    expect(bad.minutes).toBeLessThan(63);
  });

  test('counts nothing before it is known to be about this release, when nobody answers what was before', () => {
    expect(baking(baked(Duration.hours(1), [ERRORS]), (_, sinceMs = 0) => sinceMs < 5 * 60_000, true).asked).toBe('b');
    expect(baking(baked(Duration.hours(1), [ERRORS]), () => true, true).asked).toBe('a');
  });

  test('is asked about its own time for as long as the slowest signal remembers, and an hour more', () => {
    const { promotionTemplate } = object(shop(baked(Duration.minutes(10), [ERRORS, Signal.sequential({ detect: 0.006, baseline: 0.001, window: Duration.hours(3) })])).app, 'delivery', 'Stage', 'beta')
      .spec as { promotionTemplate: { spec: { steps: { as?: string; retry?: object; config?: { queryParams: { value: string }[] } }[] } } };
    const named = (alias: string) => promotionTemplate.spec.steps.find(({ as }) => as === alias)!;
    expect(named('watch').retry).toMatchObject({ timeout: '4h1m' });
    expect(named('before').config!.queryParams[0].value).toMatch(/^max by \(signal\) \(max_over_time\(spillway_signal_firing\{.*\}\[3h1m\]\)\)$/);
  });
});

describe('a restart of the controller', () => {
  test.each(['prepare::output', 'apply::push', 'wait', 'bake'])('after %s does not change what is gone back to', (alias) => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    made.isBad('b');
    const settled = made.world.healthOf;
    // the release turns bad only after the restart
    if (alias === 'wait' || alias === 'bake') {
      let looks = 0;
      made.world.healthOf = (application, files, sinceMs) => (++looks < 2 ? 'Healthy' : settled(application, files, sinceMs));
    }
    made.promotion('beta', made.freight('b')).run(alias);
    expect(made.asked('beta')).toEqual(['a', digestOf('a')]);
  });

  test('in the middle of the way back goes on with it, and releases nothing', () => {
    const made = new Shop(watched);
    made.promotion('beta', made.freight('a')).run();
    made.isBad('b');
    const course = made.promotion('beta', made.freight('b')).run('take-back-beta::push');
    expect(course.find(([alias]) => alias === 'resume')).toEqual(['resume', 'Failed']);
    expect(course.find(([alias]) => alias === 'apply::push')).toEqual(['apply::push', 'Skipped']);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('does not ask the gates again once the branch has changed: nothing may hold the way back', () => {
    const made = new Shop({ ...watched, waves: [['beta', { ...watched.waves![0][1], gates: [Gate.quiet(ERRORS)] }]] });
    made.promotion('beta', made.freight('a')).run();
    let restarted = false;
    const course = () => made.promotion('beta', made.freight('b')).run('wait');
    made.world.answer = (asked) => (restarted ? answer('1', '0') : quiet(asked));
    const settled = made.world.healthOf;
    made.world.healthOf = (...args) => {
      restarted = true;
      return settled(...args);
    };
    expect(course().find(([alias]) => alias === 'quiet')).toEqual(['quiet', 'Skipped']);
    expect(made.asked('beta')[0]).toBe('a');
  });
});

describe('gates', () => {
  test('a quiet one is not asked at the first release, and holds the next until all is known and nothing fires', () => {
    const made = new Shop({ waves: [['beta', { environments: [beta], gates: [Gate.quiet(ERRORS)] }]] });
    made.world.answer = () => { throw new Error('nobody should ask'); };
    made.promotion('beta', made.freight('a')).run();
    expect(made.asked('beta')[0]).toBe('a');
    const [unknownUntil, firingUntil] = [made.world.nowMs + HOUR_MS, made.world.nowMs + 2 * HOUR_MS];
    made.world.answer = () => answer(...(made.world.nowMs < unknownUntil ? [] : [made.world.nowMs < firingUntil ? '1' : '0']));
    made.promotion('beta', made.freight('b')).run();
    expect(made.world.nowMs).toBeGreaterThanOrEqual(firingUntil);
    expect(made.asked('beta')[0]).toBe('b');
  });

  test('one that stays firing for a day turns the release away, and nothing has changed', () => {
    const made = new Shop({ waves: [['beta', { environments: [beta], gates: [Gate.quiet(ERRORS)] }]] });
    made.promotion('beta', made.freight('a')).run();
    made.world.answer = () => answer('1');
    const held = made.promotion('beta', made.freight('b'));
    held.run();
    expect(held.succeeded).toBe(false);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test.each([
    ['email:kim@example.com', 'b'], ['email:lex@example.com', 'b'], ['email:ALEX@example.com', 'a'], ['kubernetes:admin', 'a'], ['', 'a'],
  ])('approved by "%s", the branch asks for %s', (actor, asked) => {
    const made = new Shop({ waves: [['beta', { environments: [beta], gates: [Gate.approval({ group: 'managers' })] }]] });
    made.promotion('beta', made.freight('a'), 'email:kim@example.com').run();
    made.promotion('beta', made.freight('b'), actor).run();
    expect(made.asked('beta')[0]).toBe(asked);
  });
});

describe('an approval that the author does not give', () => {
  const approved = (release: ShopOptions['release']): ShopOptions => ({ waves: [['beta', { environments: [beta], gates: [Gate.approval({ group: 'managers' })] }]], release });

  test.each([
    ['kubernetes:kim', 'b'], ['email:lex@example.com', 'b'], ['email:alex@example.com', 'a'], ['admin', 'a'], ['subject:kubernetes:kim', 'a'], ['', 'a'],
  ])('with a group that breaks the glass "%s" brings about %s: the API server has asked whoever comes past Kargo for a reason', (actor, asked) => {
    const made = new Shop(approved({ breakGlass: 'on-call' }));
    made.promotion('beta', made.freight('a'), 'email:kim@example.com').run();
    made.promotion('beta', made.freight('b'), actor).run();
    expect(made.asked('beta')[0]).toBe(asked);
  });

  test('without one nobody comes past Kargo', () => {
    const made = new Shop(approved({}));
    made.promotion('beta', made.freight('a'), 'kubernetes:kim').run();
    expect(made.world.git.head('environment/beta')).toBeUndefined();
  });

  // what the steps let pass because the API server has asked, it has to have asked
  test.each(['kubernetes:alex', 'kubernetes:', 'kubernetes:system:serviceaccount:shop:ci', 'kubernetes:email:kim@example.com'])('"%s" is denied without a reason', (actor) => {
    const { app } = shop(approved({ breakGlass: 'on-call' }));
    const policy = object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-approval').spec as unknown as Policy;
    const promotion = { metadata: { annotations: { 'kargo.akuity.io/create-actor': actor } }, spec: { stage: 'beta' } };
    for (const group of ['managers', 'on-call', 'system:masters']) expect(admit(policy, { object: promotion, groups: [group] }).denials).toHaveLength(1);
  });
});

describe('the scope "promoted"', () => {
  const scope = RollbackScope.PROMOTED;
  const options: ShopOptions = {
    waves: [
      ['beta', { environments: [beta] }],
      ['all', { environments: [east, west], rollbackOn: [RollbackTrigger.failedDeployment({ scope })] }],
    ],
  };
  const badIn = (made: Shop, application: string, letter: string) => {
    made.isBad(letter);
    const bad = made.world.healthOf;
    made.world.healthOf = (name, files, sinceMs) => (name === application ? bad(name, files, sinceMs) : 'Healthy');
  };
  const released = (made: Shop, ...letters: string[]) => letters.map((letter) => made.freight(letter)).map((freight) => {
    for (const stage of ['beta', 'east', 'west']) made.promotion(stage, freight).run();
    return freight;
  });

  test('takes the waves before back as well', () => {
    const made = new Shop(options);
    released(made, 'a');
    badIn(made, 'shop-east', 'b');
    const freight = made.freight('b');
    for (const stage of ['beta', 'east']) made.promotion(stage, freight).run();
    expect([made.asked('east')[0], made.asked('beta')[0], made.asked('west')[0]]).toEqual(['a', 'a', 'a']);
  });

  test('leaves a wave before alone that runs a newer release by now', () => {
    const made = new Shop(options);
    released(made, 'a');
    badIn(made, 'shop-east', 'b');
    const [second, third] = [made.freight('b'), made.freight('c')];
    for (const freight of [second, third]) made.promotion('beta', freight).run();
    made.promotion('east', second).run();
    expect([made.asked('east')[0], made.asked('beta')[0]]).toEqual(['a', 'c']);
  });

  test('the scope of the wave reaches no other', () => {
    const made = new Shop({ waves: [['beta', { environments: [beta] }], ['all', { environments: [east, west] }]] });
    released(made, 'a');
    badIn(made, 'shop-east', 'b');
    const freight = made.freight('b');
    for (const stage of ['beta', 'east']) made.promotion(stage, freight).run();
    expect([made.asked('east')[0], made.asked('beta')[0]]).toEqual(['a', 'b']);
  });
});
