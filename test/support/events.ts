import type { PlanDocument, PlannedGate, PlannedWave } from '../../src/plan/document';
import type { PipelineEvent } from '../../src/plan/event';
import type { PipelineState, Progress } from '../../src/plan/state';

/** A source of choices; the same seed makes the same walk. */
export class Chance {
  constructor(private seed: number) {}

  /** A whole number from 0 up to, not including, `limit`. */
  public below(limit: number): number {
    this.seed = (Math.imul(this.seed ^ (this.seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let x = this.seed;
    x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
    return ((x ^ (x >>> 15)) >>> 0) % limit;
  }

  public pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  public chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const PEOPLE = ['ann', 'bob', 'eve', 'joe'];
export const TYPES = ['feature', 'bugfix', 'security', 'performance', 'experimental', 'hotfix'];

export function digest(n: number): string {
  return `sha256:${n.toString(16).padStart(64, '0')}`;
}

/** A candidate that has not arrived before. */
export function newCandidate(n: number, chance: Chance): PipelineEvent {
  return {
    kind: 'candidateArrived',
    release: {
      version: `1.${n}.0`,
      commit: `c${n}`,
      author: chance.pick(PEOPLE),
      type: chance.pick(TYPES),
      artifacts: [{ name: 'app', digest: digest(n * 2 + 1) }, { name: 'jobs', digest: digest(n * 2 + 2) }],
    },
  };
}

/**
 * Some event that could happen now. Most of them answer what the pipeline waits for, so that walks get far; some come too
 * late, from the wrong person, or about nothing at all.
 */
export function someEvent(plan: PlanDocument, state: PipelineState, chance: Chance): PipelineEvent {
  const roll = chance.below(100);
  if (roll < 8) return newCandidate(Object.keys(state.candidates).length, chance);
  if (roll < 18) return { kind: 'timePassed', toMs: state.nowMs + chance.pick([60_000, 600_000, 3_600_000, 86_400_000]) };
  if (roll < 21) return freezeEvent(plan, chance);
  if (roll < 25) return operatorEvent(plan, state, chance);
  if (roll < 27) return disturb(plan, state, chance);
  return answer(plan, state, chance);
}

function answer(plan: PlanDocument, state: PipelineState, chance: Chance): PipelineEvent {
  const busy = plan.waves.flatMap((wave, i) => (state.waves[i].current ? [{ wave, current: state.waves[i].current! }] : []));
  if (busy.length === 0) return { kind: 'timePassed', toMs: state.nowMs + 1_000 };
  const { wave, current } = chance.pick(busy);
  return aboutWave(wave, current, state, chance);
}

/** An answer to what one wave waits for. */
function aboutWave(wave: PlannedWave, current: Progress, state: PipelineState, chance: Chance): PipelineEvent {
  const about = { wave: wave.name, release: current.release };
  const environment = chance.pick(wave.environments);
  switch (current.phase) {
    case 'waiting':
      return wave.gates.length > 0
        ? gateEvent(wave, chance.pick(wave.gates), current.release, chance)
        : { kind: 'timePassed', toMs: state.nowMs + 60_000 };
    case 'shifting':
      if (current.watchedSinceMs === null) {
        return { kind: 'deploymentFinished', ...about, environment, step: current.step, outcome: chance.chance(95) ? 'succeeded' : 'failed' };
      }
      return watching(wave, current, state, chance);
    case 'verifying': {
      if (wave.verifications.length === 0 || chance.chance(20)) return watching(wave, current, state, chance);
      const verdict = chance.chance(85) ? 'pass' : chance.pick(['fail', 'inconclusive'] as const);
      return { kind: 'verificationJudged', ...about, verification: chance.pick(wave.verifications).id, verdict };
    }
    case 'baking':
      return watching(wave, current, state, chance);
    case 'rollingBack':
      return { kind: 'rollbackFinished', wave: wave.name, environment, to: current.to, outcome: chance.chance(85) ? 'succeeded' : 'failed' };
    case 'rollbackFailed':
      return { kind: 'rollbackRetried', wave: wave.name, by: 'joe' };
  }
}

function watching(wave: PlannedWave, current: Progress, state: PipelineState, chance: Chance): PipelineEvent {
  const signals = wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
  if (signals.length === 0 || chance.chance(35)) return { kind: 'timePassed', toMs: state.nowMs + chance.pick([60_000, 1_800_000, 43_200_000]) };
  const environment = chance.pick(wave.environments);
  // usually the one that is still missing, or a walk would rarely see all of them pass
  const missing = signals.filter((signal) => current.readings[`${environment}/${signal}`] !== 'pass');
  const signal = missing.length > 0 ? chance.pick(missing) : chance.pick(signals);
  const reading = chance.chance(92) ? 'pass' : chance.pick(['fail', 'noData'] as const);
  return { kind: 'signalMeasured', wave: wave.name, environment, release: current.release, signal, reading };
}

function gateEvent(wave: PlannedWave, gate: PlannedGate, release: string, chance: Chance): PipelineEvent {
  const about = { wave: wave.name, gate: gate.id, release };
  if (chance.chance(3)) return { kind: 'gateOverridden', ...about, by: 'joe' };
  if (gate.kind === 'approval') {
    const kind = chance.chance(95) ? 'approvalGiven' : 'approvalRefused';
    return { kind, ...about, by: chance.pick(PEOPLE), groups: chance.chance(85) ? [gate.group] : ['visitors'] };
  }
  if (gate.kind === 'window') return { kind: 'windowChanged', wave: wave.name, gate: gate.id, open: chance.chance(75) };
  return { kind: 'gateJudged', ...about, verdict: chance.chance(80) ? 'pass' : chance.pick(['fail', 'inconclusive'] as const) };
}

function freezeEvent(plan: PlanDocument, chance: Chance): PipelineEvent {
  if (plan.freezes.length === 0) return { kind: 'freezeChanged', freeze: 'unknown', active: true };
  return { kind: 'freezeChanged', freeze: chance.pick(plan.freezes).name, active: chance.chance(30) };
}

function operatorEvent(plan: PlanDocument, state: PipelineState, chance: Chance): PipelineEvent {
  const wave = chance.pick(plan.waves).name;
  const vetoed = Object.values(state.candidates).filter((candidate) => candidate.vetoed);
  if (vetoed.length > 0 && chance.chance(50)) return { kind: 'vetoLifted', release: chance.pick(vetoed).release.version, by: 'joe' };
  if (chance.chance(20)) {
    const release = state.waves[plan.waves.findIndex(({ name }) => name === wave)].current?.release ?? 'none';
    return { kind: 'gateOverridden', wave, gate: 'freeze', release, by: 'joe' };
  }
  return { kind: chance.pick(['rollBackOrdered', 'rollbackRetried', 'heldByOperator', 'resumedByOperator', 'resumedByOperator'] as const), wave, by: 'joe' };
}

/** What should change nothing, or be refused. */
function disturb(plan: PlanDocument, state: PipelineState, chance: Chance): PipelineEvent {
  const wave = chance.pick(plan.waves);
  const known = Object.values(state.candidates);
  const release = known.length > 0 ? chance.pick(known).release : undefined;
  const version = release?.version ?? 'none';
  const about = { wave: wave.name, release: version };
  const signals = wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
  switch (chance.below(9)) {
    case 0: // the same version with other content
      return { kind: 'candidateArrived', release: { ...(release ?? { version, commit: '', author: '', type: 'feature' }), artifacts: [{ name: 'app', digest: digest(999) }] } };
    case 1: // an approval for some release, whether it waits here or not
      return wave.gates.length > 0 ? gateEvent(wave, chance.pick(wave.gates), version, chance) : { kind: 'timePassed', toMs: 0 };
    case 2: // a deployment of a step that is over, or has not begun
      return { kind: 'deploymentFinished', wave: wave.name, environment: chance.pick(wave.environments), release: version, step: chance.below(4), outcome: 'succeeded' };
    case 3: // a veto that may not be there
      return { kind: 'vetoLifted', release: version, by: 'joe' };
    case 4:
      return { kind: 'rollbackFinished', wave: wave.name, environment: chance.pick(wave.environments), to: chance.pick([null, version]), outcome: 'succeeded' };
    case 5: // a verdict about some release, whether it is verified here or not
      return wave.verifications.length > 0
        ? { kind: 'verificationJudged', ...about, verification: chance.pick(wave.verifications).id, verdict: chance.pick(['pass', 'fail'] as const) }
        : { kind: 'timePassed', toMs: state.nowMs };
    case 6: // the same of a signal
      return signals.length > 0
        ? { kind: 'signalMeasured', ...about, environment: chance.pick(wave.environments), signal: chance.pick(signals), reading: chance.pick(['pass', 'fail'] as const) }
        : { kind: 'timePassed', toMs: state.nowMs };
    case 7: // somebody breaks the glass for a release that may not be there
      return { kind: 'gateOverridden', ...about, gate: wave.gates.length > 0 && chance.chance(50) ? chance.pick(wave.gates).id : 'freeze', by: 'joe' };
    default:
      return { kind: 'signalMeasured', wave: 'nowhere', environment: 'nowhere', release: version, signal: 'none', reading: 'fail' };
  }
}
