import type { WaveEntry } from '../lookup';
import { waiting } from './gates';
import { dismiss } from './queue';
import type { Turn } from './turn';

/** Lets the next candidate take its place before a free wave, and a newer one the place of one that still waits. */
export function admit(turn: Turn, entry: WaveEntry): void {
  dropStale(turn, entry);
  const { queue, current } = turn.wave(entry);
  if (queue.length === 0) return;
  const bySequence = [...queue].sort((a, b) => turn.candidate(a).sequence - turn.candidate(b).sequence);
  if (!turn.plan.supersede) {
    if (current === null) begin(turn, entry, bySequence[0]);
    return;
  }
  const newest = bySequence.at(-1)!;
  const overtakes = current?.phase === 'waiting' && turn.candidate(newest).sequence > turn.candidate(current.release).sequence;
  if (current !== null && !overtakes) return;
  if (current !== null) dismiss(turn, entry, current.release, 'superseded');
  for (const older of bySequence.slice(0, -1)) dismiss(turn, entry, older, 'superseded');
  begin(turn, entry, newest);
}

function begin(turn: Turn, entry: WaveEntry, release: string): void {
  turn.setWave(entry, { queue: turn.wave(entry).queue.filter((other) => other !== release), current: waiting(turn, entry, release) });
}

/** What is older than what runs here has no way in. */
function dropStale(turn: Turn, entry: WaveEntry): void {
  const { queue, history } = turn.wave(entry);
  const newestDone = Math.max(-1, ...history.map((release) => turn.candidate(release).sequence));
  for (const release of queue) {
    if (turn.candidate(release).sequence < newestDone) dismiss(turn, entry, release, 'superseded');
  }
}
