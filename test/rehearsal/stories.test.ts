import { RootConstruct } from 'constructs';
import type { Timeline } from 'spillway';
import { Duration, Environment, Outcome, Rehearsal, ReleasePipeline, Story, Tier } from 'spillway';
import { shopPipeline as apiPipeline } from '../../examples/aws-shop/api/pipeline';
import { storefrontPipeline } from '../../examples/aws-shop/storefront/pipeline';
import { shopPipeline as k8sPipeline } from '../../examples/k8s-shop/pipeline';
import { ordersPipeline } from '../../examples/two-worlds/pipeline';
import { MINUTE_MS, shop } from './fixture';

const EXAMPLES = [apiPipeline, storefrontPipeline, k8sPipeline, ordersPipeline].map((declare) => Rehearsal.of(declare(new RootConstruct())));
const { RELEASED, ROLLED_BACK, SUPERSEDED, TURNED_AWAY, UNDECIDED } = Outcome;
const NO_FREEZE = 'no freeze holds a wave';

/** By hand: how each story ends with the API and the shop front of aws-shop, k8s-shop, and the orders of two-worlds. */
const ENDS: Record<Story, string[]> = {
  [Story.GOOD_BUILD]: [RELEASED, RELEASED, RELEASED, RELEASED],
  [Story.BROKEN_BUILD]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.SLOW_LEAK]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.ERRORS_UNDER_LOAD]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.LATENCY_RISE]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  // the robot of the shop front has to be heard
  [Story.METRIC_OUTAGE]: [RELEASED, ROLLED_BACK, RELEASED, RELEASED],
  // the verification of k8s-shop falls into the night, is inconclusive, and nobody asks it again
  [Story.NO_TRAFFIC_AT_NIGHT]: [RELEASED, RELEASED, UNDECIDED, RELEASED],
  [Story.ALARM_FIRING_AT_ENTRY]: [RELEASED, RELEASED, RELEASED, RELEASED],
  [Story.APPROVER_ABSENT]: [TURNED_AWAY, TURNED_AWAY, TURNED_AWAY, TURNED_AWAY],
  [Story.APPROVAL_REFUSED]: [TURNED_AWAY, TURNED_AWAY, TURNED_AWAY, TURNED_AWAY],
  [Story.FREEZE_BEGINS]: [NO_FREEZE, RELEASED, RELEASED, NO_FREEZE],
  [Story.WINDOW_CLOSES]: [RELEASED, RELEASED, RELEASED, RELEASED],
  [Story.REGION_DOWN]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.DEPLOYMENT_FAILS]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.ROLLBACK_FAILS]: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
  [Story.NEWER_CANDIDATE]: [SUPERSEDED, SUPERSEDED, SUPERSEDED, SUPERSEDED],
  [Story.HOTFIX_IN_FREEZE]: [NO_FREEZE, RELEASED, RELEASED, NO_FREEZE],
  [Story.FLAPPING_ALARM]: [RELEASED, RELEASED, RELEASED, RELEASED],
  [Story.OPERATOR_OVERRIDE]: [RELEASED, RELEASED, RELEASED, RELEASED],
};

function told(rehearsal: Rehearsal, story: Story): Timeline {
  return rehearsal.play(rehearsal.ready(story).scenario!);
}

test.each(Object.values(Story))('%s ends with each example as it should', (story) => {
  const ends = EXAMPLES.map((rehearsal) => rehearsal.ready(story).missing ?? told(rehearsal, story).outcome);
  expect(ends).toEqual(ENDS[story]);
});

const [api, front, k8s] = EXAMPLES;
const words = (timeline: Timeline) => timeline.events.map(({ what }) => what);
const at = (timeline: Timeline, what: string) => timeline.events.find((event) => event.what === what)?.at;

