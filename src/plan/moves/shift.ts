import type { PipelineEvent } from '../event';
import type { WaveEntry } from '../lookup';
import { bakeMsOf } from '../path';
import type { Progress } from '../state';
import { enqueueWhereReady } from './queue';
import type { Turn } from './turn';
import { triggered } from './undo';

type DeploymentEvent = Extract<PipelineEvent, { kind: 'deploymentFinished' }>;
type VerificationEvent = Extract<PipelineEvent, { kind: 'verificationJudged' }>;

/** Begins the first step of the shift: from here on the release may have traffic. */
export function enter(turn: Turn, entry: WaveEntry): void {
  const { release } = turn.wave(entry).current!;
  turn.emit({ kind: 'entered', wave: entry.wave.name, release });
  deployStep(turn, entry, 0);
}

export function finishDeployment(turn: Turn, entry: WaveEntry, event: DeploymentEvent): void {
  const { current } = turn.wave(entry);
  const awaited = current?.phase === 'shifting' && current.release === event.release && current.step === event.step
    && entry.wave.environments.includes(event.environment) && !current.finished.includes(event.environment);
  if (!awaited) return;
  if (event.outcome === 'failed') {
    triggered(turn, entry, { kind: 'failedDeployment', environment: event.environment });
    return;
  }
  const finished = [...current.finished, event.environment];
  turn.setCurrent(entry, { finished });
  if (finished.length < entry.wave.environments.length) return;
  const { percent, holdMs } = entry.wave.shift.steps[current.step];
  turn.emit({ kind: 'stepReached', wave: entry.wave.name, release: current.release, percent });
  watch(turn, entry, holdMs);
}

export function finishVerification(turn: Turn, entry: WaveEntry, event: VerificationEvent): void {
  const { current } = turn.wave(entry);
  if (current?.phase !== 'verifying' || current.release !== event.release) return;
  if (!entry.wave.verifications.some(({ id }) => id === event.verification)) return;
  if (event.verdict === 'fail') triggered(turn, entry, { kind: 'failedVerification', verification: event.verification });
  else turn.setCurrent(entry, { verdicts: { ...current.verdicts, [event.verification]: event.verdict } });
}

/** Goes on to the next step or phase when this one has lasted long enough and everything in it is known to be well. */
export function advance(turn: Turn, entry: WaveEntry): void {
  const { current } = turn.wave(entry);
  if (!current || current.held) return;
  switch (current.phase) {
    case 'shifting':
      if (!watchedLongEnough(turn, entry, current, entry.wave.shift.steps[current.step].holdMs)) return;
      if (current.step + 1 < entry.wave.shift.steps.length) deployStep(turn, entry, current.step + 1);
      else verify(turn, entry);
      return;
    case 'verifying':
      if (entry.wave.verifications.every(({ id }) => current.verdicts[id] === 'pass')) bake(turn, entry);
      return;
    case 'baking':
      if (watchedLongEnough(turn, entry, current, bakeMs(turn, entry, current))) complete(turn, entry);
      return;
    case 'waiting':
    case 'rollingBack':
    case 'rollbackFailed':
  }
}

/** A phase without length watches nothing; in any other, every signal must have passed since it began. */
function watchedLongEnough(turn: Turn, entry: WaveEntry, current: Progress, lengthMs: number): boolean {
  if (current.watchedSinceMs === null) return false;
  if (lengthMs === 0) return true;
  return turn.state.nowMs >= current.watchedSinceMs + lengthMs
    && entry.wave.environments.every((environment) => entry.watched.every(({ name }) => current.readings[`${environment}/${name}`] === 'pass'));
}

function deployStep(turn: Turn, entry: WaveEntry, step: number): void {
  const { release } = turn.wave(entry).current!;
  turn.setCurrent(entry, { phase: 'shifting', sinceMs: turn.state.nowMs, step, finished: [], watchedSinceMs: null, readings: {} });
  for (const environment of entry.wave.environments) {
    turn.emit({
      kind: 'deploy',
      wave: entry.wave.name,
      environment,
      release,
      step,
      percent: entry.wave.shift.steps[step].percent,
      artifacts: turn.candidate(release).release.artifacts,
    });
  }
}

function verify(turn: Turn, entry: WaveEntry): void {
  const { release } = turn.wave(entry).current!;
  turn.setCurrent(entry, { phase: 'verifying', sinceMs: turn.state.nowMs, verdicts: {} });
  if (entry.wave.verifications.length > 0) turn.emit({ kind: 'verifying', wave: entry.wave.name, release });
  for (const { id } of entry.wave.verifications) turn.emit({ kind: 'verify', wave: entry.wave.name, verification: id, release });
}

function bake(turn: Turn, entry: WaveEntry): void {
  const current = turn.wave(entry).current!;
  const lengthMs = bakeMs(turn, entry, current);
  turn.setCurrent(entry, { phase: 'baking', sinceMs: turn.state.nowMs });
  if (lengthMs > 0) turn.emit({ kind: 'baking', wave: entry.wave.name, release: current.release });
  watch(turn, entry, lengthMs);
}

function watch(turn: Turn, entry: WaveEntry, lengthMs: number): void {
  turn.setCurrent(entry, { watchedSinceMs: turn.state.nowMs, readings: {} });
  if (lengthMs > 0) turn.emit({ kind: 'wake', atMs: turn.state.nowMs + lengthMs });
}

function complete(turn: Turn, entry: WaveEntry): void {
  const { release } = turn.wave(entry).current!;
  turn.setWave(entry, { current: null, history: [...turn.wave(entry).history, release] });
  const done = [...turn.candidate(release).done, entry.wave.name];
  turn.setCandidate(release, { done });
  turn.emit({ kind: 'done', wave: entry.wave.name, release });
  if (done.length === turn.plan.waves.length) turn.emit({ kind: 'released', release });
  enqueueWhereReady(turn, release);
}

function bakeMs(turn: Turn, entry: WaveEntry, current: Progress): number {
  return bakeMsOf(turn.plan, entry.wave, turn.candidate(current.release).release.type);
}
