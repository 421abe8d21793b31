import { RootConstruct } from 'constructs';
import * as fc from 'fast-check';
import { Duration, Environment, Gate, Plan, ReleasePipeline, RollbackScope, RollbackTrigger, Signal, Tier, TrafficShift, Verification, Wave } from 'spillway';
import { lower } from '../../src/plan/lower';
import { declarations } from '../support/arbitrary-plan';

const prod = () => new Environment('prod', { tier: Tier.PRODUCTION });
const errors = Signal.errorRatio({ atMost: 0.01 });

function pipeline(props: object = {}): ReleasePipeline {
  return new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop', ...props });
}

test('every default is resolved', () => {
  const shop = pipeline({ rollbackOn: [RollbackTrigger.signal(errors)] });
  shop.addWave('prod', { environments: [prod()] });
  expect(lower(shop)).toEqual({
    version: 1,
    service: 'shop',
    path: 'Shop',
    supersede: true,
    traffic: null,
    environments: [{ name: 'prod', tier: 'production', labels: {} }],
    signals: [{
      name: 'error-ratio', measure: { kind: 'errorRatio', atMostRatio: 0.01, detectRatio: 0.02, minimumRequests: 1 }, periodMs: 60_000, datapointsToFail: 3, datapointsObserved: 3, noData: 'hold', scope: 'version',
    }],
    freezes: [],
    expedited: [],
    acknowledged: [],
    waves: [{
      name: 'prod',
      after: [],
      environments: ['prod'],
      gates: [],
      shift: { kind: 'allAtOnce', steps: [{ percent: 100, holdMs: 0 }] },
      verifications: [],
      bakeMs: 0,
      triggers: [
        { kind: 'failedDeployment', scope: 'wave' }, { kind: 'failedVerification', scope: 'wave' }, { kind: 'operator', scope: 'wave' },
        { kind: 'signal', signal: 'error-ratio', scope: 'wave' },
      ],
    }],
  });
});

test('the defaults of gates and shifts are the documented ones', () => {
  const shop = pipeline();
  shop.addWave('prod', {
    environments: [prod()],
    trafficShift: TrafficShift.blueGreen(),
    gates: [
      Gate.approval({ group: 'leads' }), Gate.check({ name: 'smoke', commands: ['true'] }), Gate.budget({ objective: 0.99 }),
      Gate.change({ system: 'jira' }), Gate.dependsOn({ service: 'payments', environment: 'prod' }),
    ],
  });
  const [{ gates, shift }] = lower(shop).waves;
  expect(gates).toEqual([
    { id: 'approval-1', kind: 'approval', group: 'leads', quorum: 1, excludeAuthor: true, timeoutMs: 604_800_000 },
    { id: 'check-1', kind: 'check', job: { name: 'smoke', commands: ['true'], image: '', timeoutMs: 3_600_000 } },
    { id: 'budget-1', kind: 'budget', objectiveRatio: 0.99, windowMs: 2_592_000_000, remainingAtLeastRatio: 0.1 },
    { id: 'change-1', kind: 'change', system: 'jira', states: ['approved'] },
    { id: 'dependsOn-1', kind: 'dependsOn', service: 'payments', environment: 'prod', versions: '*' },
  ]);
  expect(shift).toEqual({ kind: 'blueGreen', keepOldMs: 3_600_000, steps: [{ percent: 0, holdMs: 0 }, { percent: 100, holdMs: 0 }] });
});

test('waves come one after the other unless they say after which', () => {
  const shop = pipeline();
  const beta = shop.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
  shop.addWave('eu', { environments: [new Environment('eu', { tier: Tier.PRODUCTION })] });
  shop.addWave('us', { environments: [new Environment('us', { tier: Tier.PRODUCTION })], after: [beta] });
  shop.addWave('alone', { environments: [new Environment('alone', { tier: Tier.TEST })], after: [] });
  expect(lower(shop).waves.map(({ after }) => after)).toEqual([[], ['beta'], ['beta'], []]);
});

test('linear steps are equal, without the noise of fractions', () => {
  const shares = (percent: number) => {
    const shop = pipeline();
    shop.addWave('prod', { environments: [prod()], trafficShift: TrafficShift.linear({ percent, every: Duration.minutes(5) }) });
    return lower(shop).waves[0].shift.steps.map((step) => step.percent);
  };
  expect(shares(25)).toEqual([25, 50, 75, 100]);
  expect(shares(33.3)).toEqual([33.3, 66.6, 99.9, 100]);
  expect(shares(40)).toEqual([40, 80, 100]);
});

test('a wave gives a trigger of the pipeline, or one that is always there, another scope', () => {
  const shop = pipeline({ rollbackOn: [RollbackTrigger.signal(errors)] });
  shop.addWave('prod', {
    environments: [prod()],
    rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED }), RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })],
  });
  expect(lower(shop).waves[0].triggers).toEqual([
    { kind: 'failedDeployment', scope: 'wave' }, { kind: 'failedVerification', scope: 'wave' }, { kind: 'operator', scope: 'promoted' },
    { kind: 'signal', signal: 'error-ratio', scope: 'promoted' },
  ]);
});

test('environments and signals of equal content are one; different ones of one name are both kept', () => {
  const shop = pipeline({ rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))] });
  shop.addWave('a', { environments: [prod()], gates: [Gate.quiet(errors)] });
  shop.addWave('b', { environments: [prod()], verifications: [Verification.measurement({ name: 'm', signal: Signal.errorRatio({ atMost: 0.5 }), duration: Duration.hours(1) })] });
  const plan = lower(shop);
  expect(plan.environments).toHaveLength(1);
  expect(plan.signals.map(({ measure }) => measure)).toEqual([{ kind: 'errorRatio', atMostRatio: 0.01, detectRatio: 0.02, minimumRequests: 1 }, { kind: 'errorRatio', atMostRatio: 0.5, detectRatio: 1, minimumRequests: 1 }]);
});

test('a wave made without addWave belongs to its pipeline all the same', () => {
  const shop = pipeline();
  new Wave(shop, 'Prod', { waveName: 'prod', environments: [prod()] });
  expect(lower(shop).waves.map(({ name }) => name)).toEqual(['prod']);
});

test('any number of waves of one name can be added', () => {
  const shop = pipeline();
  for (const name of ['a', 'a#', 'a', 'a', 'a/b', 'a--b']) shop.addWave(name, { environments: [prod()] });
  expect(shop.waves.map(({ waveName }) => waveName)).toEqual(['a', 'a#', 'a', 'a', 'a/b', 'a--b']);
});

test('the same declaration always gives the same bytes', () => {
  fc.assert(fc.property(declarations(), (declaration) => {
    const bytes = () => Plan.of(declaration.declare(new RootConstruct())).toJson();
    expect(bytes()).toBe(bytes());
  }));
});
