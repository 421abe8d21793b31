import type { List } from './shared';

type ByName<T> = Readonly<Record<string, T>>;

/** What has been seen of a release in a wave since it began to wait there. */
export interface Stay {
  readonly release: string;
  readonly approvers: ByName<List>;
  readonly verdicts: ByName<string>;
  readonly overridden: List;
  /** Gates that have turned it away for good. */
  readonly lost: List;
  readonly sinceMs: number;
  readonly entered: boolean;
  readonly step: number;
  readonly deployed: List;
  /** When the present step or the bake began to be watched. */
  readonly watchedSinceMs: number | undefined;
  /** Effects have told that it is verified, or bakes. */
  readonly phase: 'shifting' | 'verifying' | 'baking';
  readonly readings: ByName<string>;
  readonly verified: ByName<string>;
  readonly undoing: boolean;
  /** Environments that have gone back. */
  readonly back: List;
  /** An environment did not go back, and nobody has tried again. */
  readonly isStuck: boolean;
}

export function stayOf(release: string, undoing: boolean, sinceMs: number): Stay {
  return {
    release, approvers: {}, verdicts: {}, overridden: [], lost: [], sinceMs, entered: false, step: -1, deployed: [],
    watchedSinceMs: undefined, phase: 'shifting', readings: {}, verified: {}, undoing, back: [], isStuck: false,
  };
}
