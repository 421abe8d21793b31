import { Temporal } from 'temporal-polyfill';
import type { PlanDocument } from '../plan/document';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { Severity } from '../plan/problem';
import type { ProblemKind } from '../plan/problem-definition';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import { shown } from '../private/shown';
import type { FaultSpec } from './fault';
import { SP3302 } from './problems';
import type { ScenarioSpec } from './scenario';

/** The instant of an ISO 8601 text with an offset, in milliseconds since 1970; undefined when it is none. */
export function instantMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

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
  const start = instantMs(scenario.startsAt) === undefined
    ? [SP3302.at(`${path}/startsAt`, { got: shown(scenario.startsAt), allowed: 'ISO 8601 with an offset', remedies: ['write a time such as 2026-03-02T08:00:00Z'] })] : [];
  return [...start, ...scenario.faults.flatMap((fault, i) => misplaced(plan, fault, `${path}/faults/${i}`))];
}

function misplaced(plan: PlanDocument, fault: FaultSpec, path: string): Problem[] {
  const gates = plan.waves.flatMap((wave) => wave.gates.map(({ id }) => id));
  const verifications = plan.waves.flatMap((wave) => wave.verifications.map(({ id }) => id));
  return [
    ...fault.environments.flatMap((name) => unknown(path, name, plan.environments.map((environment) => environment.name))),
    ...('signal' in fault && fault.signal !== null ? unknown(path, fault.signal, plan.signals.map(({ name }) => name)) : []),
    ...(fault.kind === 'gate' ? unknown(path, fault.gate, gates) : []),
    ...(fault.kind === 'verification' ? unknown(path, fault.verification, verifications) : []),
    ...(fault.kind === 'errors' && !(fault.ratio >= 0 && fault.ratio <= 1)
      ? [SP3302.at(path, { got: shown(fault.ratio), allowed: 'a ratio of 0 to 1', remedies: ['write 0.05 for five percent'] })] : []),
  ];
}

function unknown(path: string, name: string, known: string[]): Problem[] {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  return [SP3302.at(path, { got: shown(name), allowed: known.length > 0 ? `one of ${[...new Set(known)].join(', ')}` : 'none, since the plan has none', remedies: [meant ? `write ${meant} if that is meant` : 'remove the fault'] })];
}
