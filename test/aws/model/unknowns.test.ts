import type { Unknowns } from '../../support/codepipeline/unknowns';
import { inModel } from './in-model';
import type { Outcome } from './outcome';
import { differences } from './outcome';
import type { Pipeline, PipelineName } from './pipelines';
import { DECLARED, pipelineOf, PIPELINES, scenariosOf } from './pipelines';
import type { Scenario } from './scenario';
import { DAY, FIRST } from './scenario';
import type { ScenarioName } from './scenarios';
import { SCENARIOS } from './scenarios';

interface OtherAnswer {
  /** The answer that is not the assumed one. */
  readonly answer: Partial<Unknowns>;
  readonly what: string;
  /** Where something comes out differently; in pipelines that have what it is about. */
  readonly changes: Partial<Record<PipelineName, readonly ScenarioName[]>>;
  /** Where a bad release keeps an environment that the assumed answer takes from it. */
  readonly unsafe: readonly ScenarioName[];
}

const BAD_IN_BAKES: readonly ScenarioName[] = ['errors late in the bake', 'errors in the bake of the first wave'];
const FIRST_IN_BAKE: ScenarioName = 'the first one is bad in the first wave';
const WITHOUT_BAKES: readonly ScenarioName[] = [...BAD_IN_BAKES, 'a newer one comes while a good one bakes, and the window closes', FIRST_IN_BAKE];

const OTHERS: readonly OtherAnswer[] = [
  { what: 'a rollback passes the entry', answer: { rollbackPassesEntry: true }, changes: {}, unsafe: [] },
  { what: 'a rollback passes the condition on success', answer: { rollbackPassesSuccess: true }, changes: {}, unsafe: [] },
  { what: 'a rollback goes on to the next stages', answer: { rollbackGoesOn: true }, changes: {}, unsafe: [] },
  {
    what: 'whoever waits goes in before a rollback',
    answer: { rollbackWaitsInLine: true },
    // the rollback takes the good one away as well: what runs is older, and not bad
    changes: { 'has no gates': ['a newer one comes while a bad one shifts'] },
    unsafe: [],
  },
  { what: 'a stage fails on failure when a condition has failed it', answer: { failedConditionFailsStage: true }, changes: {}, unsafe: [] },
  {
    what: 'an entry does not hold its stage',
    answer: { entryHoldsStage: false },
    // only the newest one goes, as it is meant
    changes: { supersedes: ['a newer one comes while somebody is asked', 'a newer one comes while the window is closed'] },
    unsafe: [],
  },
  {
    what: 'a missing alarm passes',
    answer: { missingAlarmPasses: true },
    changes: { 'supersedes': ['nobody lets the first one in'], 'keeps the order': ['nobody lets the first one in'] },
    unsafe: [],
  },
  { what: 'a window rule waits on success as well', answer: { windowWaitsOnSuccess: true }, changes: {}, unsafe: [] },
  {
    what: 'WaitTime ends when the alarm is quiet',
    answer: { waitTimeEndsEarly: true },
    changes: {
      'supersedes': WITHOUT_BAKES,
      'keeps the order': WITHOUT_BAKES,
      'has no gates': [
        ...BAD_IN_BAKES, 'a newer one comes while somebody is asked', 'a newer one comes while a good one bakes, and the window closes', FIRST_IN_BAKE,
      ],
    },
    // the one question on which the promise of a bake depends: docs/aws-unknowns.md tells how to settle it
    unsafe: BAD_IN_BAKES,
  },
];

describe.each(PIPELINES)('whatever AWS does where it documents nothing, a pipeline that %s stays safe', (name) => {
  const scenarios = scenariosOf(name);
  let pipeline: Pipeline;
  let assumed: Map<ScenarioName, Outcome>;
  const outcomes = async (answer: Partial<Unknowns>) => new Map(await Promise.all(scenarios.map(async (scenario) => (
    [scenario, await inModel(pipeline.plan, pipeline.written, SCENARIOS[scenario], answer)] as const
  ))));
  beforeAll(async () => {
    pipeline = pipelineOf(DECLARED[name]);
    assumed = await outcomes({});
  });

  test.each(OTHERS)('when $what', async ({ answer, changes, unsafe }) => {
    const other = await outcomes(answer);
    expect(scenarios.filter((scenario) => differences(assumed.get(scenario)!, other.get(scenario)!).length > 0)).toEqual(changes[name] ?? []);
    const bad = (scenario: ScenarioName, all: Map<ScenarioName, Outcome>) => keptBad(SCENARIOS[scenario], all.get(scenario)!);
    expect(scenarios.filter((scenario) => bad(scenario, other) > bad(scenario, assumed))).toEqual(unsafe.filter((scenario) => scenarios.includes(scenario)));
  });

  test('when a window rule gives up after a day: what waits longer is not deployed, and nothing else changes', async () => {
    for (const scenario of scenarios) {
      const { runs } = await inModel(pipeline.plan, pipeline.written, SCENARIOS[scenario], { windowPatienceMs: DAY });
      for (const [environment, release] of Object.entries(runs)) expect([FIRST, assumed.get(scenario)!.runs[environment]]).toContain(release);
    }
  });
});

/** How many environments run a release that does harm there. */
function keptBad({ faults, failedDeployments }: Scenario, { runs }: Outcome): number {
  return [...faults, ...failedDeployments].filter(({ environment, release }) => release !== FIRST && runs[environment] === release).length;
}
