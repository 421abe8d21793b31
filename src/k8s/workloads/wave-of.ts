import type { Environment } from '../../model/environment';
import type { PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';

/** The wave that releases to an environment. */
export function waveOf(plan: Plan, environment: Environment): PlannedWave | undefined {
  return plan._document.waves.find((wave) => wave.environments.includes(environment.environmentName));
}
