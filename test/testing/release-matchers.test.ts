import { RootConstruct } from 'constructs';
import { Fault, Plan, Property, ReleasePipeline, Situation, Standing } from 'spillway';
import { releaseMatchers } from 'spillway/testing';
import { late, minutes, play, shop } from '../rehearsal/fixture';
import '../../src/testing/jest';

const good = play();
const broken = play({ faults: [Fault.errors({ ratio: 0.2, ...late })] });
const unverified = Property.never('moves unverified', Situation.at('prod', Standing.MOVING).and(Situation.not(Situation.at('beta', Standing.DONE))));
const untouched = Property.never('never moves', Situation.at('prod', Standing.MOVING));
const empty = () => new ReleasePipeline(new RootConstruct(), 'Empty', { service: 'empty' });

/** What a test says that fails. */
function said(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the test does not fail');
}

describe('what is as it should be passes', () => {
  test('a healthy release', () => {
    expect(good).toBeReleased();
    expect(good).toBeReleased({ within: minutes(120) });
    expect(good).not.toRollBack();
    expect(good).toHarmAtMost(0);
    expect(good).not.toExposeAtMost(0);
  });

  test('a broken one', () => {
    expect(broken).toRollBack({ within: minutes(10) });
    expect(broken).not.toBeReleased();
    expect(broken).toHarmAtMost(1_200);
    expect(broken).toExposeAtMost(6_000);
  });

  test('a pipeline', () => {
    expect(shop()).toHaveNoProblems();
    expect(Plan.of(shop())).toHaveNoProblems();
    expect(empty()).not.toHaveNoProblems();
    expect(shop()).toSatisfyProperty(unverified);
    expect(Plan.of(shop())).not.toSatisfyProperty(untouched);
  });

  test('they stand among those that any runner takes', () => {
    expect({ timeline: good }).toEqual({ timeline: expect.anything() });
    expect(releaseMatchers.toBeReleased(good)).toMatchObject({ pass: true, message: expect.any(Function) });
  });
});

describe('a test that fails says what was expected, what happened, and how', () => {
  test('fails when it is not rolled back', () => {
    const [first, second, , summary, earlier, ...events] = said(() => expect(good).toRollBack({ within: minutes(10) })).split('\n');
    expect([first, second]).toEqual(['expected the release to be rolled back within 10 min', `it was released in ${/released, in (.*?),/.exec(good.toText())![1]}`]);
    expect(summary).toMatch(/^story: released, in /);
    expect(earlier).toMatch(/^ +\(\d+ earlier\)$/);
    expect(events.map((line) => line.trim())).toEqual(good.toText().trimEnd().split('\n').slice(-8).map((line) => line.trim()));
  });

  test('fails when it is rolled back too late', () => {
    expect(said(() => expect(broken).toRollBack({ within: minutes(2) })))
      .toMatch(/^expected the release to be rolled back within 2 min\nit was rolled back in \d+ min: noticed after \d+ min, gone 1 min later\n\nstory: rolledBack, /);
  });

  test('fails when it is released although it should not be', () => {
    expect(said(() => expect(good).not.toBeReleased())).toMatch(/^expected the release not to be released\nit was released in /);
  });

  test('fails when it is released too late', () => {
    expect(said(() => expect(good).toBeReleased({ within: minutes(5) }))).toMatch(/^expected the release to be released within 5 min\nit was released in /);
  });

  test('fails when it is still being rolled back', () => {
    const stuck = play({ faults: [Fault.errors({ ratio: 0.2, ...late }), Fault.rollback('eu')], lastingAtMost: minutes(40) });
    expect(said(() => expect(stuck).toRollBack())).toMatch(/^expected the release to be rolled back\nit is still being rolled back when the story ends\n/);
  });

  test('fails when too many requests are harmed', () => {
    const { harmedRequests } = broken;
    expect(said(() => expect(broken).toHarmAtMost(harmedRequests - 1)).split('\n').slice(0, 2)).toEqual([
      `expected at most ${harmedRequests - 1} requests to fail because of the release`,
      expect.stringMatching(new RegExp(`^${harmedRequests} do: \\d+ in eu, \\d+ in us$`)),
    ]);
  });

  test('fails when too many requests meet it', () => {
    expect(said(() => expect(broken).toExposeAtMost(0))).toMatch(/^expected at most 0 requests to meet the release\n\d+ do: \d+ in eu, \d+ in us\n/);
  });

  test('fails when a property does not hold, and tells the story', () => {
    expect(said(() => expect(shop()).toSatisfyProperty(untouched))).toMatch(
      /^expected every release of shop to satisfy "never moves"\none does not: this is one of the shortest stories in which it is broken\n\n {3}1 {2}.+\n {3}2 {2}.+/,
    );
  });

  test('fails when a property holds although it should not', () => {
    expect(said(() => expect(shop()).not.toSatisfyProperty(unverified))).toMatch(/^expected every release of shop not to satisfy "moves unverified"\nall do: \d+ states explored, and there are no others$/);
  });

  test('fails when nothing is known of a property, whichever is asked', () => {
    const unknown = /^it is not known whether shop satisfies "moves unverified": \d+ states explored, and there are more; raise statesAtMost$/;
    expect(said(() => expect(shop()).toSatisfyProperty(unverified, { statesAtMost: 20 }))).toMatch(unknown);
    expect(said(() => expect(shop()).not.toSatisfyProperty(unverified, { statesAtMost: 20 }))).toMatch(unknown);
  });

  test('fails when there are problems, and tells what to do', () => {
    expect(said(() => expect(empty()).toHaveNoProblems())).toMatch(/^expected the plan of empty to have no problems\nit has \d+\n\nerror SP\d{4}: .+\n[^]*remedy/);
    expect(said(() => expect(shop()).not.toHaveNoProblems())).toBe('expected the plan of shop not to have no problems\nit has none');
  });

  test('fails when something else is tested', () => {
    expect(said(() => expect(shop()).toRollBack())).toBe('what is tested has to be a timeline, as Rehearsal.of(pipeline).play(scenario) gives it, and is a ReleasePipeline');
    expect(said(() => expect(undefined).not.toBeReleased())).toMatch(/and is nothing$/);
    expect(said(() => expect(good).toHaveNoProblems())).toBe('what is tested has to be a release pipeline or a plan, and is a Timeline');
  });
});
