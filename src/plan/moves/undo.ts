import type { RollbackCause } from '../effect';
import type { PipelineEvent } from '../event';
import type { WaveEntry } from '../lookup';
import { begun, moving, runningIn, undoing } from '../state';
import { dismiss } from './queue';
import type { Turn } from './turn';

type MeasuredEvent = Extract<PipelineEvent, { kind: 'signalMeasured' }>;
type FinishedEvent = Extract<PipelineEvent, { kind: 'rollbackFinished' }>;

/** Notes what a signal says of the release in a wave, and undoes the release when that is bad. Nothing can stand in between. */
export function measure(turn: Turn, entry: WaveEntry, event: MeasuredEvent): void {
  const { current } = turn.wave(entry);
  const watched = entry.watched.find(({ name }) => name === event.signal);
  if (!current || !watched || !moving(current) || current.release !== event.release) return;
  if (!entry.wave.environments.includes(event.environment)) return;
  if (event.reading === 'fail' || (event.reading === 'noData' && watched.noData === 'fail')) {
    triggered(turn, entry, { kind: 'signal', signal: event.signal, environment: event.environment, noData: event.reading === 'noData' });
    return;
  }
  turn.setCurrent(entry, { readings: { ...current.readings, [`${event.environment}/${event.signal}`]: event.reading } });
}

/** Undoes the release in a wave, and wherever else the trigger's scope and the veto reach. */
export function triggered(turn: Turn, entry: WaveEntry, cause: RollbackCause): void {
  const { release } = turn.wave(entry).current!;
  const trigger = entry.wave.triggers.find((candidate) => candidate.kind === cause.kind
    && (candidate.kind !== 'signal' || (cause.kind === 'signal' && candidate.signal === cause.signal)));
  undo(turn, entry, release, cause, trigger?.scope === 'promoted');
}

/** Undoes a release that an operator names by its wave: the one that moves there, or else the one that runs. */
export function undoByOrder(turn: Turn, entry: WaveEntry, by: string): void {
  const wave = turn.wave(entry);
  if (wave.current && undoing(wave.current)) return;
  const release = wave.current && moving(wave.current) ? wave.current.release : runningIn(wave);
  if (release === null) return;
  const promoted = entry.wave.triggers.some(({ kind, scope }) => kind === 'operator' && scope === 'promoted');
  undo(turn, entry, release, { kind: 'operator', by }, promoted);
}

export function finishRollback(turn: Turn, entry: WaveEntry, event: FinishedEvent): void {
  const { current } = turn.wave(entry);
  const awaited = current?.phase === 'rollingBack' && current.to === event.to
    && entry.wave.environments.includes(event.environment) && !current.finished.includes(event.environment);
  if (!awaited) return;
  if (event.outcome === 'failed') {
    turn.setCurrent(entry, { phase: 'rollbackFailed', sinceMs: turn.state.nowMs });
    turn.emit({ kind: 'rollbackFailed', wave: entry.wave.name, release: current.release });
    return;
  }
  const finished = [...current.finished, event.environment];
  turn.setCurrent(entry, { finished });
  if (finished.length < entry.wave.environments.length) return;
  turn.setWave(entry, { current: null });
  turn.emit({ kind: 'rolledBack', wave: entry.wave.name, release: current.release });
}

export function retryRollback(turn: Turn, entry: WaveEntry): void {
  const { current } = turn.wave(entry);
  if (current?.phase !== 'rollbackFailed') return;
  turn.setCurrent(entry, { phase: 'rollingBack', sinceMs: turn.state.nowMs });
  orderRollback(turn, entry);
}

function undo(turn: Turn, origin: WaveEntry, release: string, cause: RollbackCause, promoted: boolean): void {
  turn.setCandidate(release, { vetoed: true });
  turn.emit({ kind: 'vetoed', release });
  for (const entry of turn.entries) {
    const { queue, current } = turn.wave(entry);
    if (queue.includes(release) || (current?.phase === 'waiting' && current.release === release)) dismiss(turn, entry, release, 'vetoed');
    if (current?.release === release && moving(current)) takeBack(turn, entry, release, cause);
    else if (turn.wave(entry).history.includes(release) && (promoted || entry === origin)) withdraw(turn, entry, release, cause);
  }
}

/** The release is on its way into this wave: traffic goes back to what ran before. */
function takeBack(turn: Turn, entry: WaveEntry, release: string, cause: RollbackCause): void {
  const to = runningIn(turn.wave(entry));
  turn.setCurrent(entry, { phase: 'rollingBack', sinceMs: turn.state.nowMs, finished: [], held: false, to });
  turn.emit({ kind: 'rollingBack', wave: entry.wave.name, release, to, cause });
  orderRollback(turn, entry);
}

/** The release has been through this wave. Where it still has traffic, everything on top of it goes back too. */
function withdraw(turn: Turn, entry: WaveEntry, release: string, cause: RollbackCause): void {
  const { history, current, queue } = turn.wave(entry);
  const running = runningIn(turn.wave(entry)) === release;
  turn.setWave(entry, { history: history.filter((other) => other !== release) });
  turn.setCandidate(release, { done: turn.candidate(release).done.filter((wave) => wave !== entry.wave.name) });
  turn.emit({ kind: 'withdrawn', wave: entry.wave.name, release });
  if (!running) return;
  // what moved on top of it is not to blame: it waits again, and is asked at every gate again
  const requeued = current && !undoing(current) ? [...queue, current.release] : queue;
  turn.setWave(entry, { queue: requeued, current: begun(release, 'rollingBack', turn.state.nowMs, entry.wave.shift.steps.length - 1) });
  takeBack(turn, entry, release, cause);
}

function orderRollback(turn: Turn, entry: WaveEntry): void {
  const { release, to, finished } = turn.wave(entry).current!;
  for (const environment of entry.wave.environments) {
    if (!finished.includes(environment)) turn.emit({ kind: 'rollBack', wave: entry.wave.name, environment, release, to });
  }
}
