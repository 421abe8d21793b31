import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { SP5004, SP5007 } from '../problems';
import { SP5401, SP5402 } from '../problems-gates';
import { controlFlowStage } from './stage-names';

/** What Kargo cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  const ofWave = (wave: PlannedWave, path: string) => [...approvals(wave, path), ...scopes(wave, path)];
  return [...document.waves.flatMap((wave) => ofWave(wave, `${document.path}/${wave.name}`)), ...stageNames(document)];
}

function approvals(wave: PlannedWave, path: string): Problem[] {
  const groups = wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []));
  return groups.length <= 1 ? [] : [SP5007.at(`${path}/gates`, {
    got: groups.join(', '),
    allowed: 'one approval',
    remedies: ['give the second approval a wave of its own', 'make one group of them'],
  })];
}

/** A trigger that cannot fire in a wave is of no interest there. */
function scopes({ triggers, verifications }: PlannedWave, path: string): Problem[] {
  const at = `${path}/rollbackOn`;
  const automatic = triggers.filter(({ kind }) => kind !== 'operator' && (kind !== 'failedVerification' || verifications.length > 0));
  const short = automatic.filter(({ scope }) => scope === 'wave').map((trigger) => (trigger.kind === 'signal' ? trigger.signal : trigger.kind));
  return [
    ...(short.length === 0 || short.length === automatic.length ? [] : [SP5401.at(at, {
      got: `the scope of the wave for ${short.join(', ')}`,
      allowed: 'one scope for all',
      remedies: ['give all triggers of the wave the scope "promoted"', 'give all of them the scope "wave"'],
    })]),
    ...(triggers.some(({ kind, scope }) => kind === 'operator' && scope === 'promoted') ? [SP5402.at(at, {
      got: 'promoted',
      allowed: 'wave',
      remedies: ['remove the trigger', 'take the environments back one by one'],
    })] : []),
  ];
}

function stageNames(plan: PlanDocument): Problem[] {
  const reserved = new Map(plan.waves.map((wave) => [controlFlowStage(wave.name), wave.name]));
  return plan.environments.filter(({ name }) => reserved.has(name)).map(({ name }) => SP5004.at(`${plan.path}/${name}`, {
    got: name,
    allowed: 'a name that is not "wave-" and the name of a wave',
    remedies: ['rename the environment'],
  }));
}
