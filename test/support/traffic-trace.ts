import type { Random } from '../../src/rehearsal/random';

/** Requests and failed ones of one minute. */
export interface Counted {
  readonly requests: number;
  readonly failed: number;
}

/** What one version answers, minute by minute, and what the other answers beside it. */
export interface TrafficTrace {
  readonly version: readonly Counted[];
  readonly other: readonly Counted[];
}

const IDLE: Counted = { requests: 0, failed: 0 };

/** Random traffic: much and little of it, good and bad versions, some that get bad on the way, minutes and whole traces without any. */
export function trafficTrace(random: Random, minutes: number): TrafficTrace {
  const perMinute = 10 ** (3 * random.next());
  const baseline = 0.02 * random.next();
  const bad = random.next() < 0.5 ? baseline : Math.min(1, baseline * (1 + 20 * random.next()));
  const badFrom = random.next() < 0.3 ? Math.floor(random.next() * minutes) : 0;
  const idleRatio = random.next() < 0.3 ? random.next() : 0;
  const never = random.next() < 0.05;
  const weight = 0.01 + 0.6 * random.next();
  const minute = (rate: number, ratio: number): Counted => {
    if (random.next() < idleRatio) return IDLE;
    const requests = random.hits(Math.ceil(2 * rate), 0.5);
    return { requests, failed: random.hits(requests, ratio) };
  };
  const all = Array.from({ length: minutes }, (_, i) => i);
  return {
    version: all.map((i) => (never ? IDLE : minute(perMinute * weight, i < badFrom ? baseline : bad))),
    other: all.map(() => minute(perMinute * (1 - weight), baseline)),
  };
}

/** Both, summed up over the minutes from one up to, not including, another. */
export function counted(minutes: readonly Counted[], from: number, end: number): Counted {
  const sum = (all: Counted, { requests, failed }: Counted) => ({ requests: all.requests + requests, failed: all.failed + failed });
  return minutes.slice(Math.max(0, from), end).reduce(sum, IDLE);
}
