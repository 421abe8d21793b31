import { parentPort, workerData } from 'node:worker_threads';
import type { Tally } from '../../rehearsal/many/tally';
import { playChunk } from '../../rehearsal/many/tally';
import type { Done } from '../crew';
import type { ManyJob } from './chunks';

/* The other end of threads.ts: plays the chunks whose numbers it is sent. */

const { plan, traffic, spec } = workerData as ManyJob;

parentPort!.on('message', (piece: number) => {
  const result = playChunk(plan, traffic, spec, piece);
  const played: Done<Tally> = { piece, result };
  parentPort!.postMessage(played, [result.leadTimesMs.buffer as ArrayBuffer, result.spentMs.buffer as ArrayBuffer]);
});
