import type { PlanDocument } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import type { PipelineEvent } from '../../plan/event';
import type { PipelineState } from '../../plan/state';

/** What is explored: the meaning of a release, or for tests one that is bent. */
export type Transition = (plan: PlanDocument, state: PipelineState, event: PipelineEvent) => [PipelineState, Effect[]];

/** Which releases there are, and who may be undone. */
export interface World {
  /** Types of the release that runs everywhere, and of the candidates that arrive in this order. */
  readonly types: readonly string[];
  /** Whether an operator may undo the release that runs everywhere. */
  readonly undoesFirst: boolean;
}

const ORDINARY = 'feature';

/**
 * Two candidates over a release that stays, and one over a release that may be undone as well, for each way that types of
 * releases go through the plan.
 */
export function worldsOf(plan: PlanDocument): World[] {
  const types = [...plan.expedited.map(({ releaseTypes }) => releaseTypes[0]), ordinaryOf(plan)];
  return types.flatMap((type) => [
    { types: [ordinaryOf(plan), type, ordinaryOf(plan)], undoesFirst: false },
    { types: [ordinaryOf(plan), type], undoesFirst: true },
  ]);
}

/** A type without a short path, if there is one. */
function ordinaryOf(plan: PlanDocument): string {
  const expedited = plan.expedited.flatMap(({ releaseTypes }) => releaseTypes);
  return [ORDINARY, 'bugfix', 'security', 'performance', 'experimental', 'hotfix'].find((type) => !expedited.includes(type)) ?? ORDINARY;
}
