import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { COMPILED } from './compile';
import type { Measured } from './programs/harness';
import { SYNTHESIZED } from './programs/harness';

/** Runs programs in turn, A B C A B C, so that a change of the machine's mood hits all of them: a list of runs for each. */
export function runInTurn(commands: string[], runs: number, env: NodeJS.ProcessEnv): Measured[][] {
  const results: Measured[][] = commands.map(() => []);
  // the first round warms up the caches of files and is not counted
  for (let round = 0; round <= runs; round++) {
    commands.forEach((command, index) => {
      const measured = run(command, env);
      if (round > 0) results[index].push(measured);
    });
  }
  fs.rmSync(SYNTHESIZED, { recursive: true, force: true });
  return results;
}

function run(command: string, env: NodeJS.ProcessEnv): Measured {
  fs.rmSync(SYNTHESIZED, { recursive: true, force: true });
  const [program, ...words] = command.split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(COMPILED, `${program}.js`), ...words], {
    encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_VERSION_CHECK: '1', ...env },
  });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').pop()!) as Measured;
}
