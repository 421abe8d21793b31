/** What every program measures of itself. */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** The line that a program prints. */
export interface Measured {
  /** CPU milliseconds of the whole process, Node's start included. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
  /** CPU milliseconds of each phase. */
  readonly phases: Record<string, number>;
  /** What was made, so that equal work can be told from less work. */
  readonly facts: Record<string, number>;
}

const phases: Record<string, number> = {};
let before = 0;

/** Ends a phase: everything since the phase before; the first begins with the process. */
export function mark(phase: string): void {
  const { user, system } = process.cpuUsage();
  phases[phase] = (user + system - before) / 1000;
  before = user + system;
}

/** The program's arguments: numbers in order, then `key=value`. */
export const [numbers, options] = [
  process.argv.slice(2).filter((word) => !word.includes('=')).map(Number),
  Object.fromEntries(process.argv.slice(2).filter((word) => word.includes('=')).map((word) => word.split('='))) as Record<string, string>,
];

/** Where programs write, in memory where there is such a place; removed before each of them. */
export const SYNTHESIZED = path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'spillway-bench');

/** A new directory for the program's output. */
export function newDirectory(name: string): string {
  const directory = path.join(SYNTHESIZED, name);
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

/** Ends the measurement and prints the line; counting what was made is no part of it. */
export function report(facts: () => Measured['facts']): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const measured = { cpuMs: (userCPUTime + systemCPUTime) / 1000, wallMs: performance.now(), peakMb: maxRSS / 1024, phases };
  process.stdout.write(JSON.stringify({ ...measured, facts: facts() } satisfies Measured) + '\n');
}
