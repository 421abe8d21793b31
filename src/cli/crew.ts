import type { WorkerOptions } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';

/** What a thread sends back when it is done with a piece of work. */
export interface Done<Result> {
  readonly piece: number;
  readonly result: Result;
}

/** Threads that do pieces of one piece of work. */
export interface Crew {
  /** The program of each of them, which is sent the numbers of pieces. */
  readonly file: string;
  /** What they all know. */
  readonly workerData: unknown;
  readonly threads: number;
  readonly pieces: number;
  /** With sources, what compiles them. */
  readonly options: WorkerOptions;
}

/**
 * Does all pieces in several threads, each of which asks for the next one when it is done.
 * @param heard told what a thread says besides
 * @param done told how many pieces are done
 * @returns the results in the order of the pieces
 */
export async function inThreads<Result, Note = never>(crew: Crew, heard: (note: Note) => void, done: (pieces: number) => void): Promise<Result[]> {
  const { file, workerData, threads, options } = crew;
  const workers = Array.from({ length: threads }, () => new Worker(file, { ...options, workerData }));
  try {
    return await shareOut<Result, Note>(workers, crew.pieces, heard, done);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function shareOut<Result, Note>(workers: readonly Worker[], pieces: number, heard: (note: Note) => void, done: (pieces: number) => void): Promise<Result[]> {
  const results = new Array<Result>(pieces);
  let next = 0;
  let count = 0;
  return new Promise((resolve, reject) => {
    for (const worker of workers) {
      worker.on('error', reject);
      worker.on('message', (message: Done<Result> | Note) => {
        if (!isDone<Result>(message)) return heard(message);
        results[message.piece] = message.result;
        done(++count);
        if (count === pieces) resolve(results);
        else if (next < pieces) worker.postMessage(next++);
      });
      worker.postMessage(next++);
    }
  });
}

function isDone<Result>(message: unknown): message is Done<Result> {
  return typeof message === 'object' && message !== null && 'result' in message;
}
