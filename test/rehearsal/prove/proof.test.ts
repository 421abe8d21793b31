import { RootConstruct } from 'constructs';
import type { ProofOptions, WaveOptions } from 'spillway';
import { Day, DeploymentWindow, Duration, Environment, Gate, Proof, Property, ReleasePipeline, RollbackTrigger, Signal, Situation, Standing, Tier, Traffic, TrafficShift } from 'spillway';
import { shopPipeline as shopOnLambda } from '../../../examples/aws-shop/api/pipeline';
import { shopPipeline as shopOnKubernetes } from '../../../examples/k8s-shop/pipeline';
import { ordersPipeline } from '../../../examples/two-worlds/pipeline';

/** Beta, and then production with an approval and a canary. */
function shop(wave: Partial<WaveOptions> = {}): ReleasePipeline {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop', traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }))],
  });
  pipeline.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })], bakeTime: Duration.minutes(10) });
  pipeline.addWave('prod', {
    environments: [new Environment('prod', { tier: Tier.PRODUCTION })], gates: [Gate.approval({ group: 'managers' })],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }), bakeTime: Duration.hours(1), ...wave,
  });
  return pipeline;
}

const at = Situation.at;
const prove = (options: ProofOptions = {}) => Proof.of(shop()).prove(options);
const judged = (property: Property) => prove({ properties: [property] }).findings.at(-1)!;

const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8'];

test('the invariants are proved, and every state is counted', () => {
  const result = prove();
  expect(result.findings.map(({ name, isProved }) => [name, isProved])).toEqual(INVARIANTS.map((name) => [name, true]));
  expect(result.isComplete).toBe(true);
  expect(result.broken).toEqual([]);
  expect(result.states).toBeGreaterThan(1_000);
  expect(result.transitions).toBeGreaterThan(result.states);
  const [explored, ...rows] = result.toText().trimEnd().split('\n');
  expect(explored).toBe(`all ${result.states} states explored`);
  expect(rows).toEqual(INVARIANTS.map((name) => expect.stringMatching(new RegExp(`^proved         ${name}  [a-z]`)) as string));
  expect(rows[6]).toBe('proved         I7  every state has a way to rest');
});

test.each([['two worlds', ordersPipeline], ['Lambda', shopOnLambda], ['Kubernetes', shopOnKubernetes]])('it is complete for the example: %s', (_, declare) => {
  const { isComplete, findings } = Proof.of(declare(new RootConstruct())).prove();
  expect(isComplete).toBe(true);
  expect(findings.every(({ isProved }) => isProved)).toBe(true);
});

test('where there are more states than are explored, nothing is said to be proved', () => {
  const result = prove({ statesAtMost: 100 });
  expect(result.isComplete).toBe(false);
  expect(result.findings.some(({ isProved }) => isProved)).toBe(false);
  expect(result.broken).toEqual([]);
  expect(result.toText()).toMatch(/^not complete, explored \d+ states\nnot known      I1  no traffic /);
});

test('what can happen is told, by one of the shortest ways', () => {
  const { isProved, counterExample } = judged(Property.never('runs unverified', at('prod', Standing.RUNNING).and(Situation.not(at('beta', Standing.DONE)))));
  expect(isProved).toBe(false);
  // an operator who undoes one wave leaves the others as they are
  expect(counterExample).toEqual([
    '1.0.0 goes nowhere any more until somebody lifts its veto', '1.0.0 is taken out of beta', '1.0.0 is rolled back in beta: operator ordered it',
  ]);
});

test('the text shows the story of what does not hold, under its name', () => {
  const text = prove({ properties: [Property.always('nobody is vetoed', Situation.not(Situation.vetoed()))] }).toText();
  expect(text).toMatch(/^does not hold {2}nobody is vetoed\n {15}1\.0\.0 goes nowhere any more until somebody lifts its veto\n/m);
});

test('nothing moves into production that is not done in beta', () => {
  expect(judged(Property.never('moves unverified', at('prod', Standing.MOVING).and(Situation.not(at('beta', Standing.DONE))))).isProved).toBe(true);
});

test('what must always be is what must never not be', () => {
  const arrived = Situation.vetoed().or(Situation.not(Situation.vetoed()));
  expect(judged(Property.always('some truth', arrived)).isProved).toBe(true);
  expect(judged(Property.always('nobody is vetoed', Situation.not(Situation.vetoed()))).counterExample?.[0]).toBe('1.0.0 goes nowhere any more until somebody lifts its veto');
});

describe('one situation leads to another', () => {
  test('what is being undone is gone one day, even where that failed', () => {
    const undone = at('prod', Standing.ROLLING_BACK);
    expect(judged(Property.leadsTo('gone', at('prod', Standing.ROLLBACK_FAILED), Situation.not(undone))).isProved).toBe(true);
  });

  test('who waits can be refused, and then never moves', () => {
    const { counterExample } = judged(Property.leadsTo('served', at('prod', Standing.WAITING), at('prod', Standing.MOVING)));
    expect(counterExample?.at(-1)).toContain('somebody refused');
  });
});

test('phases are told apart where a property does', () => {
  expect(judged(Property.never('never bakes', at('prod', Standing.BAKING))).counterExample?.at(-1)).toBe('1.1.0 bakes in prod');
});

test('fails when a property names a wave that does not exist', () => {
  expect(() => prove({ properties: [Property.never('typo', at('prodd', Standing.MOVING))] })).toThrow(/SP3304.*"?prodd"?.*write prod/s);
});

test('fails when the plan has errors', () => {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Empty', { service: 'shop' });
  expect(() => Proof.of(pipeline).prove()).toThrow(/SP3303/);
});

describe('how long the calendar keeps a release waiting', () => {
  const office = Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.FRIDAY], from: '09:00', to: '17:00', timeZone: 'Etc/UTC' }));

  test('is told for each wave with windows or freezes', () => {
    const { calendarWaits } = Proof.of(shop({ gates: [office] })).prove({ statesAtMost: 10 });
    expect(calendarWaits.map(({ waveName, atMost, from }) => [waveName, atMost.toMilliseconds(), from])).toEqual([['prod', 88 * 3_600_000, '2028-01-03T17:00:00Z']]);
  });

  test('is the last of the text', () => {
    const text = Proof.of(shop({ gates: [office] })).prove({ statesAtMost: 10 }).toText();
    expect(text.split('\n').slice(-2)).toEqual(['windows and freezes keep a release waiting before prod for at most 3 d 16 h, as from 2028-01-03 17:00 UTC', '']);
  });

  test('without windows and freezes nobody waits for it', () => expect(prove({ statesAtMost: 10 }).calendarWaits).toEqual([]));
});
