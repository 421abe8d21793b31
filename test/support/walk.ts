import type { PlanDocument } from '../../src/plan/document';
import type { PipelineEvent } from '../../src/plan/event';
import type { PipelineState } from '../../src/plan/state';
import { initialState } from '../../src/plan/state';
import { transition } from '../../src/plan/transition';
import type { Violation } from '../../src/rehearsal/prove/violation';
import { Witness } from '../../src/rehearsal/prove/witness';
import type { Transition } from '../../src/rehearsal/prove/world';
import { Chance, newCandidate, someEvent } from './events';

export interface Walk {
  readonly state: PipelineState;
  readonly violations: Violation[];
  readonly kinds: Set<string>;
}

/** Drives a pipeline through random events under the eyes of a witness. */
export function walk(plan: PlanDocument, seed: number, length: number, step: Transition = transition): Walk {
  const chance = new Chance(seed);
  const witness = Witness.of(plan);
  const kinds = new Set<string>();
  let state = initialState(plan, 0);
  const move = (event: PipelineEvent) => {
    const [next, effects] = step(plan, state, event);
    witness.see(event, effects);
    for (const { kind } of effects) kinds.add(kind);
    state = next;
  };
  move(newCandidate(0, chance));
  for (const { name } of plan.freezes) if (chance.chance(80)) move({ kind: 'freezeChanged', freeze: name, active: false });
  for (let i = 0; i < length && witness.violations.length === 0; i++) move(someEvent(plan, state, chance));
  return { state, violations: witness.violations, kinds };
}

/** The answers of a world in which all goes well, until the pipeline rests. Gives the number of events it took, or -1. */
export function settleWell(plan: PlanDocument, from: PipelineState, step: Transition = transition): { state: PipelineState; events: number } {
  let state = from;
  for (let events = 0; events < 20_000; events++) {
    const event = nextGoodEvent(plan, state);
    if (!event) return { state, events };
    [state] = step(plan, state, event);
  }
  return { state, events: -1 };
}

function nextGoodEvent(plan: PlanDocument, state: PipelineState): PipelineEvent | undefined {
  const frozen = plan.freezes.find(({ name }) => !state.inactiveFreezes.includes(name));
  if (frozen) return { kind: 'freezeChanged', freeze: frozen.name, active: false };
  for (const [i, wave] of plan.waves.entries()) {
    const { current } = state.waves[i];
    if (!current) continue;
    const about = { wave: wave.name, release: current.release };
    if (current.held) return { kind: 'resumedByOperator', wave: wave.name, by: 'joe' };
    if (current.phase === 'rollbackFailed') return { kind: 'rollbackRetried', wave: wave.name, by: 'joe' };
    const environment = wave.environments.find((name) => !current.finished.includes(name));
    if (current.phase === 'rollingBack') return { kind: 'rollbackFinished', wave: wave.name, environment: environment!, to: current.to, outcome: 'succeeded' };
    if (current.phase === 'waiting') {
      for (const gate of wave.gates) {
        const { verdict, approvers } = current.gates[gate.id];
        const at = { ...about, gate: gate.id };
        if (gate.kind === 'window') {
          if (!state.openWindows.includes(`${wave.name}/${gate.id}`)) return { kind: 'windowChanged', wave: wave.name, gate: gate.id, open: true };
        } else if (gate.kind === 'approval') {
          if (approvers.length < gate.quorum) return { kind: 'approvalGiven', ...at, by: `person-${approvers.length}`, groups: [gate.group] };
        } else if (verdict !== 'pass') {
          return { kind: 'gateJudged', ...at, verdict: 'pass' };
        }
      }
    }
    if (current.phase === 'shifting' && current.watchedSinceMs === null) {
      return { kind: 'deploymentFinished', ...about, environment: environment!, step: current.step, outcome: 'succeeded' };
    }
    if (current.phase === 'verifying') {
      const open = wave.verifications.find(({ id }) => current.verdicts[id] !== 'pass');
      if (open) return { kind: 'verificationJudged', ...about, verification: open.id, verdict: 'pass' };
    }
    for (const trigger of wave.triggers) {
      if (trigger.kind !== 'signal' || current.phase === 'waiting') continue;
      const blind = wave.environments.find((name) => current.readings[`${name}/${trigger.signal}`] !== 'pass');
      if (blind) return { kind: 'signalMeasured', ...about, environment: blind, signal: trigger.signal, reading: 'pass' };
    }
    const atMs = (current.watchedSinceMs ?? state.nowMs) + 1 + Math.max(wave.bakeMs, ...wave.shift.steps.map(({ holdMs }) => holdMs));
    return { kind: 'timePassed', toMs: Math.max(atMs, state.nowMs + 1) };
  }
  return undefined;
}
