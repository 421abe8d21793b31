import type { FreezeSpec } from '../../../model/spec';
import type { PlanDocument, PlannedWave } from '../../../plan/document';
import { PLAN_VERSION } from '../../../plan/document';
import { named } from '../../../plan/reading/named';
import { STAGE } from '../../rules/kinds';
import type { StagesFreeze } from '../admission-calendar';
import { admissionCalendar } from '../admission-calendar';
import type { Notes } from '../notes';
import type { Reading } from '../reading';
import { Signals } from '../signals';
import type { Sources } from '../sources';
import type { ReadStage } from './stage';
import { readStage } from './stage';
import { stageWaves } from './stage-waves';
import { environmentOf, readWave } from './wave-reader';

/** A plan for each project of Kargo. */
export function kargoPlans(sources: Sources, notes: Notes): PlanDocument[] {
  const stages = sources.of(STAGE).map(readStage);
  const projects = [...new Set(stages.map(({ manifest }) => manifest.namespace))];
  return projects.map((project) => readProject(project, stages.filter(({ manifest }) => manifest.namespace === project), sources, notes));
}

function readProject(project: string, stages: ReadStage[], sources: Sources, notes: Notes): PlanDocument {
  const reading: Reading = { sources, notes, signals: new Signals(sources, notes) };
  const calendar = admissionCalendar(project, reading);
  const groups = stageWaves(stages, sources);
  const isCalendarSeen = calendar.windows.length + calendar.freezes.length > 0;
  const waves = groups.map((wave) => {
    const planned = readWave(wave, calendar, reading);
    if (!isCalendarSeen) notes.seen.hide('no ValidatingAdmissionPolicy is among the manifests', 'windows');
    for (const stage of judgesNothing(planned) ? wave.stages.filter((one) => goesOnAtOnce(one, stages)) : []) {
      notes.seen.faults.push({ kind: 'unverified', at: stage.manifest.root.path, got: 'neither a verification of the Stage nor a requiredSoakTime behind it' });
    }
    return notes.seen.done(planned, 'Kargo', wave.stages[0].manifest.root.path);
  });
  const places = groups.flatMap((wave) => wave.stages);
  const environments = places.map((stage) => environmentOf(stage, reading));
  const tiers = new Map(places.map((stage, i) => [stage.name, environments[i].tier]));
  const service = serviceOf(project, stages);
  return {
    version: PLAN_VERSION,
    service,
    path: service,
    // Kargo promotes the newest Freight
    supersede: true,
    traffic: null,
    environments,
    signals: reading.signals.specs,
    freezes: calendar.freezes.map((freeze) => tiered(freeze, tiers, notes)),
    expedited: [],
    acknowledged: [],
    waves: inOrder(waves),
  };
}

function judgesNothing({ bakeMs, verifications, triggers }: PlannedWave): boolean {
  return bakeMs === 0 && verifications.length === 0 && triggers.every(({ kind }) => kind !== 'signal');
}

/** Freight goes on from it as soon as its promotion has ended. */
function goesOnAtOnce({ name, manifest }: ReadStage, stages: readonly ReadStage[]): boolean {
  return !manifest.spec.at('verification').isSet && stages.some(({ from, soak }) => from.includes(name) && !soak.isSet);
}

/** The Warehouse that releases come from is called by the service. */
function serviceOf(project: string, stages: readonly ReadStage[]): string {
  const origins = stages.flatMap(({ manifest }) => manifest.spec.at('requestedFreight').items.map((request) => request.at('origin', 'name').text));
  return named(origins[0] ?? project, 'service', 30);
}

/** A freeze holds Stages; the plan says by their tiers which. */
function tiered({ freeze, stages, at }: StagesFreeze, tiers: ReadonlyMap<string, string>, notes: Notes): FreezeSpec {
  const held = [...new Set(stages.flatMap((stage) => tiers.get(stage) ?? []))].sort();
  const more = [...tiers].filter(([stage, tier]) => held.includes(tier) && !stages.includes(stage)).map(([stage]) => stage);
  if (more.length > 0) notes.add(at, `holds not all of a tier; read as if it held ${more.join(', ')} as well`);
  return { ...freeze, tiers: held };
}

/** Each behind those that come before it; of two that could come next, the one with the first name. */
export function inOrder(waves: readonly PlannedWave[]): PlannedWave[] {
  const left = [...waves].sort((one, other) => (one.name < other.name ? -1 : 1));
  const done: PlannedWave[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ after }) => after.every((name) => !left.some((wave) => wave.name === name)));
    // a ring has no first one
    done.push(...left.splice(Math.max(0, next), 1));
  }
  return done;
}
