import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { PlannedWave } from '../plan/document';
import { Plan } from '../plan/plan';
import { Severity } from '../plan/problem';
import { GitOpsRenderer } from './git-ops-renderer';

/** A pipeline's plan, and whether Kubernetes can render it. */
export interface Planned {
  readonly plan: Plan;
  readonly sound: boolean;
}

/** Lowered once for all workloads of a pipeline; adding a wave is the only way in which a pipeline changes. */
const KNOWN = new WeakMap<ReleasePipeline, Planned & { readonly waves: number }>();

export function planned(pipeline: ReleasePipeline): Planned {
  const waves = pipeline.waves.length;
  const known = KNOWN.get(pipeline);
  if (known?.waves === waves) return known;
  const plan = Plan.of(pipeline);
  const sound = plan.problemsFor(new GitOpsRenderer()).every((problem) => problem.severity !== Severity.ERROR);
  const fresh = { plan, sound, waves };
  KNOWN.set(pipeline, fresh);
  return fresh;
}

/** The wave that releases to an environment. */
export function waveOf(plan: Plan, environment: Environment): PlannedWave | undefined {
  return plan._document.waves.find((wave) => wave.environments.includes(environment.environmentName));
}
