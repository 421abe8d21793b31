import type { Measured } from './programs/harness';
import { runInTurn } from './run-in-turn';
import type { Spread } from './spread';
import { spreadOf } from './spread';

/** Programs that do the same, the first of them the yardstick. */
export interface Comparison {
  readonly title: string;
  /** What is run, by what it is called in the table. */
  readonly programs: Record<string, string>;
  /** Facts in which all programs must agree, or they did not do the same. */
  readonly same?: string[];
  /** Rounds where the usual number would take too long. */
  readonly runs?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** One line of a table. */
export interface Row {
  readonly name: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
  /** CPU to that of the yardstick, round by round. */
  readonly ratio: Spread;
  /** Medians of the CPU milliseconds of the phases. */
  readonly phases: Record<string, number>;
  readonly facts: Record<string, number>;
}

/** Measures a comparison. */
export function measure(comparison: Comparison, runs: number): Row[] {
  const names = Object.keys(comparison.programs);
  const results = runInTurn(Object.values(comparison.programs), runs, comparison.env ?? {});
  const [yardstick] = results;
  for (const fact of comparison.same ?? []) {
    const values = results.map(([{ facts }]) => facts[fact]);
    if (new Set(values).size > 1) throw new Error(`${comparison.title}: ${fact} differ: ${names.map((name, index) => `${name} ${values[index]}`).join(', ')}`);
  }
  return results.map((measured, index) => ({
    name: names[index],
    cpuMs: medianOf(measured, ({ cpuMs }) => cpuMs),
    wallMs: medianOf(measured, ({ wallMs }) => wallMs),
    peakMb: medianOf(measured, ({ peakMb }) => peakMb),
    ratio: spreadOf(measured.map(({ cpuMs }, round) => cpuMs / yardstick[round].cpuMs)),
    phases: Object.fromEntries(Object.keys(measured[0].phases).map((phase) => [phase, medianOf(measured, ({ phases }) => phases[phase])])),
    facts: measured[0].facts,
  }));
}

function medianOf(measured: Measured[], value: (one: Measured) => number): number {
  return spreadOf(measured.map(value)).median;
}
