import * as path from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';
import type { Tally } from '../../rehearsal/many/tally';
import { chunksOf } from '../../rehearsal/many/tally';
import { inThreads } from '../crew';
import type { PlayChunks } from './chunks';
import { playHere } from './chunks';

/** Fewer are played by the time that a thread has loaded what it needs. */
const WORTH_A_THREAD = 50;

/**
 * Plays chunks in several threads.
 * @param threads how many at most
 * @param worthAThread how many chunks there must be for each of them
 * @param options of a thread; with sources, what compiles them
 */
export function playInThreads(threads: number, worthAThread = WORTH_A_THREAD, options: WorkerOptions = {}): PlayChunks {
  return async (job, onPlayed) => {
    const pieces = chunksOf(job.spec);
    const crew = Math.min(threads, Math.floor(pieces / worthAThread));
    if (crew < 2) return playHere(job, onPlayed);
    return inThreads<Tally>({ file: path.join(__dirname, 'chunk-worker'), workerData: job, threads: crew, pieces, options }, () => undefined, onPlayed);
  };
}
