import type { PlanDocument, PlannedTrigger, PlannedWave } from '../../plan/document';

/** What undoes a release without anybody's order; where nothing is verified no verification fails. */
export function automaticTriggers({ triggers, verifications }: PlannedWave): PlannedTrigger[] {
  return triggers.filter(({ kind }) => kind !== 'operator' && (kind !== 'failedVerification' || verifications.length > 0));
}

/** The environments in which a wave that fails undoes the release as well, the last one first. */
export function undoneWith(plan: PlanDocument, wave: PlannedWave): string[] {
  if (!automaticTriggers(wave).some(({ scope }) => scope === 'promoted')) return [];
  const before = ancestors(plan, wave);
  return plan.waves.filter(({ name }) => before.has(name)).flatMap(({ environments }) => environments).reverse();
}

/** The Stages that may change the Application of an environment: its own, and those that undo what runs there. */
export function authorizedStages(plan: PlanDocument, environment: string): string[] {
  return [environment, ...plan.waves.filter((wave) => undoneWith(plan, wave).includes(environment)).flatMap(({ environments }) => environments)];
}

/** Names of the waves that a release has been through when it enters this one. */
function ancestors(plan: PlanDocument, { after }: PlannedWave): Set<string> {
  const found = new Set<string>();
  for (const open = [...after]; open.length > 0;) {
    const name = open.pop()!;
    if (found.has(name)) continue;
    found.add(name);
    open.push(...plan.waves.find((wave) => wave.name === name)?.after ?? []);
  }
  return found;
}
