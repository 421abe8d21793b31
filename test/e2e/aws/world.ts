import { Aws } from './aws';
import type { Cdk } from './cdk';
import { TOOLING } from './cdk';
import type { Emulator } from './emulator';
import type { StandIns } from './stand-ins';

/** What a scenario has at hand. Scenarios run one after the other, and each leaves things as it found them. */
export class World {
  constructor(public readonly emulator: Emulator, public readonly standIns: StandIns, public readonly cdk: Cdk) {}

  /** The pipeline's account and Region. */
  public get tooling(): Aws {
    return this.root(TOOLING, 'eu-central-1');
  }

  public root(account: string, region: string): Aws {
    return Aws.root(this.emulator.url, account, region);
  }
}

/** One thing that must hold. */
export interface Scenario {
  readonly name: string;
  /** The others need what it leaves. */
  readonly always?: true;
  run(world: World): Promise<void>;
}
