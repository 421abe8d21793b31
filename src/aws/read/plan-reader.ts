import type { PlanDocument, PlannedWave } from '../../plan/document';
import { PLAN_VERSION } from '../../plan/document';
import { named } from '../../plan/reading/named';
import { Alarms } from './alarms';
import { expeditedPaths } from './expedited';
import { Jobs } from './jobs';
import { machines } from './machines';
import type { Notes } from './notes';
import { placeText } from './notes';
import type { Reading } from './reading';
import { Signals } from './signals';
import type { Templates } from './templates';
import { tiered } from './tiers';
import { WaveReader } from './wave-reader';
import { waveStages } from './wave-stages';
import type { WrittenPipeline } from './written-pipeline';

/** The plan that a pipeline carries out, as far as the templates say it. */
export function readPlan(pipeline: WrittenPipeline, templates: Templates, notes: Notes): PlanDocument {
  const service = serviceOf(pipeline);
  const reading: Reading = {
    pipeline, templates, service, notes, alarms: new Alarms(templates, notes), signals: new Signals(notes), jobs: new Jobs(templates, notes),
  };
  const known = machines(templates, pipeline);
  const reader = new WaveReader(reading, known);
  const planned: PlannedWave[] = [];
  const waves = waveStages(pipeline, known.waveOf, notes).map((stages) => {
    const wave = reader.read(stages);
    const after = planned.length > 0 ? [planned[planned.length - 1].name] : [];
    planned.push(notes.seen.done({ ...wave.planned, after }, 'CodePipeline', placeText(stages.units[0].deploy.at)));
    return wave;
  });
  const held = waves.map(({ planned: { environments: own }, freezes }) => ({ environments: own, freezes: freezes.map(({ name }) => name) }));
  const { environments, freezes, isExact } = tiered(held, waves.flatMap((wave) => wave.freezes));
  if (!isExact) notes.add(pipeline.at, 'its freezes hold more different groups of waves than there are tiers, so some hold more than they do');
  if (pipeline.mode === 'PARALLEL') {
    const at = { ...pipeline.at, path: 'ExecutionMode' };
    notes.add(at, 'releases overtake one another, and none can be rolled back; read as if they kept their order');
    notes.seen.faults.push({ kind: 'parallel', at: placeText(at), got: pipeline.mode });
  }
  return {
    version: PLAN_VERSION,
    service,
    path: service,
    supersede: pipeline.mode === 'SUPERSEDED',
    traffic: null,
    environments,
    signals: reading.signals.specs,
    freezes,
    expedited: expeditedPaths(waves),
    acknowledged: [],
    waves: planned,
  };
}

/** A pipeline is called by its service. */
function serviceOf({ name, id }: WrittenPipeline): string {
  return named(name.includes('${') ? id : name.replace(/-release$/, ''), named(id, 'service'), 30);
}
