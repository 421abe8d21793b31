import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2011, SP2012 } from '../problems-release';
import { RELEASE_TYPES } from './choices';

/** Types that cannot wait. */
const URGENT = ['security', 'hotfix'];

/** The shorter path is for what cannot wait, and there is one for each. */
export function expedited(plan: PlanDocument): Problem[] {
  const seen = new Set<string>();
  return plan.expedited.flatMap(({ releaseTypes }, i) => releaseTypes.filter((type) => RELEASE_TYPES.includes(type)).flatMap((type) => {
    const path = `${plan.path}/expedited/${i}`;
    const again = seen.has(type);
    seen.add(type);
    return [
      ...URGENT.includes(type) ? [] : [SP2011.at(path, {
        got: type, allowed: `one of ${URGENT.join(', ')}`, remedies: ['remove it from the path', 'release the change as a hotfix if it cannot wait'],
      })],
      ...again ? [SP2012.at(path, { got: type, allowed: 'a type that no other path lists', remedies: ['remove it from one of the paths'] })] : [],
    ];
  }));
}
