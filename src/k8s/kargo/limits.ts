import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { SP5004, SP5007 } from '../problems';
import { controlFlowStage } from './stage-names';

/** What Kargo cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  return [...document.waves.flatMap((wave) => approvals(wave, `${document.path}/${wave.name}`)), ...stageNames(document)];
}

function approvals(wave: PlannedWave, path: string): Problem[] {
  const groups = wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []));
  return groups.length <= 1 ? [] : [SP5007.at(`${path}/gates`, {
    got: groups.join(', '),
    allowed: 'one approval',
    remedies: ['give the second approval a wave of its own', 'make one group of them'],
  })];
}

function stageNames(plan: PlanDocument): Problem[] {
  const reserved = new Map(plan.waves.map((wave) => [controlFlowStage(wave.name), wave.name]));
  return plan.environments.filter(({ name }) => reserved.has(name)).map(({ name }) => SP5004.at(`${plan.path}/${name}`, {
    got: name,
    allowed: 'a name that is not "wave-" and the name of a wave',
    remedies: ['rename the environment'],
  }));
}
