import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { Severity } from '../problem';
import { acknowledgements, withoutAcknowledged } from './acknowledgement';
import { approval } from './approval';
import { choices } from './choices';
import { computable } from './computable';
import { design } from './design';
import { detection } from './detection';
import { duplicates } from './duplicates';
import { expedited } from './expedited';
import { exposure } from './exposure';
import { falseAlarm } from './false-alarm';
import { minimum } from './minimum';
import { names } from './names';
import { numbers } from './numbers';
import { opening } from './opening';
import { order } from './order';
import { percentile } from './percentile';
import { power } from './power';
import { presence } from './presence';
import { references } from './references';
import { rollback } from './rollback';
import { silence } from './silence';
import { steps } from './steps';
import { times } from './times';
import { upstream } from './upstream';
import { waves } from './waves';

/** Looks for one kind of mistake in a plan. Total: a document from a caller without types may hold anything. */
export type Check = (plan: PlanDocument) => Problem[];

/** In the order in which a declaration is written: problems of one severity are reported in it. */
const CHECKS: Check[] = [
  waves, names, duplicates, presence, choices, numbers, times, steps, order, references,
  upstream, opening, approval, rollback, design, detection, minimum, silence, percentile, power, falseAlarm, computable, exposure, expedited,
];

/** Everything the checks find, errors first. Acknowledged warnings are left out. */
export function check(plan: PlanDocument): Problem[] {
  const found = CHECKS.flatMap((one) => one(plan));
  const all = [...withoutAcknowledged(plan, found), ...acknowledgements(plan, found)];
  const of = (severity: Severity) => all.filter((problem) => problem.severity === severity);
  return [...of(Severity.ERROR), ...of(Severity.WARNING)];
}
