import { binomialProbability, binomialTail } from './binomial';
import type { SequentialTest } from './sequential';
import type { Watched } from './signal-odds';
import { wholePoints } from './signal-odds';
import { wholeOf } from './whole';

/** A sequential test of a version by itself, looked at once a period. */
export interface SequentialAlarm {
  readonly test: SequentialTest;
  readonly periodMs: number;
  /** So many periods are counted together; what is older is forgotten. */
  readonly datapointsObserved: number;
}

/** Of so little nobody ever hears. */
const NEGLIGIBLE = 1e-15;

/**
 * Probability that the test has stopped a version after no look, after one, and so on. Exact while everything since the start is counted. Later each
 * look is at a window that overlaps the one before, so it is a bound on the careful side: a version so bad that evidence against it grows is stopped
 * at least as surely, since only the separate windows are reckoned with, and any other at most, since each request is that could make a window too bad.
 */
export function sequentialCurve(alarm: SequentialAlarm, watched: Watched, errorRatio: number): number[] {
  const { test, datapointsObserved } = alarm;
  const looks = wholePoints(alarm, watched.watchedMs);
  const perLook = watched.requestsPerSecond * alarm.periodMs / 1_000 / watched.clusteringFactor;
  const counted = (look: number) => wholeOf(look * perLook);
  const walk = new Walk(errorRatio);
  const curve = [0];
  for (let look = 1; look <= Math.min(looks, datapointsObserved); look++) {
    walk.go(counted(look) - counted(look - 1), errorsToStop(test, counted(look)));
    curve.push(walk.stopped);
  }
  if (looks <= datapointsObserved) return curve;
  const inWindow = counted(datapointsObserved);
  const again = Number.isFinite(requestsToStop(test, errorRatio)) ? separate(test, inWindow, errorRatio) : overlapping(test, inWindow, errorRatio);
  for (let look = datapointsObserved + 1; look <= looks; look++) {
    const before = curve[look - 1];
    curve.push(before + (1 - before) * again({ isWhole: look % datapointsObserved === 0, requests: counted(look) - counted(look - 1) }));
  }
  return curve;
}

/** A look after the first window: whether a window is over that has nothing of the one before, and what is new in it. */
interface LaterLook {
  readonly isWhole: boolean;
  readonly requests: number;
}

function separate(test: SequentialTest, inWindow: number, errorRatio: number): (look: LaterLook) => number {
  const stopped = binomialTail(errorsToStop(test, inWindow), inWindow, errorRatio);
  return ({ isWhole }) => (isWhole ? stopped : 0);
}

/** A window becomes too bad only by a failed request that takes the place of a good one while one error is missing. */
function overlapping(test: SequentialTest, inWindow: number, errorRatio: number): (look: LaterLook) => number {
  const stopped = errorRatio * (1 - errorRatio) * binomialProbability(errorsToStop(test, inWindow) - 1, inWindow - 1, errorRatio);
  return ({ requests }) => -Math.expm1(requests * Math.log1p(-stopped));
}

/** The least number of errors among so many requests that is evidence enough; none where there are no requests. */
export function errorsToStop({ hitWeight, otherWeight, stopAt }: SequentialTest, requests: number): number {
  return Math.ceil((stopAt - requests * otherWeight) / (hitWeight - otherWeight) * (1 - 1e-12));
}

/** Requests until a version that fails with the given ratio is stopped, on average, as far as it ever is: A / KL. */
export function requestsToStop({ hitWeight, otherWeight, stopAt }: SequentialTest, errorRatio: number): number {
  const drift = errorRatio * hitWeight + (1 - errorRatio) * otherWeight;
  return drift > 0 ? stopAt / drift : Infinity;
}

/** Where the number of errors may be, look after look, of versions that have not been stopped yet. */
class Walk {
  public stopped = 0;
  /** Probabilities of `first` errors, of one more, and so on. */
  private going = [1];
  private first = 0;
  private readonly known = new Map<number, Increments>();

  constructor(private readonly errorRatio: number) {}

  public go(requests: number, bound: number): void {
    const { least, probabilities } = this.increments(requests);
    const next = new Array<number>(this.going.length + probabilities.length - 1).fill(0);
    this.going.forEach((before, i) => probabilities.forEach((probability, j) => { next[i + j] += before * probability; }));
    this.first += least;
    const kept = Math.max(0, Math.min(next.length, bound - this.first));
    this.stopped += sum(next.slice(kept));
    this.trim(next.slice(0, kept));
  }

  private trim(next: number[]): void {
    const from = next.findIndex((probability) => probability > NEGLIGIBLE);
    if (from < 0) {
      this.going = [];
      return;
    }
    let to = next.length;
    while (next[to - 1] <= NEGLIGIBLE) to--;
    this.going = next.slice(from, to);
    this.first += from;
  }

  private increments(requests: number): Increments {
    const known = this.known.get(requests) ?? incrementsOf(requests, this.errorRatio);
    this.known.set(requests, known);
    return known;
  }
}

/** The errors among new requests: `least`, one more, and so on; what is next to impossible is left out. */
interface Increments {
  readonly least: number;
  readonly probabilities: number[];
}

function incrementsOf(requests: number, errorRatio: number): Increments {
  const likely = Math.floor((requests + 1) * errorRatio);
  const isPossible = (errors: number) => errors >= 0 && errors <= requests && binomialProbability(errors, requests, errorRatio) > NEGLIGIBLE;
  let [least, most] = [Math.min(likely, requests), Math.min(likely, requests)];
  while (isPossible(least - 1)) least--;
  while (isPossible(most + 1)) most++;
  return { least, probabilities: Array.from({ length: most - least + 1 }, (_, i) => binomialProbability(least + i, requests, errorRatio)) };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
