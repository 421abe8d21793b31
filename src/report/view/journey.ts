import type { PlannedWave } from '../../plan/document';
import type { RecordEffect } from '../../plan/effect';
import { CANDIDATE } from '../../rehearsal/candidates';
import type { Timeline } from '../../rehearsal/timeline';

/** What a release does in a wave. */
export type PhaseKind = 'waiting' | 'deploying' | 'shifting' | 'verifying' | 'baking' | 'done' | 'rollingBack' | 'rollbackFailed';

/** From one time to another, in milliseconds since the story began. */
export interface Phase {
  readonly kind: PhaseKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** Share of the traffic that it has. */
  readonly percent: number;
}

export interface Share {
  readonly percent: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** How a release fares in environments of a wave in which the same happens. */
export interface Journey {
  readonly wave: string;
  readonly environments: readonly string[];
  readonly phases: readonly Phase[];
  /** Where it has any traffic. */
  readonly shares: readonly Share[];
}

/** What begins with a record; null: nothing, it is not there any more. */
const BEGINS: Partial<Record<RecordEffect['kind'], PhaseKind | null>> = {
  waiting: 'waiting', entered: 'deploying', stepReached: 'shifting', verifying: 'verifying', baking: 'baking', done: 'done',
  rollingBack: 'rollingBack', rollbackFailed: 'rollbackFailed', dismissed: null, rolledBack: null, withdrawn: null,
};

/** What the release of a story does in each environment that it comes to, or waits for. */
export function journeysOf(timeline: Timeline): Journey[] {
  const met = new Map(timeline.exposures.map(({ environment, points }) => [environment, points]));
  return timeline._waves.flatMap((wave) => {
    const phases = phasesOf(wave, timeline);
    return phases.length === 0 ? [] : alike(wave.environments.map((environment) => ({
      wave: wave.name,
      environments: [environment],
      phases,
      // customers are counted by environment, which a rollback leaves one after the other
      shares: sharesOf(met.get(environment)?.map(({ percent, afterMs }) => ({ percent, fromMs: afterMs })) ?? phases, endMsOf(timeline)),
    })));
  });
}

/** Those with the same shares as one. */
function alike(journeys: readonly Journey[]): Journey[] {
  const found = new Map<string, Journey>();
  for (const journey of journeys) {
    const key = JSON.stringify(journey.shares);
    found.set(key, { ...journey, environments: [...found.get(key)?.environments ?? [], ...journey.environments] });
  }
  return [...found.values()];
}

/** When a story ends, in milliseconds since it began. */
export function endMsOf(timeline: Timeline): number {
  return timeline._endMs - timeline._startMs;
}

/** What the release of a story does in a wave. */
export function phasesOf({ name }: PlannedWave, timeline: Timeline): Phase[] {
  const phases: Phase[] = [];
  let open: Omit<Phase, 'toMs'> | undefined;
  const close = (toMs: number) => {
    if (open && toMs > open.fromMs) phases.push({ ...open, toMs });
  };
  for (const { atMs, effect } of timeline._records) {
    const kind = BEGINS[effect.kind];
    if (kind === undefined || !('wave' in effect) || effect.wave !== name || effect.release !== CANDIDATE) continue;
    const fromMs = atMs - timeline._startMs;
    close(fromMs);
    open = kind === null ? undefined : { kind, fromMs, percent: effect.kind === 'stepReached' ? effect.percent : open?.percent ?? 0 };
  }
  close(endMsOf(timeline));
  return phases;
}

function sharesOf(changes: readonly { readonly percent: number; readonly fromMs: number; readonly toMs?: number }[], endMs: number): Share[] {
  return changes.map(({ percent, fromMs, toMs }, i) => ({ percent, fromMs, toMs: toMs ?? changes[i + 1]?.fromMs ?? endMs }))
    .filter((share) => share.percent > 0 && share.toMs > share.fromMs)
    .reduce<Share[]>((shares, share) => {
      const last = shares.at(-1);
      return last?.percent === share.percent && last.toMs === share.fromMs ? [...shares.slice(0, -1), { ...last, toMs: share.toMs }] : [...shares, share];
    }, []);
}
