import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { Severity } from '../problem';
import { SP2101 } from '../problems';

/** Looks for one kind of mistake in a plan. */
export type Check = (plan: PlanDocument) => Problem[];

const CHECKS: Check[] = [];

/** Everything the checks find, errors first. Acknowledged warnings are left out; one that acknowledges nothing is itself a finding. */
export function check(plan: PlanDocument): Problem[] {
  const found = CHECKS.flatMap((one) => one(plan));
  const codes = new Set(found.filter((problem) => problem.severity === Severity.WARNING).map((problem) => problem.code));
  const stale = plan.acknowledged.filter(({ code }) => !codes.has(code)).map(({ code }) => SP2101.at(plan.path, {
    got: code,
    allowed: codes.size > 0 ? `a warning that was found: ${[...codes].sort().join(', ')}` : 'none: there are no warnings',
    remedies: ['remove the acknowledgement'],
  }));
  const acknowledged = new Set(plan.acknowledged.map(({ code }) => code));
  const shown = found.filter((problem) => problem.severity === Severity.ERROR || !acknowledged.has(problem.code));
  return [...shown.filter((problem) => problem.severity === Severity.ERROR), ...shown.filter((problem) => problem.severity === Severity.WARNING), ...stale];
}
