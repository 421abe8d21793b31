import { parentPort, workerData } from 'node:worker_threads';
import type { Explored, ProofSpec } from '../../rehearsal/prove/proving';
import { partsOf } from '../../rehearsal/prove/proving';
import type { Exploring } from '../../rehearsal/prove/watch';
import type { Done } from '../crew';

/* The other end of threads.ts: explores the parts whose numbers it is sent. */

const parts = partsOf(workerData as ProofSpec);

parentPort!.on('message', (piece: number) => {
  const { what, explore } = parts[piece];
  const result = explore((states) => {
    const exploring: Exploring = { what, part: piece + 1, parts: parts.length, states };
    parentPort!.postMessage(exploring);
  });
  const done: Done<Explored> = { piece, result };
  parentPort!.postMessage(done);
});
