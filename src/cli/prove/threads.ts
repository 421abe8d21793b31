import * as path from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';
import type { Explored } from '../../rehearsal/prove/proving';
import { partsOf } from '../../rehearsal/prove/proving';
import type { Exploring } from '../../rehearsal/prove/watch';
import { inThreads } from '../crew';
import type { ExploreParts } from './parts';
import { exploreHere } from './parts';

/**
 * Explores the parts of a proof in several threads.
 * @param threads how many at most
 * @param options of a thread; with sources, what compiles them
 */
export function exploreInThreads(threads: number, options: WorkerOptions = {}): ExploreParts {
  return async (spec, watch) => {
    const pieces = partsOf(spec).length;
    const crew = Math.min(threads, pieces);
    if (crew < 2) return exploreHere(spec, watch);
    return inThreads<Explored, Exploring>({ file: path.join(__dirname, 'part-worker'), workerData: spec, threads: crew, pieces, options }, watch, () => undefined);
  };
}
