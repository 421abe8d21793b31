import { Exit } from './exit';

const EXITS: [Exit, string][] = [
  [Exit.FINE, 'done, and nothing is wrong'],
  [Exit.FINDINGS, 'done, and something is wrong with the release'],
  [Exit.MISUSE, 'not done: wrong use, or input that cannot be read'],
  [Exit.INCOMPLETE, 'done in part: nothing is found, and not everything was looked at'],
  [Exit.DEFECT, 'a defect of spillway'],
];

/** What stands below the options of a command: examples, each with what it shows, and exit codes. */
export function examples(lines: readonly (readonly [command: string, shows: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return [
    '',
    'Examples:',
    ...lines.map(([command, shows]) => `  ${command.padEnd(width)}  ${shows}`),
    '',
    'Exit codes:',
    ...EXITS.map(([exit, meaning]) => `  ${String(exit).padStart(2)}  ${meaning}`),
  ].join('\n');
}
