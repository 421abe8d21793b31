import type { TrafficSpec } from '../../model/spec';
import type { PlanDocument } from '../../plan/document';
import { Random } from '../random';
import type { Kind, Slot } from './course';
import { courseOf } from './course';
import { Delays } from './delays';
import { Fate, Journey } from './journey';

/** What is asked of many releases; plain data, so that it can be sent to another thread. */
export interface ManySpec extends Kind {
  readonly releases: number;
  readonly seed: number;
  readonly startMs: number;
  /** Time over which they arrive, evenly. */
  readonly overMs: number;
  readonly brokenRatio: number;
  readonly spreadRatio: number;
}

/** What became of some of them; plain data as well. */
export interface Tally {
  /** Of those that were released. */
  readonly leadTimesMs: Float64Array;
  readonly releases: number;
  readonly broken: number;
  /** By whether they were broken. */
  readonly rolledBackHealthy: number;
  readonly rolledBackBroken: number;
  readonly releasedBroken: number;
  readonly turnedAway: number;
  readonly stuck: number;
  readonly slots: readonly Slot[];
  /** Sum over those that were released. */
  readonly spentMs: Float64Array;
}

/** Whoever plays them, in whatever order, plays these together and with a chance of their own. */
export const CHUNK = 1_000;

export function chunksOf({ releases }: ManySpec): number {
  return Math.ceil(releases / CHUNK);
}

/**
 * Plays one chunk of the releases. The same chunk always comes out the same, whatever else is played.
 * @param chunk from 0 up to, not including, `chunksOf(spec)`
 */
export function playChunk(plan: PlanDocument, traffic: TrafficSpec, spec: ManySpec, chunk: number): Tally {
  const random = new Random(chunkSeed(spec.seed, chunk));
  const course = courseOf(plan, traffic, spec, spec.startMs);
  const journey = new Journey(course, new Delays(spec.pace, spec.spreadRatio), random);
  const [first, end] = [chunk * CHUNK, Math.min(spec.releases, (chunk + 1) * CHUNK)];
  const leadTimesMs = new Float64Array(end - first);
  const spentMs = new Float64Array(course.slots.length);
  const fates = { broken: 0, rolledBackHealthy: 0, rolledBackBroken: 0, releasedBroken: 0, turnedAway: 0, stuck: 0 };
  let released = 0;
  for (let i = first; i < end; i++) {
    const arrivedMs = spec.startMs + spec.overMs * i / spec.releases;
    const isBroken = random.next() < spec.brokenRatio;
    if (isBroken) fates.broken++;
    journey.go(arrivedMs, isBroken);
    switch (journey.fate) {
      case Fate.RELEASED:
        leadTimesMs[released++] = journey.doneMs - arrivedMs;
        if (isBroken) fates.releasedBroken++;
        journey.spend(spentMs);
        break;
      case Fate.ROLLED_BACK:
        if (isBroken) fates.rolledBackBroken++;
        else fates.rolledBackHealthy++;
        break;
      case Fate.TURNED_AWAY:
        fates.turnedAway++;
        break;
      case Fate.STUCK:
        fates.stuck++;
    }
  }
  return { ...fates, releases: end - first, leadTimesMs: leadTimesMs.slice(0, released), slots: course.slots, spentMs };
}

/** Chunks in any number and order give the same as all in a row. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const leadTimesMs = new Float64Array(sum((tally) => tally.leadTimesMs.length));
  let at = 0;
  for (const tally of tallies) {
    leadTimesMs.set(tally.leadTimesMs, at);
    at += tally.leadTimesMs.length;
  }
  const [{ slots }] = tallies;
  return {
    leadTimesMs: leadTimesMs.sort(),
    releases: sum(({ releases }) => releases),
    broken: sum(({ broken }) => broken),
    rolledBackHealthy: sum(({ rolledBackHealthy }) => rolledBackHealthy),
    rolledBackBroken: sum(({ rolledBackBroken }) => rolledBackBroken),
    releasedBroken: sum(({ releasedBroken }) => releasedBroken),
    turnedAway: sum(({ turnedAway }) => turnedAway),
    stuck: sum(({ stuck }) => stuck),
    slots,
    spentMs: Float64Array.from(slots, (_, slot) => sum(({ spentMs }) => spentMs[slot])),
  };
}

/** Seeds that follow from each other by a drawn number, and not by a constant one. */
function chunkSeed(seed: number, chunk: number): number {
  const random = new Random(seed);
  for (let i = 0; i < chunk; i++) random.next();
  return Math.floor(random.next() * 2 ** 31);
}