describe('a story takes its names and times from the plan', () => {
  test('a freeze begins when the release is in a wave, which goes on, and holds it before the next', () => {
    const timeline = told(front, Story.FREEZE_BEGINS);
    // midnight in Zurich
    expect(at(timeline, '1.1.0 enters beta')! < '2026-12-17T23:00:00Z').toBe(true);
    expect(at(timeline, '1.1.0 is done in beta')! > '2026-12-17T23:00:00Z').toBe(true);
    // the freeze ends on Monday, the window opens at nine
    expect(at(timeline, '1.1.0 enters europe')).toBe('2027-01-04T08:00:00Z');
  });

  test('a hotfix passes a freeze where it has a path of its own, and waits where it has none', () => {
    expect(told(front, Story.HOTFIX_IN_FREEZE).leadTimeMs).toBeLessThan(24 * 60 * MINUTE_MS);
    expect(told(k8s, Story.HOTFIX_IN_FREEZE).leadTimeMs).toBeGreaterThan(17 * 24 * 60 * MINUTE_MS);
  });

  test('a window closes while the wave behind it bakes, which goes on', () => {
    const timeline = told(api, Story.WINDOW_CLOSES);
    expect(at(timeline, '1.1.0 bakes in one-box')! < '2026-03-02T15:00:00Z').toBe(true);
    expect(at(timeline, '1.1.0 is done in one-box')! > '2026-03-02T15:00:00Z').toBe(true);
    expect(at(timeline, '1.1.0 enters prod')).toBe('2026-03-03T08:00:00Z');
  });

  test('somebody breaks the glass of a window that is closed', () => {
    expect(words(told(api, Story.OPERATOR_OVERRIDE))).toContain('on-call overrides window-1 for 1.1.0 before prod');
  });

  test('a place is lost, an operator takes the release back, and again when the place is back', () => {
    const timeline = told(api, Story.REGION_DOWN);
    expect(words(timeline)).toEqual(expect.arrayContaining(['1.1.0 is rolled back in prod to 1.0.0: on-call ordered it', 'the rollback of 1.1.0 in prod fails', '1.1.0 is gone from prod']));
    expect(timeline.timeToRecoverMs).toBe(91 * MINUTE_MS);
  });

  test('an alarm that is late keeps the release out for two hours', () => {
    expect(told(front, Story.ALARM_FIRING_AT_ENTRY).events.find(({ what }) => what === '1.1.0 enters europe')!.at).toBe('2026-03-02T10:35:00Z');
  });

  test('the deployment fails in the last place, and what was deployed in the others is taken back', () => {
    expect(words(told(api, Story.DEPLOYMENT_FAILS))).toContain('1.1.0 is rolled back in prod to 1.0.0: the deployment to prod-us failed');
  });
});

test('a pipeline that has nothing to show a story with says what it does not have', () => {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Lab', { service: 'lab' });
  pipeline.addWave('lab', { environments: [new Environment('lab', { tier: Tier.TEST })], bakeTime: Duration.minutes(10) });
  const missing = Rehearsal.of(pipeline).stories.flatMap((one) => (one.missing ? [`${one.story}: ${one.missing}`] : []));
  expect(missing).toEqual([
    'brokenBuild: no signal on failed requests undoes a release',
    'slowLeak: no signal on failed requests undoes a release where customers are',
    'errorsUnderLoad: no wave gives a version a part of the traffic first',
    'latencyRise: no latency signal undoes a release where customers are',
    'metricOutage: no wave is watched while it moves in steps',
    'noTrafficAtNight: no signal that is made of requests undoes a release',
    'alarmFiringAtEntry: no wave waits for an alarm to be quiet',
    'approverAbsent: no wave asks for an approval',
    'approvalRefused: no wave asks for an approval',
    'freezeBegins: no freeze holds a wave',
    'windowCloses: no wave has a window',
    'newerCandidate: nothing keeps a release waiting before a wave',
    'hotfixInFreeze: no freeze holds a wave',
    'flappingAlarm: no signal that takes more than one data point watches a bake',
    'operatorOverride: no wave is closed at times that an operator could open',
  ]);
});

test('the same pipeline is told the same stories', () => {
  const texts = () => Rehearsal.of(shop()).stories.map(({ scenario }) => JSON.stringify(scenario));
  expect(texts()).toEqual(texts());
});

test('fails when the plan has errors', () => {
  expect(() => Rehearsal.of(new ReleasePipeline(new RootConstruct(), 'Lab', { service: 'lab' })).ready(Story.GOOD_BUILD)).toThrow(/^SP3301 Lab/);
});
