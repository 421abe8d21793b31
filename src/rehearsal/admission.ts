import { isTimeZone } from '../plan/calendar/zone';
import type { PlanDocument } from '../plan/document';
import { lookup } from '../plan/lookup';
import { FREEZE, OVERRIDABLE } from '../plan/moves/gates';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { Severity } from '../plan/problem';
import type { ProblemKind } from '../plan/problem-definition';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import { shown } from '../private/shown';
import type { FaultSpec } from './fault';
import { instantMs } from './instant';
import type { MomentSpec } from './moment';
import type { OrderSpec } from './order';
import { SP3302 } from './problems';
import { mistypedRelease } from './quantity';
import type { ScenarioSpec } from './scenario';
import { scenarioNumbers } from './scenario-numbers';

/**
 * What a plan with errors would do is not defined.
 * @throws a problem of the given kind
 */
export function refuseErrors(plan: Plan, kind: ProblemKind): void {
  const errors = plan.problems.filter(({ severity }) => severity === Severity.ERROR);
  if (errors.length === 0) return;
  throw new ProblemError([kind.at(plan._document.path, {
    got: `${errors.length}, first ${errors[0].message}`, allowed: 'no error', remedies: ['mend what the check of the plan reports'],
  })]);
}

/** What keeps a scenario from being played with a plan. */
export function scenarioProblems(plan: PlanDocument, scenario: ScenarioSpec): Problem[] {
  const path = `${plan.path}/${scenario.name}`;
  return [
    ...mistimed(scenario.startsAt, `${path}/startsAt`),
    ...scenario.faults.flatMap((fault, i) => misplacedFault(plan, fault, `${path}/faults/${i}`)),
    ...scenario.orders.flatMap((order, i) => misplacedOrder(plan, order, `${path}/orders/${i}`)),
    ...ratio(scenario.lostPointsRatio, `${path}/lostPointsRatio`),
    ...misshapen(scenario, `${path}/load`),
    ...mistypedRelease(SP3302, path, scenario.releaseType),
    ...scenarioNumbers(path, scenario),
  ];
}

function misplacedFault(plan: PlanDocument, fault: FaultSpec, path: string): Problem[] {
  return [
    ...fault.environments.flatMap((name) => unknown(path, name, plan.environments.map((environment) => environment.name))),
    ...fault.from ? mistaken(plan, fault.from, path) : [],
    ...('signal' in fault && fault.signal !== null ? unknown(path, fault.signal, plan.signals.map(({ name }) => name)) : []),
    ...(fault.kind === 'gate' ? unknown(path, fault.gate, plan.waves.flatMap((wave) => wave.gates.map(({ id }) => id))) : []),
    ...(fault.kind === 'verification' ? unknown(path, fault.verification, plan.waves.flatMap((wave) => wave.verifications.map(({ id }) => id))) : []),
    ...(fault.kind === 'errors' ? ratio(fault.ratio, path) : []),
    ...(fault.kind === 'slowness' && !(fault.times >= 1 && fault.times < Infinity)
      ? [SP3302.at(path, { got: shown(fault.times), allowed: 'a factor of at least 1', remedies: ['write 3 for requests that take three times as long'] })] : []),
  ];
}

function misplacedOrder(plan: PlanDocument, order: OrderSpec, path: string): Problem[] {
  const wave = 'wave' in order ? plan.waves.find(({ name }) => name === order.wave) : undefined;
  return [
    ...mistaken(plan, order.from, path),
    ...('wave' in order ? unknown(path, order.wave, plan.waves.map(({ name }) => name)) : []),
    ...(order.kind === 'override' && wave ? unknown(path, order.gate, overridable(plan, wave.name)) : []),
  ];
}

/** What an operator can override before a wave. */
function overridable(plan: PlanDocument, wave: string): string[] {
  const entry = lookup(plan).byName.get(wave)!;
  const gates = entry.wave.gates.filter(({ kind }) => OVERRIDABLE.has(kind)).map(({ id }) => id);
  return entry.freezes.length > 0 ? [...gates, FREEZE] : gates;
}

function mistaken(plan: PlanDocument, moment: MomentSpec, path: string): Problem[] {
  if (moment.kind === 'at') return mistimed(moment.time, path);
  if (moment.kind === 'arrival') return [];
  const wave = plan.waves.find(({ name }) => name === moment.wave);
  if (!wave) return unknown(path, moment.wave, plan.waves.map(({ name }) => name));
  if (moment.kind !== 'step') return [];
  return unknown(path, String(moment.number), wave.shift.steps.map((_, i) => String(i + 1)));
}

function mistimed(time: string, path: string): Problem[] {
  return instantMs(time) === undefined
    ? [SP3302.at(path, { got: shown(time), allowed: 'ISO 8601 with an offset', remedies: ['write a time such as 2026-03-02T08:00:00Z'] })] : [];
}

function ratio(value: number, path: string): Problem[] {
  return value >= 0 && value <= 1 ? [] : [SP3302.at(path, { got: shown(value), allowed: 'a ratio of 0 to 1', remedies: ['write 0.05 for five percent'] })];
}

function misshapen({ load }: ScenarioSpec, path: string): Problem[] {
  if (!load) return [];
  const { requestsPerSecond, timeZone } = load;
  const isDay = requestsPerSecond.length === 24 && requestsPerSecond.every((one) => one >= 0 && one < Infinity);
  return [
    ...isDay ? [] : [SP3302.at(path, { got: shown(requestsPerSecond), allowed: '24 numbers of at least 0', remedies: ['give each hour of the day its requests a second'] })],
    ...isTimeZone(timeZone) ? [] : [SP3302.at(path, { got: shown(timeZone), allowed: 'the name of a time zone', remedies: ['write a name such as Europe/Zurich'] })],
  ];
}

function unknown(path: string, name: string, known: string[]): Problem[] {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  return [SP3302.at(path, { got: shown(name), allowed: known.length > 0 ? `one of ${[...new Set(known)].join(', ')}` : 'none, since the plan has none', remedies: [meant ? `write ${meant} if that is meant` : 'remove it'] })];
}
