import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { SP5221, SP5222 } from '../problems-rollouts';
import { rolloutsOf } from './rollout';

const STEP_KINDS = ['setWeight', 'pause', 'analysis', 'experiment', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin'];

/** Steps that move, measure or wait; two of them in one step are refused, and the others would be passed over. */
const EXCLUSIVE = ['setWeight', 'pause', 'analysis', 'experiment', 'plugin'];

/** One strategy, and one thing a step. */
export function strategies(folder: Folder): Problem[] {
  return rolloutsOf(folder).flatMap(({ spec, canary, blueGreen, steps }) => {
    const strategy = spec.at('strategy');
    const set = [canary, blueGreen].filter(({ isSet }) => isSet);
    return [
      ...(set.length === 1 ? [] : [SP5221.at(strategy.path, {
        got: set.length === 0 ? strategy.shown : 'canary and blueGreen',
        allowed: 'either canary or blueGreen',
        remedies: ['keep one of the two strategies'],
      })]),
      ...steps.filter(({ keys }) => !isOneKind(keys)).map((step) => SP5222.at(step.path, {
        got: step.keys.join(' and ') || step.shown,
        allowed: `one of ${STEP_KINDS.join(', ')}`,
        remedies: ['write a step for each of them, in the order in which they are to happen'],
      })),
    ];
  });
}

/** Scale and routes may be set in one step, as the examples of Argo Rollouts do. */
function isOneKind(keys: string[]): boolean {
  const kinds = keys.filter((key) => STEP_KINDS.includes(key));
  return kinds.length === 1 || (kinds.length > 1 && !kinds.some((kind) => EXCLUSIVE.includes(kind)));
}
