import * as fc from 'fast-check';
import { Duration, Fault, Load, Moment, Order, Person, ReleaseType, ResponseTimes, Scenario } from 'spillway';
import type { PlanDocument, PlannedWave } from '../../src/plan/document';
import type { ScenarioSpec } from '../../src/rehearsal/scenario';

/** Mostly short, or little of what is planned would happen before the story is over. */
const durations = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 600 }) },
).map((minutes) => Duration.minutes(minutes));
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const milliseconds = (ms: number) => Duration.millis(ms);

/** Stories that fit a plan: any faults at any moment, any orders, people who answer or do not, a load that comes and goes. */
export function scenarios(plan: PlanDocument): fc.Arbitrary<ScenarioSpec> {
  return fc.record({
    seed: fc.nat(),
    releaseType: fc.constantFrom(ReleaseType.FEATURE, ReleaseType.HOTFIX, ReleaseType.SECURITY),
    faults: fc.array(faults(plan), { maxLength: 3 }),
    orders: fc.array(orders(plan), { minLength: 1, maxLength: 6 }),
    people: seldom(fc.array(people(plan), { maxLength: 4 })),
    load: seldom(fc.integer({ min: 0, max: 100 }).map((trough) => Load.daily({ trough, peak: 200 }))),
    responseTimes: seldom(fc.integer({ min: 2, max: 900 }).map((p99) => ResponseTimes.of({ median: milliseconds(1), p99: milliseconds(p99) }))),
    lostPointsRatio: fc.constantFrom(0, 0, 0.3),
    newerAfter: seldom(durations),
    deploymentTime: fc.constantFrom(milliseconds(0), Duration.minutes(5)),
    lastingAtMost: fc.constant(Duration.days(2)),
  }).map((options) => Scenario.of('any', options)._spec());
}

/** About a wave in which something goes on at that moment, more often than not. */
function orders(plan: PlanDocument): fc.Arbitrary<Order> {
  return fc.constantFrom(...plan.waves).chain((wave) => {
    const { name, gates } = wave;
    const options = fc.record({ from: fc.oneof({ weight: 3, arbitrary: momentsIn([wave]) }, moments(plan)), after: durations, by: fc.constantFrom('ann', 'author') });
    const gate = fc.constantFrom('freeze', ...gates.map(({ id }) => id));
    return fc.oneof(
      options.chain((how) => fc.constantFrom(
        Order.hold(name, how), Order.resume(name, how), Order.rollBack(name, how), Order.retryRollback(name, how), Order.liftVeto(how),
      )),
      fc.tuple(gate, options).map(([id, how]) => Order.override(name, id, how)),
      // let go again, or little would come after a hold
      options.map((how) => Order.hold(name, how)),
      options.map(({ from, by }) => Order.resume(name, { from, by, after: Duration.hours(1) })),
    );
  });
}

function faults(plan: PlanDocument): fc.Arbitrary<Fault> {
  const environments = fc.subarray(plan.environments.map(({ name }) => name), { minLength: 1 });
  const when = fc.record({ from: fc.option(moments(plan), { nil: undefined }), after: durations, lasting: seldom(durations), environments });
  const gates = plan.waves.flatMap((wave) => wave.gates.map(({ id }) => id));
  const verifications = plan.waves.flatMap((wave) => wave.verifications.map(({ id }) => id));
  return fc.oneof(
    fc.tuple(when, fc.constantFrom(0.001, 0.1, 1)).map(([how, ratio]) => Fault.errors({ ...how, ratio })),
    fc.tuple(when, fc.constantFrom(2, 50)).map(([how, times]) => Fault.slowness({ ...how, times })),
    when.map((how) => Fault.silence(how)),
    environments.map(([name]) => Fault.deployment(name)),
    environments.map(([name]) => Fault.rollback(name)),
    ...gates.length > 0 ? [fc.tuple(when, fc.constantFrom(...gates)).map(([how, gate]) => Fault.gate(gate, { ...how, environments: undefined }))] : [],
    ...verifications.length > 0 ? [fc.constantFrom(...verifications).map((name) => Fault.verification(name))] : [],
  );
}

function people(plan: PlanDocument): fc.Arbitrary<Person> {
  const groups = plan.waves.flatMap((wave) => wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : [])));
  const name = fc.constantFrom('ann', 'joe', 'author');
  return fc.tuple(name, fc.subarray([...groups, 'visitors']), durations, fc.nat(9)).map(([who, of, after, mood]) =>
    (mood === 0 ? Person.refusing(who, { groups: of, after }) : Person.approving(who, { groups: of, after })));
}

function moments(plan: PlanDocument): fc.Arbitrary<Moment> {
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(Moment.arrival(), Moment.at('1970-01-01T06:00:00Z')) }, { weight: 3, arbitrary: momentsIn(plan.waves) });
}

function momentsIn(waves: readonly PlannedWave[]): fc.Arbitrary<Moment> {
  return fc.constantFrom(...waves.flatMap(({ name, shift }) => [
    Moment.waiting(name), Moment.entered(name), Moment.verifying(name), Moment.baking(name), Moment.done(name), Moment.rollingBack(name),
    ...shift.steps.map((_, step) => Moment.step(name, step + 1)),
  ]));
}
