import type { PlanDocument, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { Problem } from '../../plan/problem';
import { desugared } from '../gates/version-range';
import { SP4305, SP4308 } from '../problems-gates';
import { TEXT_AT_MOST } from './asked';

const DAY_MS = 86_400_000;
/** Of some 300 characters each, under the 10000 that a rule takes. */
const FREEZES_AT_MOST = 30;

/** What the gate function cannot be asked. */
export function questionLimits(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap((wave) => [...budgetLimits(plan, wave), ...freezeLimits(plan, wave), ...rangeLimits(plan, wave)]);
}

function budgetLimits(plan: PlanDocument, { name, gates }: PlannedWave): Problem[] {
  const path = `${plan.path}/${name}/gates`;
  const budgets = gates.filter((gate) => gate.kind === 'budget');
  const several = budgets.length > 1 ? [SP4305.at(path, { got: `${budgets.length} budgets`, allowed: 'one in a wave', remedies: ['declare the stricter one'] })] : [];
  return [...several, ...budgets.filter(({ windowMs }) => windowMs % DAY_MS !== 0).map(({ id, windowMs }) => SP4305.at(`${path}/${id}`, {
    got: `${windowMs / 3_600_000} h`, allowed: 'a whole number of days', remedies: [`declare a window of ${Math.ceil(windowMs / DAY_MS)} days`],
  }))];
}

function freezeLimits(plan: PlanDocument, { name }: PlannedWave): Problem[] {
  const { length } = lookup(plan).byName.get(name)!.freezes;
  return length <= FREEZES_AT_MOST ? [] : [SP4308.at(`${plan.path}/${name}`, {
    got: `${length} freezes`, allowed: `at most ${FREEZES_AT_MOST} that hold one wave`, remedies: ['remove the freezes that are over', 'declare one that lasts as long as several'],
  })];
}

function rangeLimits(plan: PlanDocument, { name, gates }: PlannedWave): Problem[] {
  return gates.flatMap((gate) => (gate.kind !== 'dependsOn' || desugared(gate.versions).length <= TEXT_AT_MOST ? [] : [SP4308.at(`${plan.path}/${name}/gates/${gate.id}`, {
    got: `a range of ${desugared(gate.versions).length} characters`, allowed: `at most ${TEXT_AT_MOST}`, remedies: ['declare a simpler range of versions'],
  })]));
}
