import type { PlanDocument, PlannedGate, PlannedTrigger, PlannedWave } from '../../plan/document';
import { measuredNames, quietNames, triggerNames } from '../../plan/wave-facts';

/**
 * A wave alone, with no more of a kind than can matter. What happens in other waves reaches it only through who is queued
 * and who is undone, and that is what moves explore.
 *
 * A few environments stand for any number of them: the transition asks of environments only whether all have finished, whether
 * all have passed, and whether one has failed. With all but the first ones merged into the last that is kept, which has
 * finished or passed when they all have, each event does what it did before, or nothing. The same holds for signals
 * and gates that are treated alike, and for freezes.
 * @param atMost environments, freezes, and signals and gates of one kind, that are kept
 */
export function singleWave(plan: PlanDocument, wave: PlannedWave, atMost: number): PlanDocument {
  const environments = wave.environments.slice(0, atMost);
  const kept = new Set(fewOfEach(plan, wave.triggers, atMost));
  const triggers = wave.triggers.filter((trigger) => kept.has(trigger));
  const gates = alike(wave.gates, treatmentOf).flatMap((group) => group.slice(0, atMost));
  const alone: PlannedWave = { ...wave, after: [], environments, triggers, gates };
  const signals = new Set([...triggerNames(alone), ...measuredNames(alone), ...quietNames(alone)]);
  const tiers = new Set(plan.environments.filter(({ name }) => wave.environments.includes(name)).map(({ tier }) => tier));
  // the cut must not take away the only environment of a tier, and with it a freeze
  const tier = [...tiers][0];
  const freezes = plan.freezes.filter((freeze) => freeze.tiers.some((name) => tiers.has(name))).slice(0, atMost);
  return {
    ...plan,
    waves: [alone],
    environments: environments.map((name) => ({ name, tier, labels: {} })),
    signals: plan.signals.filter(({ name }) => signals.has(name)),
    freezes: freezes.map((freeze) => ({ ...freeze, tiers: [tier] })),
  };
}

/** The same for gates that the transition treats alike. */
function treatmentOf(gate: PlannedGate): string {
  switch (gate.kind) {
    case 'approval': return `approval ${gate.group} ${gate.quorum} ${gate.excludeAuthor} ${gate.timeoutMs}`;
    case 'window': return 'window';
    case 'quiet': case 'budget': return 'moment that can be overridden';
    case 'dependsOn': return 'moment';
    case 'check': case 'evidence': case 'change': return 'for good';
  }
}

/** Of signals with the same scope and policy one, or so many where there is no other kind. */
function fewOfEach(plan: PlanDocument, triggers: readonly PlannedTrigger[], atMost: number): PlannedTrigger[] {
  const policyOf = (signal: string) => plan.signals.find(({ name }) => name === signal)?.noData;
  const groups = alike(triggers, (trigger) => (trigger.kind === 'signal' ? `${trigger.scope} ${policyOf(trigger.signal)}` : trigger.kind));
  const treatments = groups.filter(([{ kind }]) => kind === 'signal').length;
  return groups.flatMap((group) => group.slice(0, treatments > 1 ? 1 : atMost));
}

function alike<T>(values: readonly T[], treatment: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(treatment(value), [...groups.get(treatment(value)) ?? [], value]);
  return [...groups.values()];
}
