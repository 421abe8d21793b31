import type { Alarms } from './alarms';
import type { Template } from './template';
import type { TrafficLog } from './traffic-log';
import type { TrafficMove } from './traffic-move';
import { carriesTraffic, trafficMoves } from './traffic-move';
import type { Process, VirtualTime } from './virtual-time';
import type { World } from './world';

export type Outcome = 'succeeded' | 'failed';

/** What CloudFormation is told to bring about. */
export interface StackUpdate {
  readonly stack: string;
  readonly environment: string;
  readonly template: Template;
  readonly release: string;
}

/** How long a stack takes besides what its traffic takes. */
const UPDATE_MS = 120_000;

/** The stacks of all environments: CloudFormation, and within it what moves traffic. */
export class Stacks {
  private readonly deployed = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly time: VirtualTime,
    private readonly log: TrafficLog,
    private readonly alarms: Alarms,
  ) {}

  /** The release a stack was last brought to. */
  public releaseOf(stack: string): string | undefined {
    return this.deployed.get(stack);
  }

  /** Creates or updates a stack. A stack that is up to date already is left as it is. */
  public* update(update: StackUpdate): Process<Outcome> {
    const { stack, environment, template, release } = update;
    const before = this.deployed.get(stack);
    yield* this.time.sleep(UPDATE_MS);
    if (before === release) return 'succeeded';
    if (this.world.failedDeployments.some((failed) => failed.environment === environment && failed.release === release)) return 'failed';
    this.alarms.deploy(stack, environment, template, release);
    // an alias or a service that is created has all its traffic at once: its policy is for updates
    for (const move of before === undefined ? [] : trafficMoves(template)) {
      if (yield* this.moved(update, before!, move)) continue;
      if (!move.goesBack) yield* this.time.sleep(UPDATE_MS);
      this.log.set(stack, { [before!]: 100 }, this.time.nowMs);
      this.alarms.deploy(stack, environment, template, before!);
      return 'failed';
    }
    if (carriesTraffic(template)) this.log.set(stack, { [release]: 100 }, this.time.nowMs);
    this.deployed.set(stack, release);
    return 'succeeded';
  }

  private* moved({ stack, release }: StackUpdate, before: string, move: TrafficMove): Process<boolean> {
    const firing = () => move.alarms.filter((alarm) => this.alarms.inStack(stack, alarm) === 'ALARM');
    const old = move.overlooksOldAlarms ? firing() : [];
    for (const { percent, holdMs } of move.steps) {
      this.log.set(stack, { [before]: 100 - percent, [release]: percent }, this.time.nowMs);
      const stopped = yield* this.time.watch(() => firing().some((alarm) => !old.includes(alarm)), holdMs);
      if (stopped) return false;
    }
    return true;
  }
}
