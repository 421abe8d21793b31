import type { Counted, ReleaseHistory } from '../../rehearsal/replay/history';

/** What was counted from a time on. */
export interface Sample {
  readonly release: string;
  readonly atMs: number;
  readonly requests: number;
  readonly failed: number;
}

const MINUTE_MS = 60_000;

/** The samples of each release, in order of time. Each lasts until the next, but no longer than usual: what is missing is not known. */
export function historiesOf(samples: readonly Sample[]): ReleaseHistory[] {
  const byRelease = new Map<string, Sample[]>();
  for (const sample of samples) byRelease.set(sample.release, [...byRelease.get(sample.release) ?? [], sample]);
  const usualMs = usualInterval([...byRelease.values()]);
  const histories = [...byRelease].map(([release, own]) => ({ release, counted: stretches(own, usualMs) }));
  return histories.sort((one, other) => one.counted[0].fromMs - other.counted[0].fromMs);
}

function stretches(samples: readonly Sample[], usualMs: number): Counted[] {
  const inOrder = [...samples].sort((one, other) => one.atMs - other.atMs);
  return inOrder.map(({ atMs, requests, failed }, i) => ({ fromMs: atMs, toMs: Math.min(atMs + usualMs, inOrder[i + 1]?.atMs ?? Infinity), requests, failed }));
}

/** The one in the middle; a minute where there is no second sample. */
function usualInterval(releases: readonly Sample[][]): number {
  const intervals = releases.flatMap((samples) => {
    const times = samples.map(({ atMs }) => atMs).sort((a, b) => a - b);
    return times.slice(1).map((time, i) => time - times[i]);
  }).sort((a, b) => a - b);
  return intervals[Math.floor(intervals.length / 2)] ?? MINUTE_MS;
}
