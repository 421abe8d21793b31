import { execFileSync } from 'node:child_process';

/** What a program prints; throws with what it complains of. */
export function run(program: string, ...args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64_000_000 });
  } catch (failure) {
    const { stderr, stdout, message } = failure as { stderr?: string; stdout?: string; message: string };
    throw new Error(`${stdout ?? ''}${stderr ?? ''}`.trim() || message);
  }
}

/** What a program complains of; nothing when it is content. */
export function complaints(program: string, ...args: string[]): string[] {
  try {
    run(program, ...args);
    return [];
  } catch (failure) {
    return [(failure as Error).message];
  }
}

/** Why a program cannot be run here. */
export function missingProgram(program: string, ...version: string[]): string | undefined {
  try {
    run(program, ...version);
    return undefined;
  } catch {
    return `${program} is not installed`;
  }
}
