import { Duration, Environment, ExpeditedPath, Gate, ReleaseType, RollbackScope, RollbackTrigger, Tier, TrafficShift, Verification } from 'spillway';
import type { Declared } from '../fixture';
import { errorRatio } from '../fixture';
import { inModel, inModelWithUndo } from './in-model';
import { inTransition, vetoedIn } from './in-transition';
import { differences } from './outcome';
import { pipelineOf } from './pipelines';
import type { Scenario } from './scenario';
import { DAY, FIRST, LATER, MINUTE, scenario, SECOND, THIRD } from './scenario';

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

/** What somebody orders to be undone is in its last wave for hours: shifting, verified, baking. */
const slow = (scope: RollbackScope, gates: Gate[] = []): Declared => ({
  waves: {
    beta: { environments: one('beta'), rollbackOn: [RollbackTrigger.operator({ scope })] },
    prod: {
      environments: one('eu'),
      gates,
      rollbackOn: [RollbackTrigger.signal(errorRatio), RollbackTrigger.operator({ scope })],
      trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) }),
      verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })],
      bakeTime,
    },
  },
});

const order = (wave: string, minutes: number) => ({ wave, afterMs: LATER + minutes * MINUTE });
const SHIFTS_TO_ITS_END = {
  lines: ['eu was given to: 1.0.0 | 1.0.0, 1.1.0'], because: 'CodePipeline stops an execution when its running actions have ended, and a stack that is updated goes to its end',
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
  /** Left out: what is told. */
  readonly meant?: Scenario;
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

/** What a person orders while the release is under way. */
const ORDERS: Record<string, Story> = {
  'while it shifts': {
    declared: slow(RollbackScope.WAVE), told: scenario({ orders: [order('prod', 20)] }), rolledBack: ['prod to 1.0.0'], vetoed: [SECOND], differs: SHIFTS_TO_ITS_END,
  },
  'while it shifts, of all waves': {
    declared: slow(RollbackScope.PROMOTED),
    told: scenario({ orders: [order('prod', 20)] }),
    rolledBack: ['prod to 1.0.0', 'beta to 1.0.0'],
    vetoed: [SECOND],
    differs: SHIFTS_TO_ITS_END,
  },
  'while it shifts, before its alarm fires': {
    declared: slow(RollbackScope.WAVE),
    told: scenario({
      candidates: [{ version: SECOND, afterMs: LATER }, { version: THIRD, afterMs: LATER + DAY }],
      orders: [order('prod', 24 * 60 + 20)],
      faults: [{ release: THIRD, environment: 'eu', ailment: 'errors', from: 'firstTraffic', afterMs: 14 * MINUTE }],
    }),
    rolledBack: ['prod to 1.1.0'],
    vetoed: [THIRD],
  },
  'while it bakes': { declared: slow(RollbackScope.WAVE), told: scenario({ orders: [order('prod', 60)] }), rolledBack: ['prod to 1.0.0'], vetoed: [SECOND] },
  'while it bakes in a stage of its own': { declared: expedited, told: scenario({ orders: [order('prod', 30)] }), rolledBack: ['prod to 1.0.0'], vetoed: [SECOND] },
  'when it is through': { declared: slow(RollbackScope.WAVE), told: scenario({ orders: [order('prod', 300)] }), rolledBack: ['prod to 1.0.0'], vetoed: [SECOND] },
  'of the wave before, while it shifts': {
    declared: slow(RollbackScope.WAVE),
    told: scenario({ orders: [order('beta', 20)] }),
    rolledBack: ['prod to 1.0.0', 'beta to 1.0.0'],
    vetoed: [SECOND],
    differs: SHIFTS_TO_ITS_END,
  },
  'of the wave before, while it bakes': {
    declared: slow(RollbackScope.WAVE), told: scenario({ orders: [order('beta', 60)] }), rolledBack: ['prod to 1.0.0', 'beta to 1.0.0'], vetoed: [SECOND],
  },
  'of the wave before, while one environment of two has it': {
    declared: apart,
    told: scenario({ orders: [order('beta', 40)] }),
    rolledBack: ['eu to 1.0.0', 'beta to 1.0.0'],
    vetoed: [SECOND],
    differs: { lines: ['us was given to: 1.0.0, 1.1.0 | 1.0.0'], because: 'one environment comes after the other, so that the second is spared' },
  },
  'of the wave before, while people are asked about it': {
    declared: slow(RollbackScope.WAVE, [Gate.approval({ group: 'leads' })]),
    told: scenario({ orders: [order('beta', 12)] }),
    rolledBack: ['beta to 1.0.0'],
    vetoed: [SECOND],
  },
  'twice': {
    declared: slow(RollbackScope.WAVE),
    told: scenario({ orders: [order('prod', 20), order('prod', 25)] }),
    // the plan's rollback takes no time, so that its second order would be of the release before
    meant: scenario({ orders: [order('prod', 20)] }),
    rolledBack: ['prod to 1.0.0'],
    vetoed: [SECOND],
    differs: SHIFTS_TO_ITS_END,
  },
  'and again while it is rolled back': {
    declared: slow(RollbackScope.WAVE),
    told: scenario({ orders: [order('prod', 60), order('prod', 66)] }),
    meant: scenario({ orders: [order('prod', 60)] }),
    rolledBack: ['prod to 1.0.0'],
    vetoed: [SECOND],
  },
};

describe('a person orders a wave to be undone', () => {
  test.each(Object.entries(ORDERS))('%s', async (_, { declared, told, meant = told, rolledBack, vetoed, differs }) => {
    const { plan, written } = pipelineOf(declared);
    const { outcome, calls, vetoes } = await inModelWithUndo(plan, written, told);
    expect(differences(inTransition(plan, meant), outcome)).toEqual(differs?.lines ?? []);
    expect([calls, vetoes]).toEqual([rolledBack.map((what) => `roll back ${what}`), vetoed]);
  });

  test.each(['beta', 'prod'])('%s, at whatever time while the release is in the last wave', async (wave) => {
    const { plan, written } = pipelineOf(slow(RollbackScope.WAVE));
    for (let minutes = 15; minutes < 105; minutes += 5) {
      const { outcome: { runs }, calls, vetoes, told } = await inModelWithUndo(plan, written, scenario({ orders: [order(wave, minutes)] }));
      const undone = wave === 'beta' ? ['prod', 'beta'] : ['prod'];
      expect([minutes, calls, vetoes]).toEqual([minutes, undone.map((stage) => `roll back ${stage} to ${FIRST}`), [SECOND]]);
      expect([minutes, runs]).toEqual([minutes, { beta: wave === 'beta' ? FIRST : SECOND, eu: FIRST }]);
      expect(told).toMatchObject([{ revision: SECOND, undoes: undone.join(', ') }]);
    }
  });
});

test('a first release that is bad is vetoed, as in the plan, and nothing else is done: there is nothing to go back to', async () => {
  const { plan, written } = pipelineOf(promoted);
  const told = scenario({ candidates: [], faults: [{ ...errors('beta', 20), release: FIRST }] });
  const { calls, vetoes } = await inModelWithUndo(plan, written, told);
  expect([calls, vetoes]).toEqual([[], [FIRST]]);
  expect(vetoedIn(plan, told)).toEqual([FIRST]);
});

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
