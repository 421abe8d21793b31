import type { EnvironmentSpec, RollbackScopeSpec } from '../../../model/spec';
import type { PlannedTrigger, PlannedWave } from '../../../plan/document';
import { named } from '../../../plan/reading/named';
import { tierCalled } from '../../../plan/reading/tier';
import { APPLICATION, CLUSTER_PROMOTION_TASK, PROMOTION_TASK } from '../../rules/kinds';
import type { AdmissionCalendar } from '../admission-calendar';
import type { ReadGate } from '../planned-gates';
import { plannedGates } from '../planned-gates';
import type { Reading } from '../reading';
import { releasedObjects } from '../released';
import type { Shifting } from '../shift';
import { planned, together } from '../shift-of-wave';
import type { Sources } from '../sources';
import { judgedBy, verifiedBy } from './asked-jobs';
import type { ReadStage } from './stage';
import type { ReadPromotion } from './stage-reader';
import { readPromotion } from './stage-reader';
import type { StageWave } from './stage-waves';
import { applicationOf, said } from './stage-waves';

/** Reads a wave: what its Stages ask and undo, and what happens in its environments. */
export function readWave(wave: StageWave, calendar: AdmissionCalendar, reading: Reading): PlannedWave {
  const promotions = wave.stages.map((stage) => readPromotion(stage, reading));
  const [first] = wave.stages;
  const shifting = together(wave.stages.flatMap((stage) => shiftings(stage, reading)), first.manifest.root, reading.notes);
  const names = wave.stages.map(({ name }) => name);
  const windows = calendar.windows.filter(({ stages }) => stages.some((stage) => names.includes(stage)))
    .map((rule): ReadGate => ({ kind: 'window', windows: rule.windows }));
  const judged = wave.judges.flatMap((stage) => judgedBy(stage, reading));
  return {
    name: named(wave.name, 'wave'),
    after: wave.after.map((name) => named(name, 'wave')),
    environments: names.map((name) => named(name, 'environment')),
    gates: plannedGates([...judged, ...windows, ...promotions.flatMap(({ gates }) => gates)]),
    shift: shifting.shift,
    verifications: planned([...shifting.verifications, ...wave.stages.flatMap((stage) => laterVerified(stage, reading))]),
    bakeMs: Math.max(wave.soakMs, ...promotions.map(({ bakeMs }) => bakeMs)),
    triggers: triggers(wave, promotions, shifting, reading),
  };
}

/** The environment of a Stage, with the tier that its Application says. */
export function environmentOf(stage: ReadStage, { sources }: Reading): EnvironmentSpec {
  const tier = said(applicationOf(stage, sources.of(APPLICATION)), 'Tier');
  return { name: named(stage.name, 'environment'), tier: tier || tierCalled(stage.name), labels: {} };
}

function shiftings(stage: ReadStage, reading: Reading): Shifting[] {
  const folder = reading.sources.folder(stage.name);
  const found = folder ? releasedObjects(folder).map(({ shifting }) => shifting(reading)) : [];
  if (found.length === 0) {
    reading.notes.add(stage.manifest.root, 'nothing that is released there is among the manifests: how its traffic moves is not known');
    reading.notes.seen.hide('nothing that is released there is among the manifests', 'shift', 'signals', 'bake');
  }
  return found;
}

/** What Kargo verifies by itself comes when the release is done, and its failure takes nothing back. */
function laterVerified(stage: ReadStage, reading: Reading): Shifting['verifications'] {
  const found = verifiedBy(stage, reading);
  if (found.length > 0) reading.notes.add(stage.manifest.spec.at('verification'), 'is verified after the promotion, and a failure takes nothing back');
  return found;
}

function triggers({ stages }: StageWave, promotions: ReadPromotion[], shifting: Shifting, { notes, sources }: Reading): PlannedTrigger[] {
  const { watched, verifications, undoesFailed } = shifting;
  const names = stages.map(({ name }) => name);
  const scope: RollbackScopeSpec = promotions.some(({ undone }) => undone.some((name) => !names.includes(name))) ? 'promoted' : 'wave';
  const inGit = promotions.every(({ undone }, i) => undone.includes(names[i]));
  if (!inGit) {
    notes.add(stages[0].manifest.root, 'what fails stays in Git, and the next change starts it again');
    for (const task of absentTasks(stages, sources)) notes.seen.hide(`the task "${task}" is not among the manifests`, 'failure', 'signals', 'bake');
  }
  const kinds: PlannedTrigger[] = [
    ...inGit || undoesFailed ? [{ kind: 'failedDeployment' as const, scope }] : [],
    ...inGit || undoesFailed || verifications.length > 0 ? [{ kind: 'failedVerification' as const, scope }] : [],
    { kind: 'operator', scope: 'wave' },
  ];
  const signals = [...new Set([...watched, ...promotions.flatMap((one) => one.watched)])].sort();
  return [...kinds, ...signals.map((signal): PlannedTrigger => ({ kind: 'signal', signal, scope }))];
}

/** Names of the tasks that promotions run and that are nowhere. */
function absentTasks(stages: readonly ReadStage[], sources: Sources): string[] {
  const known = new Set([PROMOTION_TASK, CLUSTER_PROMOTION_TASK].flatMap((kind) => sources.of(kind)).map(({ name }) => name));
  const asked = stages.flatMap(({ steps }) => steps.map((step) => step.at('task', 'name').text));
  return [...new Set(asked)].filter((name) => name !== '' && !known.has(name));
}
