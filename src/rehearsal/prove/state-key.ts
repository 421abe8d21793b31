import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { WaveEntry } from '../../plan/lookup';
import { lookup } from '../../plan/lookup';
import type { PipelineState, Progress } from '../../plan/state';
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
  const candidates = Object.values(state.candidates).map(({ vetoed, turnedAway }) => `${vetoed} ${turnedAway.join()}`);
  const waves = lookup(plan).entries.map((entry) => waveKey(entry, state, witness));
  return `${candidates.join('/')}|${waves.join('|')}`;
}

function waveKey(entry: WaveEntry, state: PipelineState, witness: Witness): string {
  const { queue, current, history } = state.waves[entry.index];
  const { stay, done, away, superseded } = witness.memoryOf(entry.wave.name);
  const releases = [[...queue].sort(), history, done, away, superseded].join(' ');
  return `${releases}/${current ? progressKey(entry, state, current, stay) : ''}/${stay ? stayKey(stay) : ''}`;
}

function progressKey(entry: WaveEntry, state: PipelineState, current: Progress, stay: Stay | undefined): string {
  const { release, phase, step, held, to } = current;
  const { wave } = entry;
  const common = `${release} ${phase} ${held} ${environmentsKey(wave, current, stay)}`;
  if (phase === 'waiting') {
    return `${common} ${state.nowMs - current.sinceMs} ${calendarKey(entry, state, current, stay)} ${gatesKey(wave, current, stay)}`;
  }
  if (!moving(current)) return `${common} ${to}`;
  const passed = phase === 'verifying' ? wave.verifications.map(({ id }) => `${current.verdicts[id] === 'pass'} ${stay?.verified[id] === 'pass'}`) : [];
  return `${common} ${step} ${ago(current.watchedSinceMs ?? undefined, state.nowMs)} ${ago(stay?.watchedSinceMs, state.nowMs)} ${passed.join()}`;
}

/** What is open for a release that waits, and was not opened for it by force. */
function calendarKey({ wave, freezes }: WaveEntry, { openWindows, inactiveFreezes }: PipelineState, current: Progress, stay: Stay | undefined): string {
  const windows = wave.gates.filter(({ id, kind }) => kind === 'window' && openWindows.includes(`${wave.name}/${id}`) && !isForced(current, stay, id));
  const open = freezes.length > 0 && !isForced(current, stay, 'freeze') ? freezes.filter((freeze) => inactiveFreezes.includes(freeze)) : [];
  return [...windows.map(({ id }) => id), ...open].join();
}

function isForced({ gates }: Progress, stay: Stay | undefined, gate: string): boolean {
  return gates[gate].overriddenBy !== null && stay?.overridden.includes(gate) === true;
}

function gatesKey(wave: PlannedWave, current: Progress, stay: Stay | undefined): string {
  return Object.keys(current.gates).map((id) => {
    if (isForced(current, stay, id)) return 'forced';
    const { verdict, approvers, overriddenBy } = current.gates[id];
    const gate = wave.gates.find((candidate) => candidate.id === id);
    const enough = gate?.kind === 'approval' ? gate.quorum : 0;
    const inState = `${verdict === 'pass'} ${Math.min(enough, approvers.length)} ${overriddenBy !== null}`;
    return `${inState} ${stay?.verdicts[id] === 'pass'} ${Math.min(enough, stay?.approvers[id]?.length ?? 0)} ${stay?.overridden.includes(id)} ${stay?.lost.includes(id)}`;
  }).join();
}

/** What each environment has done, whichever it is. */
function environmentsKey(wave: PlannedWave, { phase, finished, readings }: Progress, stay: Stay | undefined): string {
  const signals = phase === 'waiting' ? [] : wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
  return wave.environments.map((name) => {
    const passed = signals.map((signal) => `${readings[`${name}/${signal}`] === 'pass'} ${stay?.readings[`${name}/${signal}`] === 'pass'}`);
    return `${finished.includes(name)} ${stay?.deployed.includes(name)} ${stay?.back.includes(name)} ${passed.join(' ')}`;
  }).sort().join();
}

function stayKey({ release, entered, step, phase, undoing, isStuck }: Stay): string {
  return `${release} ${entered} ${step} ${phase} ${undoing} ${isStuck}`;
}

function ago(atMs: number | undefined, nowMs: number): number | null {
  return atMs === undefined ? null : nowMs - atMs;
}
