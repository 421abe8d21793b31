import { RootConstruct } from 'constructs';
import { Outcome, Plan, Rehearsal, Story } from 'spillway';
import { DECLARED } from './declared';
import { Told } from './told';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NO_FREEZE = 'no freeze holds a wave';

const STORIES = Object.entries(DECLARED).flatMap(([example, declare]) => {
  const plan = Plan.of(declare(new RootConstruct()));
  return Rehearsal.ofPlan(plan).stories.map(({ story, scenario, missing }) => ({ example, plan, story, scenario, missing }));
});
const READY = STORIES.flatMap(({ example, plan, story, scenario }) => (scenario ? [{ example, story, told: new Told(plan, scenario) }] : []));

test('of all stories, two cannot be told of two examples, which have no freeze', () => {
  expect(STORIES.flatMap(({ example, story, missing }) => (missing ? [[example, story, missing]] : [])))
    .toEqual(['aws-shop', 'two-worlds'].flatMap((example) => [Story.FREEZE_BEGINS, Story.HOTFIX_IN_FREEZE].map((story) => [example, story, NO_FREEZE])));
});

test.each(READY)('$example, $story: the timeline is the one that was reviewed', ({ told }) => {
  expect(told.timeline.toText()).toMatchSnapshot();
});

describe('whatever is told', () => {
  test.each(READY)('$example, $story: nobody is forgotten', ({ told: { timeline, words, waves } }) => {
    const times = timeline.events.map(({ afterMs }) => afterMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(timeline.harmedRequests).toBeLessThanOrEqual(timeline.exposedRequests);
    // where it was and is not done, it is gone, or still there
    const left = waves.filter(({ name }) => words.includes(`1.1.0 enters ${name}`) && !words.includes(`1.1.0 is done in ${name}`));
    const gone = left.filter(({ name }) => words.includes(`1.1.0 is gone from ${name}`));
    expect(gone.length).toBe(timeline.outcome === Outcome.UNDECIDED ? 0 : left.length);
  });

  test.each(READY)('$example, $story: after a veto it goes nowhere', ({ told: { words } }) => {
    const veto = words.indexOf('1.1.0 goes nowhere any more until somebody lifts its veto');
    const after = veto < 0 ? [] : words.slice(veto).filter((what) => what.startsWith('1.1.0 enters') || what.startsWith('1.1.0 has') || what.startsWith('1.1.0 is done'));
    expect(after).toEqual([]);
  });
});

/** By hand: what each story is there to show, with whatever pipeline. */
const SHOWS: Record<Story, (told: Told) => void> = {
  [Story.GOOD_BUILD]: (told) => {
    expect(told.timeline.outcome).toBe(Outcome.RELEASED);
    const entered = told.waves.map(({ name }) => told.entersMs(name));
    expect(entered).toEqual([...entered].sort((one, other) => one - other));
    expect(told.words.at(-1)).toBe('1.1.0 is released');
    expect(told.timeline.harmedRequests).toBe(0);
  },
  [Story.BROKEN_BUILD]: (told) => {
    // the first wave finds it, and no customer does
    expect(told.entersMs(told.waves[1].name)).toBe(Infinity);
    expect(told.words.at(-1)).toBe('1.1.0 is gone from beta');
    expect(told.timeline.exposedRequests).toBe(0);
  },
  [Story.SLOW_LEAK]: (told) => {
    expect(told.msOf(/^1\.1\.0 is rolled back in .* error-ratio fails in /)).toBeLessThan(Infinity);
    expect(told.entersMs(told.serving[1].name)).toBe(Infinity);
    // long before half of them fail
    expect(told.timeline.harmedRequests / told.timeline.exposedRequests).toBeLessThan(0.02);
  },
  [Story.ERRORS_UNDER_LOAD]: (told) => {
    const [wave] = told.serving;
    expect(told.msOf(/^1\.1\.0 is rolled back/)).toBeGreaterThan(told.msOf(`1.1.0 has 100 % of the traffic in ${wave.name}`));
    expect(told.timeline.timeToDetectMs! + told.timeline.timeToRecoverMs!).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(told.entersMs(told.serving[1].name)).toBe(Infinity);
  },
  [Story.LATENCY_RISE]: (told) => {
    expect(told.words.at(-2)).toMatch(/^1\.1\.0 is rolled back in .* to 1\.0\.0: latency-p99 fails in /);
    // noticed before it is as slow as it will be, and while it has a tenth of the traffic
    expect(told.timeline.timeToDetectMs).toBeLessThan(15 * MINUTE_MS);
    expect(told.msOf(`1.1.0 has 100 % of the traffic in ${told.serving[0].name}`)).toBe(Infinity);
    expect(told.timeline.harmedRequests).toBe(0);
  },
  [Story.METRIC_OUTAGE]: (told) => {
    // an hour in which nothing is known is no hour in which all is well
    const [{ name }] = told.serving;
    const begins = told.msOf(`1.1.0 has 100 % of the traffic in ${name}`);
    const undone = told.msOf(`1.1.0 is rolled back in ${name} to 1.0.0: synthetic-purchase has no data in prod-eu`);
    expect(undone < Infinity || told.doneMs(name) > begins + HOUR_MS).toBe(true);
  },
  [Story.NO_TRAFFIC_AT_NIGHT]: (told) => {
    // customers are asked by day only
    const sixInZurich = Date.parse('2026-03-03T05:00:00Z') - told.startMs;
    for (const { name } of told.serving) expect(told.entersMs(name)).toBeGreaterThan(sixInZurich);
  },
  [Story.ALARM_FIRING_AT_ENTRY]: (told) => {
    const { name } = told.waves.find(({ gates }) => gates.some(({ kind }) => kind === 'quiet'))!;
    expect(told.entersMs(name) - told.msOf(`1.1.0 waits before ${name}`)).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect(told.timeline.outcome).toBe(Outcome.RELEASED);
  },
  [Story.APPROVER_ABSENT]: (told) => {
    expect(told.words.at(-1)).toMatch(/^1\.1\.0 is sent away before .*: nobody answered in time$/);
    expect(told.timeline.exposedRequests).toBe(0);
  },
  [Story.APPROVAL_REFUSED]: (told) => {
    const { name } = told.serving[0];
    expect(told.msOf(`1.1.0 is sent away before ${name}: somebody refused`) - told.msOf(`1.1.0 waits before ${name}`)).toBe(20 * MINUTE_MS);
    expect(told.timeline.exposedRequests).toBe(0);
  },
  [Story.FREEZE_BEGINS]: (told) => {
    const { name } = told.serving[0];
    // it has everybody's approval, and waits until the new year
    expect(told.msOf(`release-managers-1 approves 1.1.0 for ${name}`)).toBeLessThan(24 * HOUR_MS);
    expect(told.startMs + told.entersMs(name)).toBeGreaterThan(Date.parse('2027-01-03T23:00:00Z'));
    expect(told.timeline.outcome).toBe(Outcome.RELEASED);
  },
  [Story.WINDOW_CLOSES]: (told) => {
    // at four in Zurich, and what bakes goes on
    const closes = Date.parse('2026-03-02T15:00:00Z') - told.startMs;
    const [wave] = told.serving;
    expect(told.msOf(`1.1.0 bakes in ${wave.name}`)).toBeLessThan(closes);
    expect(told.doneMs(wave.name)).toBeGreaterThan(closes);
    expect(told.timeline.outcome).toBe(Outcome.RELEASED);
  },
  [Story.REGION_DOWN]: (told) => {
    const { name } = told.serving.at(-1)!;
    const fails = told.msOf(`the rollback of 1.1.0 in ${name} fails`);
    // the place is lost for two hours, and then it goes back
    expect(told.msOf(`1.1.0 is gone from ${name}`)).toBeGreaterThan(fails + HOUR_MS);
    expect(told.words.at(-1)).toBe(`1.1.0 is gone from ${name}`);
  },
  [Story.DEPLOYMENT_FAILS]: (told) => {
    const { name } = told.serving.at(-1)!;
    expect(told.words).toContain(`1.1.0 is rolled back in ${name} to 1.0.0: the deployment to prod-us failed`);
    expect(told.words.filter((what) => new RegExp(`^1\\.1\\.0 has .* in ${name}$`).test(what))).toEqual([]);
    expect(told.timeline.harmedRequests).toBe(0);
  },
  [Story.ROLLBACK_FAILS]: (told) => {
    const { name } = told.serving[0];
    const fails = told.msOf(`the rollback of 1.1.0 in ${name} fails`);
    // somebody tries again after half an hour
    expect(told.msOf(`1.1.0 is gone from ${name}`) - fails).toBe(31 * MINUTE_MS);
    expect(told.timeline.timeToRecoverMs).toBe(32 * MINUTE_MS);
  },
  [Story.NEWER_CANDIDATE]: (told) => {
    const { name } = told.serving[0];
    expect(told.words).toContain(`1.1.0 is sent away before ${name}: a newer one takes its place`);
    // whoever said yes to the one has to say yes to the other
    expect(told.entersMs(name)).toBe(Infinity);
    expect(told.msOf(`1.2.0 enters ${name}`)).toBeGreaterThanOrEqual(told.msOf(`release-managers-1 approves 1.2.0 for ${name}`));
    expect(told.words.at(-1)).toBe('1.2.0 is released');
  },
  [Story.HOTFIX_IN_FREEZE]: (told) => {
    const { name, bakeMs } = told.serving[0];
    const bakes = told.doneMs(name) - told.msOf(`1.1.0 bakes in ${name}`);
    // somebody has to approve a hotfix too; where it has a path of its own it goes at once, and bakes for half an hour
    const approved = told.msOf(`release-managers-1 approves 1.1.0 for ${name}`);
    if (told.entersMs(name) === approved) expect(bakes).toBe(30 * MINUTE_MS);
    else expect([told.startMs + told.entersMs(name) > Date.parse('2027-01-04T00:00:00+01:00'), bakes]).toEqual([true, bakeMs]);
  },
  [Story.FLAPPING_ALARM]: (told) => {
    // as if nothing had happened
    expect(told.timeline.events).toEqual(told.another(Story.GOOD_BUILD).events);
  },
  [Story.OPERATOR_OVERRIDE]: (told) => {
    const [, gate, wave] = /^on-call overrides (\S+) for 1\.1\.0 before (\S+)$/.exec(told.words.find((what) => what.includes('overrides')) ?? '')!;
    expect(gate).toMatch(/^window-/);
    expect(told.entersMs(wave)).toBe(told.msOf(/overrides/));
    expect(told.timeline.outcome).toBe(Outcome.RELEASED);
  },
};

test.each(READY)('$example, $story shows what it is told for', ({ story, told }) => SHOWS[story](told));
