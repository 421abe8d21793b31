import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which local time and UTC keep their distance. */
export interface Segment {
  readonly fromMs: number;
  /** The first instant that no longer belongs to it. */
  readonly toMs: number;
  /** What is added to UTC to get local time. */
  readonly offsetMs: number;
}

/** About 400 days: zones are looked at in blocks of this length, each of them once. */
const BLOCK_MS = 2 ** 35;

/** Closer than any two changes of an offset that would cancel each other. */
const STEP_MS = 2 ** 29;

const SECOND_MS = 1_000;

const zones = new Map<string, Map<number, Segment[]>>();

/** The stretch that contains an instant. */
export function segmentAt(timeZone: string, atMs: number): Segment {
  const blocks = zones.get(timeZone) ?? new Map<number, Segment[]>();
  zones.set(timeZone, blocks);
  const number = Math.floor(atMs / BLOCK_MS);
  const block = blocks.get(number) ?? segmentsOf(timeZone, number * BLOCK_MS);
  blocks.set(number, block);
  return block.find(({ toMs }) => atMs < toMs)!;
}

/** Local time in milliseconds since 1970-01-01T00:00, as if the clock on the wall there had always run like that. */
export function localMsAt(timeZone: string, atMs: number): number {
  return atMs + segmentAt(timeZone, atMs).offsetMs;
}

/** The first instant at which the clock on the wall shows this time or a later one. */
export function firstInstantMs(timeZone: string, localMs: number): number {
  const [found] = instants(timeZone, localMs).filter(({ segment, atMs }) => atMs < segment.toMs);
  return Math.max(found.segment.fromMs, found.atMs);
}

/** The instant after which the clock on the wall never again shows an earlier time than this one. */
export function lastInstantMs(timeZone: string, localMs: number): number {
  const found = instants(timeZone, localMs).filter(({ segment, atMs }) => segment.fromMs < atMs).pop()!;
  return Math.min(found.segment.toMs, found.atMs);
}

const names = new Map<string, boolean>();

/** Whether the clocks know this zone by exactly this name. A platform takes long to say so, so each is asked for once. */
export function isTimeZone(name: string): boolean {
  const isKnown = names.get(name) ?? isNamed(name);
  names.set(name, isKnown);
  return isKnown;
}

function isNamed(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false; // an offset is no zone: it knows no daylight saving
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** Where each of the stretches near a local time would place it, were it alone. Offsets stay under two days. */
function instants(timeZone: string, localMs: number): { segment: Segment; atMs: number }[] {
  const twoDaysMs = 2 * 86_400_000;
  const found = [];
  let segment = segmentAt(timeZone, localMs - twoDaysMs);
  for (; segment.fromMs <= localMs + twoDaysMs; segment = segmentAt(timeZone, segment.toMs)) {
    found.push({ segment, atMs: localMs - segment.offsetMs });
  }
  return found;
}

function segmentsOf(timeZone: string, blockMs: number): Segment[] {
  const segments: Segment[] = [];
  let [fromMs, offsetMs] = [blockMs, offsetMsAt(timeZone, blockMs)];
  for (let stepMs = blockMs; stepMs < blockMs + BLOCK_MS; stepMs += STEP_MS) {
    const next = offsetMsAt(timeZone, stepMs + STEP_MS);
    if (next === offsetMs) continue;
    const toMs = changeBetween(timeZone, stepMs, stepMs + STEP_MS, offsetMs);
    segments.push({ fromMs, toMs, offsetMs });
    [fromMs, offsetMs] = [toMs, next];
  }
  // a change on the very edge ended the last stretch there
  return fromMs < blockMs + BLOCK_MS ? [...segments, { fromMs, toMs: blockMs + BLOCK_MS, offsetMs }] : segments;
}

/** Offsets change on whole seconds. */
function changeBetween(timeZone: string, fromMs: number, toMs: number, offsetMs: number): number {
  let [before, after] = [Math.floor(fromMs / SECOND_MS), Math.ceil(toMs / SECOND_MS)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMsAt(timeZone, middle * SECOND_MS) === offsetMs) before = middle;
    else after = middle;
  }
  return after * SECOND_MS;
}

function offsetMsAt(timeZone: string, atMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000;
}
