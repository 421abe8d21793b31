import type { ReleasePipeline } from '../model/release-pipeline';
import { Plan } from './plan';
import { Severity } from './problem';
import type { IRenderer } from './renderer';

/** A pipeline's plan, and whether a back end can render it. */
export interface Planned {
  readonly plan: Plan;
  readonly sound: boolean;
}

/** By the platform's name. Waves are all that a pipeline gains which a workload looks at. */
const KNOWN = new WeakMap<ReleasePipeline, Map<string, Planned & { readonly waves: number }>>();

/** Lowered and checked once for all workloads of a pipeline. */
export function planned(pipeline: ReleasePipeline, renderer: IRenderer): Planned {
  const waves = pipeline.waves.length;
  const byPlatform = KNOWN.get(pipeline) ?? new Map<string, Planned & { readonly waves: number }>();
  const known = byPlatform.get(renderer.platform);
  if (known?.waves === waves) return known;
  const plan = Plan.of(pipeline);
  const sound = plan.problemsFor(renderer).every((problem) => problem.severity !== Severity.ERROR);
  const fresh = { plan, sound, waves };
  KNOWN.set(pipeline, byPlatform.set(renderer.platform, fresh));
  return fresh;
}
