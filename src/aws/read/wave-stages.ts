import { withoutCandidate } from './candidate-stages';
import { isCalledDeployment, isDeployment } from './deployment-action';
import type { Notes } from './notes';
import type { WrittenPipeline, WrittenStage } from './written-pipeline';

/** A stage that deploys, with the stages that stand guard before it and watch after it. */
export interface Unit {
  readonly before: WrittenStage[];
  readonly deploy: WrittenStage;
  readonly after: WrittenStage[];
}

/** What is released together: one unit, or several in a row that are undone together. */
export interface WaveStages {
  readonly name: string;
  readonly units: Unit[];
}

/**
 * Puts the stages of a pipeline into waves. What makes a candidate is no wave. A stage without a deployment guards the next one
 * that has it; one that watches alarms for a while belongs to the one before.
 * @param waveOf the wave of each stage, where the pipeline's own rollback knows it
 */
export function waveStages(pipeline: WrittenPipeline, waveOf: ReadonlyMap<string, string>, notes: Notes): WaveStages[] {
  const units: Unit[] = [];
  let before: WrittenStage[] = [];
  const released = withoutCandidate(pipeline.stages);
  const later = (stage: WrittenStage) => released.slice(released.indexOf(stage) + 1).some((other) => deploys(other, pipeline, notes));
  for (const stage of released) {
    const last = units[units.length - 1];
    if (deploys(stage, pipeline, notes)) {
      units.push({ before, deploy: stage, after: [] });
      before = [];
    } else if (last && (watches(stage) || !later(stage))) {last.after.push(stage);} else {before.push(stage);}
  }
  if (units.length === 0) notes.add(pipeline.at, 'deploys nothing that could be recognized, so there is no wave');
  for (const { at } of units.length === 0 ? before : []) notes.add(at, 'stands before no deployment');
  return joined(units, waveOf);
}

function deploys(stage: WrittenStage, { stages }: WrittenPipeline, notes: Notes): boolean {
  if (stage.actions.some(isDeployment)) return true;
  // where something deploys as such, what is only called so is something else
  if (stages.some(({ actions }) => actions.some(isDeployment))) return false;
  const called = stage.actions.filter((action) => isCalledDeployment(stage, action));
  for (const { at } of called) notes.add(at, 'is taken for a deployment, since it is called one; what it does is not known');
  return called.length > 0;
}

function watches({ onSuccess }: WrittenStage): boolean {
  return onSuccess.some(({ provider, configuration }) => provider === 'CloudWatchAlarm' && configuration.WaitTime !== undefined);
}

function joined(units: Unit[], waveOf: ReadonlyMap<string, string>): WaveStages[] {
  const waves: WaveStages[] = [];
  for (const unit of units) {
    const name = waveOf.get(unit.deploy.name) ?? unit.deploy.name;
    const last = waves[waves.length - 1];
    if (last && last.name === name) last.units.push(unit);
    else waves.push({ name, units: [unit] });
  }
  return waves;
}
