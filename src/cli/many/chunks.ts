import type { TrafficSpec } from '../../model/spec';
import type { PlanDocument } from '../../plan/document';
import type { ManySpec, Tally } from '../../rehearsal/many/tally';
import { chunksOf, playChunk } from '../../rehearsal/many/tally';

/** Many releases to be played; plain data, so that it can be sent to another thread. */
export interface ManyJob {
  readonly plan: PlanDocument;
  readonly traffic: TrafficSpec;
  readonly spec: ManySpec;
}

/**
 * Plays all chunks of a job, and gives them back in their order, whoever has played them: sums of what is not whole depend on the order.
 * @param onPlayed told how many have been played so far
 */
export type PlayChunks = (job: ManyJob, onPlayed: (chunks: number) => void) => Promise<Tally[]>;

/** One chunk after the other, in this thread. */
export const playHere: PlayChunks = async ({ plan, traffic, spec }, onPlayed) => Array.from({ length: chunksOf(spec) }, (_, chunk) => {
  const tally = playChunk(plan, traffic, spec, chunk);
  onPlayed(chunk + 1);
  return tally;
});
