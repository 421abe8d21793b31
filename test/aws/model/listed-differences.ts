import type { PipelineName } from './pipelines';
import type { ScenarioName } from './scenarios';

/** Where CodePipeline, as it is modelled, does not give what the transition gives. */
export interface ListedDifference {
  readonly scenario: ScenarioName;
  readonly pipelines: readonly PipelineName[];
  /** What it is about, then the transition's answer, then the model's. */
  readonly lines: readonly string[];
  readonly because: string;
}

/** Those that shift in steps, and bake. */
const WATCHED: readonly PipelineName[] = ['supersedes', 'keeps the order', 'has no gates'];
/** Those whose second wave has gates. */
const GATED: readonly PipelineName[] = ['supersedes', 'keeps the order'];

const NO_DATA = 'CodePipeline cannot hold a release until there is data, so that it takes back what the plan holds (NoData.HOLD is emulated, stricter); '
  + 'a shift without data goes on to the bake';
const NOTHING_BEFORE = 'a first release that is undone has nothing before it: the plan takes its traffic away, CodePipeline has no execution to go back to and leaves it there, as failed';
const APPROVED_GOES = 'an execution that is being asked, or waits for its window, is in that stage: a newer one waits behind it, and both go';
const APART = 'the environments of a stage shift apart: the stage fails when all of its actions have ended, so that a shift in the other environment goes on until then';
const AS_FORTH_SO_BACK = 'a rollback of the stage moves the traffic back in the same steps as forward; the plan gives it back at once';
const NO_PATIENCE = 'a condition that is not met fails the execution: it does not wait for the alarm to be quiet, and somebody has to retry the stage';

const BOTH_GO = [
  'eu was given to: 1.0.0, 1.2.0 | 1.0.0, 1.1.0, 1.2.0', 'us was given to: 1.0.0, 1.2.0 | 1.0.0, 1.1.0, 1.2.0',
  'prod 1.1.0 began: never | 2026-01-12T08h', 'prod 1.2.0 began: 2026-01-12T08h | 2026-01-12T09h',
  'prod is done for: 1.0.0, 1.2.0 | 1.0.0, 1.1.0, 1.2.0',
];

export const LISTED: readonly ListedDifference[] = [
  { scenario: 'errors from the first request', pipelines: WATCHED, lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'], because: APART },
  { scenario: 'errors late in the shift', pipelines: WATCHED, lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'], because: APART },
  { scenario: 'a deployment fails', pipelines: WATCHED, lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'], because: APART },
  {
    scenario: 'errors elsewhere at the moment of entry',
    pipelines: ['has no gates'],
    lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'],
    because: APART,
  },
  {
    scenario: 'errors elsewhere, over before the entry',
    pipelines: ['has no gates'],
    lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'],
    because: APART,
  },
  {
    scenario: 'no requests in the shift',
    pipelines: WATCHED,
    lines: [
      'eu runs: 1.0.0 + 1.1.0 | 1.0.0', 'us runs: 1.0.0 + 1.1.0 | 1.0.0',
      'eu was given to: 1.0.0 | 1.0.0, 1.1.0', 'us was given to: 1.0.0 | 1.0.0, 1.1.0',
      'undone: none | prod 1.1.0', 'onItsWay: prod 1.1.0 | none',
    ],
    because: NO_DATA,
  },
  {
    scenario: 'no requests in the bake',
    pipelines: WATCHED,
    lines: ['eu runs: 1.1.0 | 1.0.0', 'us runs: 1.1.0 | 1.0.0', 'undone: none | prod 1.1.0', 'onItsWay: prod 1.1.0 | none'],
    because: NO_DATA,
  },
  {
    scenario: 'errors elsewhere at the moment of entry',
    pipelines: GATED,
    lines: [
      'eu runs: 1.1.0 | 1.0.0', 'us runs: 1.1.0 | 1.0.0', 'eu was given to: 1.0.0, 1.1.0 | 1.0.0', 'us was given to: 1.0.0, 1.1.0 | 1.0.0',
      'prod 1.1.0 began: 2026-01-14T09h | never', 'prod is done for: 1.0.0, 1.1.0 | 1.0.0', 'turnedAway: none | prod 1.1.0',
    ],
    because: NO_PATIENCE,
  },
  { scenario: 'a newer one comes while somebody is asked', pipelines: ['supersedes'], lines: BOTH_GO, because: APPROVED_GOES },
  { scenario: 'a newer one comes while the window is closed', pipelines: ['supersedes'], lines: BOTH_GO, because: APPROVED_GOES },
  {
    scenario: 'a newer one comes and nobody answers for the older one',
    pipelines: ['supersedes'],
    lines: ['turnedAway: none | prod 1.1.0'],
    because: APPROVED_GOES,
  },
  {
    scenario: 'two newer ones come and nobody answers for the older one',
    pipelines: ['supersedes'],
    lines: [
      'asked: prod managers 1.0.0, prod managers 1.1.0, prod managers 1.2.0, prod managers 1.3.0 | prod managers 1.0.0, prod managers 1.1.0, prod managers 1.3.0',
      'turnedAway: none | prod 1.1.0',
    ],
    because: APPROVED_GOES,
  },
  {
    scenario: 'a newer one comes while a bad one shifts',
    pipelines: WATCHED,
    lines: ['prod 1.2.0 began: 2026-01-06T09h | 2026-01-06T10h'],
    because: AS_FORTH_SO_BACK,
  },
  {
    scenario: 'nobody lets the first one in',
    pipelines: GATED,
    lines: ['turnedAway: none | prod 1.0.0', 'onItsWay: prod 1.0.0 | none'],
    because: 'no alarm exists before the first deployment: the plan waits for data, the condition fails. Neither lets it in',
  },
  { scenario: 'the first one is bad', pipelines: WATCHED, lines: ['eu runs: nothing | 1.0.0', 'us runs: nothing | 1.0.0'], because: NOTHING_BEFORE },
  { scenario: 'the first one is bad in the first wave', pipelines: WATCHED, lines: ['beta runs: nothing | 1.0.0'], because: NOTHING_BEFORE },
];

export function listed(pipeline: PipelineName, scenario: ScenarioName): readonly string[] {
  const found = LISTED.find((entry) => entry.scenario === scenario && entry.pipelines.includes(pipeline));
  return [...found?.lines ?? []].sort();
}
