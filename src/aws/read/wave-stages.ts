import { STAGES_OF_CDK_PIPELINES } from '../handed-over';
import type { Notes } from './notes';
import type { WrittenAction, WrittenPipeline, WrittenStage } from './written-pipeline';

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

const DEPLOYS = /deploy|release|rollout|promote|apply/i;

/**
 * Puts the stages of a pipeline into waves. What makes a candidate is no wave. A stage without a deployment guards the next one
 * that has it; one that watches alarms for a while belongs to the one before.
 * @param waveOf the wave of each stage, where the pipeline's own rollback knows it
 */
export function waveStages(pipeline: WrittenPipeline, waveOf: ReadonlyMap<string, string>, notes: Notes): WaveStages[] {
  for (const { at } of pipeline.stages.slice(1).flatMap(({ actions }) => actions).filter(({ category }) => category === 'Source')) {
    notes.add(at, 'fetches a source after the first stage, which CodePipeline refuses');
  }
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

/** Actions that put something where it runs. */
export function isDeployment({ category, provider, configuration }: WrittenAction): boolean {
  // a change set that is only prepared changes nothing
  return category === 'Deploy' && !(provider === 'CloudFormation' && configuration.ActionMode === 'CHANGE_SET_REPLACE');
}

/** Actions that are taken for a deployment because they are called one: builds and functions can do anything. */
export function isCalledDeployment(stage: WrittenStage, { name, category }: WrittenAction): boolean {
  return ['Invoke', 'Build', 'Compute'].includes(category) && (DEPLOYS.test(name) || (DEPLOYS.test(stage.name) && !/test|verify|check|lint|scan/i.test(name)));
}

function deploys(stage: WrittenStage, { stages }: WrittenPipeline, notes: Notes): boolean {
  if (stage.actions.some(isDeployment)) return true;
  // where something deploys as such, what is only called so is something else
  if (stages.some(({ actions }) => actions.some(isDeployment))) return false;
  const called = stage.actions.filter((action) => isCalledDeployment(stage, action));
  for (const { at } of called) notes.add(at, 'is taken for a deployment, since it is called one; what it does is not known');
  return called.length > 0;
}

/** Stages at the beginning that fetch and build a candidate, and those with which CDK Pipelines keeps itself up to date. */
function withoutCandidate(stages: WrittenStage[]): WrittenStage[] {
  const built = stages.findIndex(({ actions }) => actions.some(isDeployment));
  const early = built < 0 ? stages.length : built;
  const lastOutput = stages.slice(0, early).map(({ actions }) => actions.some(({ category, outputs }) => category === 'Build' && outputs > 0)).lastIndexOf(true);
  return stages.filter(({ name, actions }, i) => {
    const fetches = actions.some(({ category }) => category === 'Source');
    const builds = i <= lastOutput && actions.every(({ category }) => ['Build', 'Test', 'Compute'].includes(category));
    return !(fetches || builds || (i < early && STAGES_OF_CDK_PIPELINES.includes(name)));
  });
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
