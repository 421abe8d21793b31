import type { PlanDocument } from '../../plan/document';
import { PLAN_VERSION } from '../../plan/document';
import { named } from '../../plan/reading/named';
import { Alarms } from './alarms';
import { expeditedPaths } from './expedited';
import { Jobs } from './jobs';
import { machines } from './machines';
import type { Notes } from './notes';
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
  const waves = waveStages(pipeline, known.waveOf, notes).map((stages) => reader.read(stages));
  const held = waves.map(({ planned, freezes }) => ({ environments: planned.environments, freezes: freezes.map(({ name }) => name) }));
  const { environments, freezes, isExact } = tiered(held, waves.flatMap((wave) => wave.freezes));
  if (!isExact) notes.add(pipeline.at, 'its freezes hold more different groups of waves than there are tiers, so some hold more than they do');
  if (pipeline.mode === 'PARALLEL') notes.add({ ...pipeline.at, path: 'ExecutionMode' }, 'releases overtake one another, and none can be rolled back; read as if they kept their order');
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
    waves: waves.map(({ planned }, i) => ({ ...planned, after: i > 0 ? [waves[i - 1].planned.name] : [] })),
  };
}

/** A pipeline is called by its service. */
function serviceOf({ name, id }: WrittenPipeline): string {
  return named(name.includes('${') ? id : name.replace(/-release$/, ''), named(id, 'service'), 30);
}
