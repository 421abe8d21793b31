import type { Alarms } from './alarms';
import type { Execution } from './execution';
import type { Stacks } from './stacks';
import type { Synthesized } from './synthesized';
import type { Unknowns } from './unknowns';
import type { VirtualTime } from './virtual-time';
import type { World } from './world';

/** What actions and rules reach. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly world: World;
  readonly alarms: Alarms;
  readonly stacks: Stacks;
  readonly written: Synthesized;
  readonly unknowns: Unknowns;
}

/** How long a job or a function takes. */
const JOB_MS = 300_000;

/** A build, a command or a function: how it ends is the world's to say. */
export function* job({ time, world }: Surroundings, name: string, { release }: Execution) {
  yield* time.sleep(JOB_MS);
  return !world.failedJobs.some((failed) => failed.job === name && failed.release === release);
}
