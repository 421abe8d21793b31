/** What has been seen of a release in a wave since it began to wait there. */
export interface Stay {
  readonly release: string;
  readonly approvers: Record<string, Set<string>>;
  readonly verdicts: Record<string, string>;
  readonly overridden: Set<string>;
  /** Gates that have turned it away for good. */
  readonly lost: Set<string>;
  readonly sinceMs: number;
  entered: boolean;
  step: number;
  deployed: Set<string>;
  /** When the present step or the bake began to be watched. */
  watchedSinceMs: number | undefined;
  /** Effects have told that it is verified, or bakes. */
  phase: 'shifting' | 'verifying' | 'baking';
  readings: Record<string, string>;
  verified: Record<string, string>;
  undoing: boolean;
  /** Environments that have gone back. */
  readonly back: Set<string>;
  /** An environment did not go back, and nobody has tried again. */
  isStuck: boolean;
}

export function stayOf(release: string, undoing: boolean, sinceMs: number): Stay {
  return {
    release, approvers: {}, verdicts: {}, overridden: new Set(), lost: new Set(), sinceMs, entered: false, step: -1, deployed: new Set(),
    watchedSinceMs: undefined, phase: 'shifting', readings: {}, verified: {}, undoing, back: new Set(), isStuck: false,
  };
}

/** The same, apart from it. */
export function copyOf(stay: Stay): Stay {
  return {
    ...stay,
    approvers: Object.fromEntries(Object.entries(stay.approvers).map(([gate, people]) => [gate, new Set(people)])),
    verdicts: { ...stay.verdicts },
    overridden: new Set(stay.overridden),
    lost: new Set(stay.lost),
    back: new Set(stay.back),
    deployed: new Set(stay.deployed),
    readings: { ...stay.readings },
    verified: { ...stay.verified },
  };
}
