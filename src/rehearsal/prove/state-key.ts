import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { WaveEntry } from '../../plan/lookup';
import { lookup } from '../../plan/lookup';
import type { PipelineState, Progress, WaveState } from '../../plan/state';
import { moving } from '../../plan/state';
import type { Stay } from './stay';
import type { Witness } from './witness';

/**
 * The same text for states that cannot be told apart by anything that happens from now on. What is left out: the time of day
 * (how long ago something was stays), who approved (how many did, up to the quorum), readings that are not a pass (nothing
 * asks which one it was), gates and readings of phases that are over, what a gate says that somebody opened by force, windows
 * and freezes while nobody waits (they can change then as well), and which environment is which.
 */
export function stateKey(plan: PlanDocument, state: PipelineState, witness: Witness): string {
  const candidates = Object.values(state.candidates).map(({ vetoed, turnedAway }) => [vetoed, turnedAway]);
  const calendar = lookup(plan).entries.map((entry) => calendarKey(entry, state, witness.memoryOf(entry.wave.name).stay));
  return JSON.stringify([candidates, calendar, plan.waves.map((wave, i) => waveKey(wave, state.waves[i], state.nowMs, witness))]);
}

/** What is open for a release that waits, and was not opened for it by force. */
function calendarKey({ index, wave, freezes }: WaveEntry, { waves, openWindows, inactiveFreezes }: PipelineState, stay: Stay | undefined): string[] {
  const { current } = waves[index];
  if (current?.phase !== 'waiting') return [];
  const closed = (gate: string) => !isForced(current, stay, gate);
  return [
    ...wave.gates.filter(({ id }) => closed(id) && openWindows.includes(`${wave.name}/${id}`)).map(({ id }) => id),
    ...closed('freeze') ? freezes.filter((freeze) => inactiveFreezes.includes(freeze)) : [],
  ];
}

function isForced({ gates }: Progress, stay: Stay | undefined, gate: string): boolean {
  return gates[gate].overriddenBy !== null && stay?.overridden.has(gate) === true;
}

function waveKey(wave: PlannedWave, { queue, current, history }: WaveState, nowMs: number, witness: Witness): unknown[] {
  const { stay, done, away, superseded } = witness.memoryOf(wave.name);
  return [[...queue].sort(), history, done, away, superseded, current && progressKey(wave, current, nowMs, stay), stay && stayKey(stay)];
}

function progressKey(wave: PlannedWave, current: Progress, nowMs: number, stay: Stay | undefined): unknown[] {
  const { release, phase, step, held, to } = current;
  const common = [release, phase, held, environmentsKey(wave, current, stay)];
  if (phase === 'waiting') return [...common, nowMs - current.sinceMs, gatesKey(wave, current, stay)];
  if (!moving(current)) return [...common, to];
  const passed = phase === 'verifying' ? wave.verifications.map(({ id }) => [current.verdicts[id] === 'pass', stay?.verified[id] === 'pass']) : [];
  return [...common, step, ago(current.watchedSinceMs ?? undefined, nowMs), ago(stay?.watchedSinceMs, nowMs), passed];
}

function gatesKey(wave: PlannedWave, current: Progress, stay: Stay | undefined): unknown[] {
  return Object.entries(current.gates).map(([id, { verdict, approvers, overriddenBy }]) => {
    if (isForced(current, stay, id)) return 'forced';
    const gate = wave.gates.find((candidate) => candidate.id === id);
    const enough = gate?.kind === 'approval' ? gate.quorum : 0;
    return [
      verdict === 'pass', Math.min(enough, approvers.length), overriddenBy !== null,
      stay?.verdicts[id] === 'pass', Math.min(enough, stay?.approvers[id]?.size ?? 0), stay?.overridden.has(id), stay?.lost.has(id),
    ];
  });
}

/** What each environment has done, whichever it is. */
function environmentsKey(wave: PlannedWave, { phase, finished, readings }: Progress, stay: Stay | undefined): string[] {
  const signals = phase === 'waiting' ? [] : wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
  return wave.environments.map((name) => {
    const passed = signals.map((signal) => `${readings[`${name}/${signal}`] === 'pass'} ${stay?.readings[`${name}/${signal}`] === 'pass'}`);
    return `${finished.includes(name)} ${stay?.deployed.has(name)} ${stay?.back.has(name)} ${passed.join(' ')}`;
  }).sort();
}

function stayKey({ release, entered, step, phase, undoing, isStuck }: Stay): unknown[] {
  return [release, entered, step, phase, undoing, isStuck];
}

function ago(atMs: number | undefined, nowMs: number): number | null {
  return atMs === undefined ? null : nowMs - atMs;
}
