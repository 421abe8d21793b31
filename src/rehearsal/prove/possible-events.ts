import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import type { PipelineEvent } from '../../plan/event';
import type { WaveEntry } from '../../plan/lookup';
import { lookup } from '../../plan/lookup';
import { bakeMsOf } from '../../plan/path';
import type { PipelineState, Progress } from '../../plan/state';
import { moving } from '../../plan/state';
import { BEFORE, built } from '../candidates';
import { VERSIONS } from './layout';
import type { World } from './world';

const OPERATOR = 'operator';
const AUTHOR = 'author';
const VISITOR = 'visitor';

/** Every event that can matter in a state, and some that must not: late ones, from the wrong person, about another release. */
export function possibleEvents(plan: PlanDocument, world: World, state: PipelineState): PipelineEvent[] {
  const waits = state.waves.some(({ current }) => current?.phase === 'waiting');
  return [
    ...arrivals(world, state),
    ...Object.keys(state.candidates).map((release): PipelineEvent => ({ kind: 'vetoLifted', release, by: OPERATOR })),
    // what opens or closes while nobody waits can do so later as well
    ...waits ? plan.freezes.map(({ name }): PipelineEvent => ({ kind: 'freezeChanged', freeze: name, active: state.inactiveFreezes.includes(name) })) : [],
    ...lookup(plan).entries.flatMap((entry) => inWave(world, state, entry)),
    ...nextDeadline(plan, state),
  ];
}

function arrivals(world: World, state: PipelineState): PipelineEvent[] {
  const arrived = Object.keys(state.candidates).length;
  const last = state.candidates[VERSIONS[arrived - 1]].release;
  const other: PipelineEvent = { kind: 'candidateArrived', release: { ...last, artifacts: built('other', last.type).artifacts } };
  return arrived < world.types.length ? [other, { kind: 'candidateArrived', release: built(VERSIONS[arrived], world.types[arrived]) }] : [other];
}

function inWave(world: World, state: PipelineState, entry: WaveEntry): PipelineEvent[] {
  const { name: wave, environments } = entry.wave;
  const { current, history } = state.waves[entry.index];
  const undoable = (current && moving(current)) || history.length > 1 || (history.length === 1 && (world.undoesFirst || history[0] !== BEFORE));
  const order: PipelineEvent[] = undoable ? [{ kind: 'rollBackOrdered', wave, by: OPERATOR }] : [];
  if (!current) return order;
  switch (current.phase) {
    case 'rollbackFailed':
      return [{ kind: 'rollbackRetried', wave, by: OPERATOR }];
    case 'rollingBack':
      return unfinished(environments, current).flatMap((environment) => (['succeeded', 'failed'] as const)
        .map((outcome): PipelineEvent => ({ kind: 'rollbackFinished', wave, environment, to: current.to, outcome })));
    default: {
      const held: PipelineEvent = { kind: current.held ? 'resumedByOperator' : 'heldByOperator', wave, by: OPERATOR };
      return [...order, held, ...current.phase === 'waiting' ? beforeGates(state, entry, current) : underWay(entry, current)];
    }
  }
}

function beforeGates(state: PipelineState, { wave, freezes }: WaveEntry, current: Progress): PipelineEvent[] {
  const about = { wave: wave.name, release: current.release };
  const overrides = [...wave.gates.map(({ id }) => id), ...freezes.length > 0 ? ['freeze'] : []]
    .map((gate): PipelineEvent => ({ kind: 'gateOverridden', ...about, gate, by: OPERATOR }));
  return [...overrides, ...wave.gates.flatMap((gate) => atGate(state, wave, gate, current))];
}

function atGate(state: PipelineState, wave: PlannedWave, gate: PlannedGate, current: Progress): PipelineEvent[] {
  const about = { wave: wave.name, gate: gate.id, release: current.release };
  if (gate.kind === 'window') {
    return [{ kind: 'windowChanged', wave: wave.name, gate: gate.id, open: !state.openWindows.includes(`${wave.name}/${gate.id}`) }];
  }
  const others = Object.keys(state.candidates).filter((version) => version !== current.release);
  if (gate.kind !== 'approval') {
    return [
      ...(['pass', 'fail', 'inconclusive'] as const).map((verdict): PipelineEvent => ({ kind: 'gateJudged', ...about, verdict })),
      ...others.map((release): PipelineEvent => ({ kind: 'gateJudged', ...about, release, verdict: 'pass' })),
    ];
  }
  const { approvers } = current.gates[gate.id];
  const people = [`person-${approvers.length}`, AUTHOR, ...approvers.slice(0, 1)];
  return [
    ...people.map((by): PipelineEvent => ({ kind: 'approvalGiven', ...about, by, groups: [gate.group] })),
    ...others.map((release): PipelineEvent => ({ kind: 'approvalGiven', ...about, release, by: people[0], groups: [gate.group] })),
    { kind: 'approvalGiven', ...about, by: VISITOR, groups: [] },
    { kind: 'approvalRefused', ...about, by: people[0], groups: [gate.group] },
  ];
}

function underWay({ wave, watched }: WaveEntry, current: Progress): PipelineEvent[] {
  const about = { wave: wave.name, release: current.release };
  const { step } = current;
  const deployments = current.phase !== 'shifting' || current.watchedSinceMs !== null ? [] : unfinished(wave.environments, current)
    .flatMap((environment) => (['succeeded', 'failed'] as const).map((outcome): PipelineEvent => ({ kind: 'deploymentFinished', ...about, environment, step, outcome })));
  const verdicts = current.phase !== 'verifying' ? [] : wave.verifications.flatMap(({ id }) => (['pass', 'fail', 'inconclusive'] as const)
    .map((verdict): PipelineEvent => ({ kind: 'verificationJudged', ...about, verification: id, verdict })));
  const readings = wave.environments.flatMap((environment) => watched.flatMap(({ name }) => (['pass', 'fail', 'noData'] as const)
    .map((reading): PipelineEvent => ({ kind: 'signalMeasured', ...about, environment, signal: name, reading }))));
  return [...deployments, ...verdicts, ...readings];
}

function unfinished(environments: readonly string[], { finished }: Progress): string[] {
  return environments.filter((name) => !finished.includes(name));
}

/** Between two deadlines the hour does not matter. */
function nextDeadline(plan: PlanDocument, state: PipelineState): PipelineEvent[] {
  const deadlines = plan.waves.flatMap((wave, i) => deadlinesOf(plan, wave, state, state.waves[i].current)).filter((atMs) => atMs > state.nowMs);
  return deadlines.length > 0 ? [{ kind: 'timePassed', toMs: Math.min(...deadlines) }] : [];
}

function deadlinesOf(plan: PlanDocument, wave: PlannedWave, state: PipelineState, current: Progress | null): number[] {
  if (!current) return [];
  if (current.phase === 'waiting') return wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [current.sinceMs + gate.timeoutMs] : []));
  if (!moving(current) || current.watchedSinceMs === null) return [];
  const { type } = state.candidates[current.release].release;
  const lengthMs = current.phase === 'baking' ? bakeMsOf(plan, wave, type) : current.phase === 'shifting' ? wave.shift.steps[current.step].holdMs : 0;
  return [current.watchedSinceMs + lengthMs];
}
