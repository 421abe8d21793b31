import { Duration, Environment, ExpeditedPath, ReleaseType, RollbackScope, RollbackTrigger, Tier, Verification } from 'spillway';
import type { Declared } from '../fixture';
import { errorRatio } from '../fixture';
import { inModel, inModelWithUndo } from './in-model';
import { inTransition } from './in-transition';
import { differences } from './outcome';
import { pipelineOf } from './pipelines';
import type { Scenario } from './scenario';
import { DAY, LATER, MINUTE, scenario, SECOND, THIRD } from './scenario';

const one = (name: string) => [new Environment(name, { tier: Tier.TEST })];
const bakeTime = Duration.minutes(60);

/** Whatever goes wrong in its last wave undoes all of them. */
const promoted: Declared = {
  waves: {
    'beta': { environments: one('beta'), rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime },
    'one-box': { environments: one('box'), rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime },
    'prod': {
      environments: one('eu'),
      verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })],
      rollbackOn: [
        RollbackTrigger.signal(errorRatio, { scope: RollbackScope.PROMOTED }), RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED }),
        RollbackTrigger.failedVerification({ scope: RollbackScope.PROMOTED }),
      ],
      bakeTime,
    },
  },
};

/** Its bake goes on in a stage of its own, which hotfixes skip. */
const expedited: Declared = {
  expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })],
  waves: { prod: { environments: one('eu'), rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime } },
};

/** Each environment of its second wave has a stage of its own. */
const apart: Declared = {
  waves: {
    beta: { environments: one('beta') },
    prod: { environments: [...one('eu'), ...one('us')], rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime },
  },
  candidate: () => ({ waves: { prod: { stagePerEnvironment: true } } }),
};

const errors = (environment: string, minutes: number) => ({ release: SECOND, environment, ailment: 'errors' as const, from: 'fullTraffic' as const, afterMs: minutes * MINUTE });
const next = [{ version: SECOND, afterMs: LATER }, { version: THIRD, afterMs: LATER + 5 * DAY }];

interface Story {
  readonly declared: Declared;
  readonly told: Scenario;
  /** What the state machine takes back. */
  readonly rolledBack: readonly string[];
  /** Left out: what was undone is not looked at. */
  readonly vetoed?: readonly string[];
  /** What is listed: the plan's answer, then the model's. */
  readonly differs?: { readonly lines: readonly string[]; readonly because: string };
}

const STORIES: Record<string, Story> = {
  'all goes well': { declared: promoted, told: scenario(), rolledBack: [] },
  'errors in the last wave': {
    declared: promoted, told: scenario({ faults: [errors('eu', 20)] }), rolledBack: ['one-box to 1.0.0', 'beta to 1.0.0'],
  },
  'a deployment to the last wave fails': {
    declared: promoted, told: scenario({ failedDeployments: [{ release: SECOND, environment: 'eu' }] }), rolledBack: ['one-box to 1.0.0', 'beta to 1.0.0'],
  },
  'a verification in the last wave fails': {
    declared: promoted, told: scenario({ failedJobs: [{ release: SECOND, job: 'e2e' }] }), rolledBack: ['one-box to 1.0.0', 'beta to 1.0.0'],
  },
  'errors in the wave before, which undoes itself alone': { declared: promoted, told: scenario({ faults: [errors('box', 20)] }), rolledBack: [] },
  'a good one after one that was undone everywhere': {
    declared: promoted, told: scenario({ candidates: next, faults: [errors('eu', 20)] }), rolledBack: ['one-box to 1.0.0', 'beta to 1.0.0'],
  },
  'a bad one after one that was undone everywhere': {
    declared: promoted,
    told: scenario({ candidates: next, faults: [errors('eu', 20), { ...errors('beta', 20), release: THIRD }] }),
    // CodePipeline brings back what was taken away, and the machine goes further
    rolledBack: ['one-box to 1.0.0', 'beta to 1.0.0', 'beta to 1.0.0'],
    vetoed: [SECOND, THIRD],
  },
  'errors in the second of two environments with stages of their own': {
    declared: apart, told: scenario({ faults: [errors('us', 20)] }), rolledBack: ['eu to 1.0.0'],
  },
  'errors in the first of two environments with stages of their own': {
    declared: apart,
    told: scenario({ faults: [errors('eu', 20)] }),
    rolledBack: [],
    differs: { lines: ['us was given to: 1.0.0, 1.1.0 | 1.0.0'], because: 'one environment comes after the other, so that the second is spared' },
  },
  'errors in the bake that every type has': { declared: expedited, told: scenario({ faults: [errors('eu', 2)] }), rolledBack: [] },
  'errors in the rest of the bake': { declared: expedited, told: scenario({ faults: [errors('eu', 30)] }), rolledBack: ['prod to 1.0.0'] },
  'a newer one comes during the rest of the bake': {
    declared: expedited,
    told: scenario({ candidates: [{ version: SECOND, afterMs: LATER }, { version: THIRD, afterMs: LATER + 15 * MINUTE }], faults: [errors('eu', 40)] }),
    rolledBack: ['prod to 1.0.0'],
  },
  'errors that a hotfix does not wait for': {
    declared: expedited, told: scenario({ candidates: [{ version: SECOND, afterMs: LATER, type: 'hotfix' }], faults: [errors('eu', 30)] }), rolledBack: [],
  },
};

describe('with the state machine of its template a pipeline does what the plan means', () => {
  test.each(Object.entries(STORIES))('%s', async (_, { declared, told, rolledBack, vetoed, differs }) => {
    const { plan, written } = pipelineOf(declared);
    const { outcome, calls, vetoes } = await inModelWithUndo(plan, written, told);
    expect(differences(inTransition(plan, told), outcome)).toEqual(differs?.lines ?? []);
    expect(calls).toEqual(rolledBack.map((what) => `roll back ${what}`));
    if (vetoed) expect(vetoes).toEqual(vetoed);
  });
});

test.each(['errors in the last wave', 'errors in the rest of the bake'])('without it something bad would stay: %s', async (name) => {
  const { declared, told } = STORIES[name];
  const { plan, written } = pipelineOf(declared);
  expect(differences(inTransition(plan, told), await inModel(plan, written, told))).not.toEqual([]);
});
