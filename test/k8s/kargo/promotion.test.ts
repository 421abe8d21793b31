import { Duration, Gate, RollbackScope, RollbackTrigger, TrafficShift } from 'spillway';
import { answer, digestOf, HOUR_MS, quiet, Shop } from '../support/kargo/shop-promotions';
import type { ShopOptions } from '../support/shop';
import { beta, east, ERRORS, WATCHED, west } from '../support/shop';

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
