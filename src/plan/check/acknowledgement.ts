import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { Severity } from '../problem';
import { PROBLEM_KINDS } from '../problem-registry';
import { SP2101, SP2102, SP2103 } from '../problems-release';

/** What is left to be shown once the warnings a user took note of are taken away. */
export function withoutAcknowledged(plan: PlanDocument, found: Problem[]): Problem[] {
  const codes = new Set(plan.acknowledged.map(({ code }) => code));
  return found.filter(({ severity, code }) => severity === Severity.ERROR || !codes.has(code));
}

/** Acknowledgements that take note of nothing. Those of a back end's codes are not judged here: only it knows them. */
export function acknowledgements(plan: PlanDocument, found: Problem[]): Problem[] {
  const warnings = [...new Set(found.filter(({ severity }) => severity === Severity.WARNING).map(({ code }) => code))].sort();
  const allowed = warnings.length > 0 ? `a warning that was found: ${warnings.join(', ')}` : 'none, since there are no warnings';
  return plan.acknowledged.filter(({ code }) => !ofBackEnd(code) && !warnings.includes(code)).map(({ code }) => {
    const kind = PROBLEM_KINDS.get(code);
    const details = { got: shown(code), allowed };
    if (!kind) return SP2102.at(plan.path, { ...details, remedies: [meant(code)] });
    return kind.severity === Severity.ERROR
      ? SP2103.at(plan.path, { ...details, remedies: ['mend what it reports and remove the acknowledgement'] })
      : SP2101.at(plan.path, { ...details, remedies: ['remove the acknowledgement'] });
  });
}

function ofBackEnd(code: string): boolean {
  return /^SP[4-9]\d{3}$/.test(code);
}

function meant(code: string): string {
  const warnings = [...PROBLEM_KINDS.values()].filter(({ severity }) => severity === Severity.WARNING);
  const guess = nearest(String(code), warnings.map((kind) => kind.code));
  return guess ? `write ${guess} if that is meant` : 'look the code up in docs/problems.md';
}
