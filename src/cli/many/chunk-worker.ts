import { parentPort, workerData } from 'node:worker_threads';
import { playChunk } from '../../rehearsal/many/tally';
import type { ManyJob } from './chunks';
import type { Played } from './threads';

/* The other end of threads.ts: plays the chunks whose numbers it is sent. */

const { plan, traffic, spec } = workerData as ManyJob;

parentPort!.on('message', (chunk: number) => {
  const tally = playChunk(plan, traffic, spec, chunk);
  const played: Played = { chunk, tally };
  parentPort!.postMessage(played, [tally.leadTimesMs.buffer as ArrayBuffer, tally.spentMs.buffer as ArrayBuffer]);
});
