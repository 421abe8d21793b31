import type { ReleaseSpec } from '../../model/spec';
import type { DismissalCause } from '../effect';
import type { WaveEntry } from '../lookup';
import { undoing } from '../state';
import type { Turn } from './turn';

/** A new candidate. The same version with other content is refused: what was verified is what runs later. */
export function arrive(turn: Turn, release: ReleaseSpec): void {
  const known = turn.state.candidates[release.version];
  if (known) {
    const same = JSON.stringify(known.release) === JSON.stringify(release);
    turn.emit({ kind: 'rejected', release: release.version, reason: same ? 'it has arrived before' : 'it has arrived before with other content' });
    return;
  }
  const sequence = Object.keys(turn.state.candidates).length;
  turn.set({ candidates: { ...turn.state.candidates, [release.version]: { release, sequence, done: [], turnedAway: [], vetoed: false } } });
  turn.emit({ kind: 'arrived', release: release.version });
  enqueueWhereReady(turn, release.version);
}

/**
 * Queues a release before every wave it has not been through and for which it has been through all waves before: also those
 * long before, which an operator may have undone meanwhile.
 */
export function enqueueWhereReady(turn: Turn, release: string): void {
  for (const entry of turn.entries) {
    const { done, turnedAway } = turn.candidate(release);
    const { queue, current } = turn.wave(entry);
    const ready = ![...done, ...turnedAway].includes(entry.wave.name) && entry.before.every((before) => done.includes(before));
    // a release whose veto is lifted while it is still being undone waits behind its own rollback
    const there = current?.release === release && !undoing(current);
    if (ready && !there && !queue.includes(release)) turn.setWave(entry, { queue: [...queue, release] });
  }
}

const FOR_GOOD: ReadonlySet<DismissalCause> = new Set(['refused', 'timedOut', 'failedGate']);

/** Takes a release away from before a wave, whether it is queued or waits at the gates. */
export function dismiss(turn: Turn, entry: WaveEntry, release: string, cause: DismissalCause): void {
  const { queue, current } = turn.wave(entry);
  const waits = current?.phase === 'waiting' && current.release === release;
  turn.setWave(entry, { queue: queue.filter((other) => other !== release), current: waits ? null : current });
  if (FOR_GOOD.has(cause)) turn.setCandidate(release, { turnedAway: [...turn.candidate(release).turnedAway, entry.wave.name] });
  turn.emit({ kind: 'dismissed', wave: entry.wave.name, release, cause });
}
