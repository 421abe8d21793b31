/** What has come of a scenario, in terms that every engine knows. */
export interface Outcome {
  /** The release that has the traffic of an environment. */
  readonly runs: Readonly<Record<string, string | null>>;
  /** Every release that ever had all traffic of an environment. */
  readonly everAlone: Readonly<Record<string, readonly string[]>>;
  /** When each `wave release` began to be deployed. */
  readonly began: Readonly<Record<string, number>>;
  /** Releases that went through a wave, in order. */
  readonly done: Readonly<Record<string, readonly string[]>>;
  /** `wave release`: it had begun there and was taken back. */
  readonly undone: readonly string[];
  /** `wave release`: it came to a gate of the wave, and not in. */
  readonly turnedAway: readonly string[];
  /** `wave group release` for each approval that was asked for. */
  readonly asked: readonly string[];
  /** `wave release` of what has not come to rest. */
  readonly onItsWay: readonly string[];
}

/** Engines need not agree on how long a job or a stack takes. */
const TOLERATED_MS = 30 * 60_000;

/** Every line in which two outcomes differ: what it is about, the first's answer and the second's. */
export function differences(first: Outcome, second: Outcome): string[] {
  const [a, b] = [lines(first), lines(second)];
  return [...new Set([...a.keys(), ...b.keys()])].sort()
    .filter((about) => !same(a.get(about), b.get(about)))
    .map((about) => `${about}: ${shown(a.get(about))} | ${shown(b.get(about))}`);
}

type Line = string | number | undefined;

function lines({ runs, everAlone, began, done, ...lists }: Outcome): Map<string, Line> {
  return new Map<string, Line>([
    ...Object.entries(runs).map(([environment, release]) => [`${environment} runs`, release ?? 'nothing'] as const),
    ...Object.entries(everAlone).map(([environment, releases]) => [`${environment} was given to`, listed(releases)] as const),
    ...Object.entries(began).map(([what, atMs]) => [`${what} began`, atMs] as const),
    ...Object.entries(done).map(([wave, releases]) => [`${wave} is done for`, listed(releases)] as const),
    ...Object.entries(lists).map(([what, entries]: [string, readonly string[]]) => [what, listed([...entries].sort())] as const),
  ]);
}

function same(a: Line, b: Line): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= TOLERATED_MS : a === b;
}

function shown(line: Line): string {
  return typeof line === 'number' ? `${new Date(line).toISOString().slice(0, 13)}h` : line ?? 'never';
}

function listed(entries: readonly string[]): string {
  return entries.join(', ') || 'none';
}
