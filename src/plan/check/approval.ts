import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2002 } from '../problems-release';
import { gatesOf, productionWaves } from './facts';

/** Where customers are served and somebody is asked, it is not the author alone. */
export function approval(plan: PlanDocument): Problem[] {
  return productionWaves(plan).flatMap((wave) => {
    const approvals = gatesOf(plan, wave).filter(({ gate }) => gate.kind === 'approval');
    const alone = approvals.filter(({ gate }) => gate.kind === 'approval' && !gate.excludeAuthor && gate.quorum === 1);
    // one gate that asks somebody else is enough
    if (alone.length < approvals.length) return [];
    return alone.map(({ path }) => SP2002.at(path, {
      got: 'a quorum of 1 in which the author counts',
      allowed: 'an approval that takes somebody besides the author',
      remedies: ['leave excludeAuthor at true', 'raise the quorum to 2', 'keep authors out of the group and acknowledge this'],
    }));
  });
}
