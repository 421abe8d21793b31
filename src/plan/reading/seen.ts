import type { PlannedWave } from '../document';

/** A part of a wave that files may not show. */
export type Aspect = 'failure' | 'signals' | 'shift' | 'bake' | 'gates' | 'windows' | 'earlier';

/** What carries a wave out. */
export type Engine = 'CodePipeline' | 'Kargo' | 'Rollout' | 'Canary' | 'Deployment';

/** Something that is not seen, and why. */
export interface Unseen {
  readonly aspect: Aspect;
  readonly why: string;
}

export interface SeenWave {
  readonly engine: Engine;
  /** Where in the files it stands. */
  readonly at: string;
  readonly unseen: readonly Unseen[];
}

/** Something that is wrong whatever the plan says. */
export interface ReadFault {
  readonly kind: 'parallel' | 'secret' | 'lateSource' | 'unverified';
  readonly at: string;
  readonly got: string;
}

/** What whoever judges files must know besides the plans that are read of them: a plan cannot say what was not seen. */
export class Seen {
  public readonly faults: ReadFault[] = [];
  private readonly waves = new Map<PlannedWave, SeenWave>();
  private open: Unseen[] = [];

  /** Something about the wave that is being read. */
  public hide(why: string, ...aspects: Aspect[]): void {
    this.open.push(...aspects.map((aspect) => ({ aspect, why })));
  }

  /** A wave has been read: what was hidden is about it. */
  public done<W extends PlannedWave>(wave: W, engine: Engine, at: string): W {
    this.waves.set(wave, { engine, at, unseen: this.open });
    this.open = [];
    return wave;
  }

  /** What is known of a wave of a plan that was read. */
  public of(wave: PlannedWave): SeenWave {
    return this.waves.get(wave)!;
  }
}
