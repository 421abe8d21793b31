import type { RollbackScopeSpec } from '../../model/spec';
import type { PlanDocument, PlannedTrigger, PlannedWave } from '../../plan/document';
import type { WaveEntry } from '../../plan/lookup';
import { lookup } from '../../plan/lookup';
import { bakeMsOf, pathOf } from '../../plan/path';
import { BAKING, ROLLBACK_FAILED, SHIFTING, VERIFYING } from './layout';

/** How a trigger can fire in a phase: not at all, at some moment of it, or at every moment of it. */
export enum Firing { NEVER, SOMETIMES, ALWAYS }

/** Whether something can fire, by phase. */
export type ByPhase = readonly Firing[];

/** What moves look up of a wave. */
export interface WaveRow {
  /** Indices of all waves that must be done before. */
  readonly before: readonly number[];
  /** Whether somebody or something can turn a release away for good. */
  readonly turnsAway: boolean;
  readonly undo: ByPhase;
  readonly undoPromoted: ByPhase;
  /** Whether the scope of an operator's order is `promoted`. */
  readonly orderPromoted: boolean;
  /** By release: whether nothing holds it here, so that it never waits. */
  readonly direct: readonly boolean[];
  /** By release and phase: the next phase; 0 when it is done. */
  readonly next: readonly (readonly number[])[];
}

const MOVING = [SHIFTING, VERIFYING, BAKING];

/**
 * @param types of the releases, by their bits
 * @param observed phases that must be told apart
 */
export function waveTable(plan: PlanDocument, types: readonly string[], observed: ReadonlySet<number>): WaveRow[] {
  const { entries } = lookup(plan);
  const index = new Map(plan.waves.map(({ name }, i) => [name, i]));
  return entries.map((entry) => {
    const { wave } = entry;
    return {
      before: entry.before.map((name) => index.get(name)!),
      turnsAway: wave.gates.some(({ kind }) => kind === 'approval' || kind === 'check' || kind === 'evidence' || kind === 'change'),
      undo: firing(entry, 'wave', observed),
      undoPromoted: firing(entry, 'promoted', observed),
      orderPromoted: wave.triggers.some(({ kind, scope }) => kind === 'operator' && scope === 'promoted'),
      direct: types.map((type) => {
        const { passesWindows, passesFreezes } = pathOf(plan, type);
        return wave.gates.every(({ kind }) => kind === 'window' && passesWindows) && (entry.freezes.length === 0 || passesFreezes);
      }),
      next: types.map((type) => chain(phasesOf(plan, wave, type).filter((phase) => phase === SHIFTING || observed.has(phase)))),
    };
  });
}

/** The phases in which a release has traffic in a wave. */
export function phasesOf(plan: PlanDocument, wave: PlannedWave, type: string): number[] {
  return [SHIFTING, ...wave.verifications.length > 0 ? [VERIFYING] : [], ...bakeMsOf(plan, wave, type) > 0 ? [BAKING] : []];
}

function chain(phases: number[]): number[] {
  const next = Array<number>(ROLLBACK_FAILED + 1).fill(0);
  phases.forEach((phase, i) => { next[phase] = phases[i + 1] ?? 0; });
  return next;
}

/** A phase that is not observed is part of the shift, which then fires whatever that phase would. */
function firing(entry: WaveEntry, scope: RollbackScopeSpec, observed: ReadonlySet<number>): Firing[] {
  const byPhase = Array<Firing>(ROLLBACK_FAILED + 1).fill(Firing.NEVER);
  const { wave } = entry;
  const scopeOf = (kind: PlannedTrigger['kind']) => (wave.triggers.some((trigger) => trigger.kind === kind && trigger.scope === 'promoted') ? 'promoted' : 'wave');
  const always = scopeOf('operator') === scope || wave.triggers.some((trigger) => trigger.kind === 'signal' && trigger.scope === scope);
  const verifies = wave.verifications.length > 0 && scopeOf('failedVerification') === scope;
  for (const phase of MOVING) if (always) byPhase[phase] = Firing.ALWAYS;
  if (always) return byPhase;
  if (scopeOf('failedDeployment') === scope) byPhase[SHIFTING] = Firing.SOMETIMES;
  if (verifies && observed.has(VERIFYING)) byPhase[VERIFYING] = Firing.ALWAYS;
  else if (verifies) byPhase[SHIFTING] = Firing.SOMETIMES;
  return byPhase;
}
