import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { jobProblems } from '../pods/job-problems';
import { SP5004 } from '../problems';
import { SP5401, SP5402, SP5410 } from '../problems-gates';
import { inRange } from './gates/versions';
import { controlFlowStage, gateStage } from './stage-names';
import { automaticTriggers } from './undone-with';

/** What Kargo cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  const ofWave = (wave: PlannedWave, path: string) => [...gates(wave, path), ...scopes(wave, path)];
  return [...document.waves.flatMap((wave) => ofWave(wave, `${document.path}/${wave.name}`)), ...stageNames(document)];
}

/** Checks that no image could run, and ranges that nobody could compare. */
function gates(wave: PlannedWave, path: string): Problem[] {
  return wave.gates.flatMap((gate) => {
    const at = `${path}/gates/${gate.id}`;
    if (gate.kind === 'check') return jobProblems(gate.job, at);
    if (gate.kind !== 'dependsOn' || inRange(gate.versions, 'tag') !== undefined) return [];
    return [SP5410.at(at, {
      got: gate.versions,
      allowed: 'a range of versions without prereleases, each part below a million',
      remedies: ['name the version that follows the prerelease', 'name a smaller part'],
    })];
  });
}

/** A trigger that cannot fire in a wave is of no interest there. */
function scopes(wave: PlannedWave, path: string): Problem[] {
  const at = `${path}/rollbackOn`;
  const automatic = automaticTriggers(wave);
  const short = automatic.filter(({ scope }) => scope === 'wave').map((trigger) => (trigger.kind === 'signal' ? trigger.signal : trigger.kind));
  return [
    ...(short.length === 0 || short.length === automatic.length ? [] : [SP5401.at(at, {
      got: `the scope of the wave for ${short.join(', ')}`,
      allowed: 'one scope for all',
      remedies: ['give all triggers of the wave the scope "promoted"', 'give all of them the scope "wave"'],
    })]),
    ...(wave.triggers.some(({ kind, scope }) => kind === 'operator' && scope === 'promoted') ? [SP5402.at(at, {
      got: 'promoted',
      allowed: 'wave',
      remedies: ['remove the trigger', 'take the environments back one by one'],
    })] : []),
  ];
}

function stageNames(plan: PlanDocument): Problem[] {
  const reserved = new Set(plan.waves.flatMap((wave) => [controlFlowStage(wave.name), gateStage(wave.name)]));
  return plan.environments.filter(({ name }) => reserved.has(name)).map(({ name }) => SP5004.at(`${plan.path}/${name}`, {
    got: name,
    allowed: 'a name that is not "wave-" or "gate-" and the name of a wave',
    remedies: ['rename the environment'],
  }));
}
