import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { frozen, FROZEN_VARIABLE } from '../gates/frozen';
import { desugared } from '../gates/version-range';
import { SP4305, SP4308 } from '../problems-gates';
import { TEXT_AT_MOST } from './asked';

const DAY_MS = 86_400_000;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all environment variables, with their names. */
const ENVIRONMENT_AT_MOST = 4096;

/** What the gate function cannot be asked. */
export function questionLimits(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap((wave) => [...budgetLimits(plan, wave), ...rangeLimits(plan, wave)]).concat(freezeLimits(plan));
}

function budgetLimits(plan: PlanDocument, { name, gates }: PlannedWave): Problem[] {
  const path = `${plan.path}/${name}/gates`;
  const budgets = gates.filter((gate) => gate.kind === 'budget');
  const several = budgets.length > 1 ? [SP4305.at(path, { got: `${budgets.length} budgets`, allowed: 'one in a wave', remedies: ['declare the stricter one'] })] : [];
  return [...several, ...budgets.filter(({ windowMs }) => windowMs % DAY_MS !== 0).map(({ id, windowMs }) => SP4305.at(`${path}/${id}`, {
    got: `${windowMs / 3_600_000} h`, allowed: 'a whole number of days', remedies: [`declare a window of ${Math.ceil(windowMs / DAY_MS)} days`],
  }))];
}

function freezeLimits(plan: PlanDocument): Problem[] {
  const told = frozen(plan);
  const bytes = Buffer.byteLength(`${FROZEN_VARIABLE}${JSON.stringify(told)}`);
  return bytes <= ENVIRONMENT_AT_MOST ? [] : [SP4308.at(`${plan.path}/freezes`, {
    got: `${told.freezes.length} freezes of ${bytes} bytes in all`, allowed: `at most ${ENVIRONMENT_AT_MOST} bytes`,
    remedies: ['remove the freezes that are over', 'declare one that lasts as long as several'],
  })];
}

function rangeLimits(plan: PlanDocument, { name, gates }: PlannedWave): Problem[] {
  return gates.flatMap((gate) => (gate.kind !== 'dependsOn' || desugared(gate.versions).length <= TEXT_AT_MOST ? [] : [SP4308.at(`${plan.path}/${name}/gates/${gate.id}`, {
    got: `a range of ${desugared(gate.versions).length} characters`, allowed: `at most ${TEXT_AT_MOST}`, remedies: ['declare a simpler range of versions'],
  })]));
}
