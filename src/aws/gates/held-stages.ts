import type { PipelineParts } from '../links/pipeline-parts';
import type { EntryLayout, StageLayout } from '../stages/stage-layout';
import type { HeldStage } from './held-stage';

/**
 * The stages before which releases are held. A freeze holds them before the first stage of a wave, so that nobody is asked
 * in vain. Another release in the wave holds them before the entry: what is asked there has to be true of the moment of the
 * deployment, so nobody is asked who could not be deployed at once.
 * @param calendarsOf names of the calendars of some freezes
 */
export function heldStages(stages: StageLayout[], parts: PipelineParts, calendarsOf: (freezes: readonly string[]) => string[]): HeldStage[] {
  const units = unitsOf(stages);
  return stages.flatMap((stage, i) => {
    const unit = units.find(([first]) => first === stage) ?? [];
    const isFirst = stages[i - 1]?.wave !== stage.wave;
    const asked = freezesOf(isFirst ? stages.filter(({ wave }) => wave === stage.wave) : unit);
    const occupied = stage.kind === 'window' || stage.kind === 'entry' ? unit.map(({ name }) => name) : [];
    if (occupied.length === 0 && (!isFirst || asked.length === 0)) return [];
    return [{ pipelineName: parts.nameOf(stage.name), stage: stage.name, freezes: isFirst ? asked : [], calendars: calendarsOf(asked), occupied }];
  });
}

/** What a wave, or one environment of it with stages of its own, has from its entry to the end of its bake. */
function unitsOf(stages: StageLayout[]): StageLayout[][] {
  const units: StageLayout[][] = [];
  for (const stage of stages.filter(({ kind }) => kind !== 'gate')) {
    const last = units[units.length - 1];
    const isOver = !last || (stage.kind !== 'soak' && last.some(({ kind }) => kind === 'deploy'));
    if (isOver) units.push([stage]);
    else last.push(stage);
  }
  return units;
}

function freezesOf(stages: StageLayout[]): string[] {
  return stages.filter((stage): stage is EntryLayout => stage.kind === 'entry').flatMap(({ freezes }) => freezes);
}
