import type { Explored, ProofSpec } from '../../rehearsal/prove/proving';
import { explored, partsOf } from '../../rehearsal/prove/proving';
import type { Watch } from '../../rehearsal/prove/watch';

/** Explores all parts of a proof, and gives back in their order what they have come to. */
export type ExploreParts = (spec: ProofSpec, watch: Watch) => Promise<Explored[]>;

/** One part after the other, in this thread. */
export const exploreHere: ExploreParts = async (spec, watch) => explored(partsOf(spec), watch);
