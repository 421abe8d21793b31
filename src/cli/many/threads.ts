import * as path from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { Tally } from '../../rehearsal/many/tally';
import { chunksOf } from '../../rehearsal/many/tally';
import type { PlayChunks } from './chunks';
import { playHere } from './chunks';

/** What a thread sends back. */
export interface Played {
  readonly chunk: number;
  readonly tally: Tally;
}

/** Fewer are played by the time that a thread has loaded what it needs. */
const WORTH_A_THREAD = 50;

/**
 * Plays chunks in several threads, each of which asks for the next one when it is done.
 * @param threads how many at most
 * @param worthAThread how many chunks there must be for each of them
 * @param options of a thread; with sources, what compiles them
 */
export function playInThreads(threads: number, worthAThread = WORTH_A_THREAD, options: WorkerOptions = {}): PlayChunks {
  return async (job, onPlayed) => {
    const chunks = chunksOf(job.spec);
    const crew = Math.min(threads, Math.floor(chunks / worthAThread));
    if (crew < 2) return playHere(job, onPlayed);
    const workers = Array.from({ length: crew }, () => new Worker(path.join(__dirname, 'chunk-worker'), { ...options, workerData: job }));
    try {
      return await shareOut(workers, chunks, onPlayed);
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  };
}

function shareOut(workers: readonly Worker[], chunks: number, onPlayed: (chunks: number) => void): Promise<Tally[]> {
  const tallies = new Array<Tally>(chunks);
  let next = 0;
  let played = 0;
  return new Promise((resolve, reject) => {
    for (const worker of workers) {
      worker.on('error', reject);
      worker.on('message', ({ chunk, tally }: Played) => {
        tallies[chunk] = tally;
        onPlayed(++played);
        if (played === chunks) resolve(tallies);
        else if (next < chunks) worker.postMessage(next++);
      });
      worker.postMessage(next++);
    }
  });
}
