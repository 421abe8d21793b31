import { withoutCandidate } from './candidate-stages';
import type { Notes } from './notes';
import type { WrittenAction, WrittenPipeline, WrittenStage } from './written-pipeline';

/** Pipelines that a release goes through one after another become one: where a stage starts another pipeline, its stages follow. */
export function linked(pipelines: WrittenPipeline[], notes: Notes): WrittenPipeline[] {
  const nextOf = (pipeline: WrittenPipeline) => {
    const names = startedBy(pipeline).map(({ configuration }) => configuration.PipelineName);
    return pipelines.find((other) => other !== pipeline && names.some((name) => isNamed(other, name)));
  };
  const later = new Set(pipelines.flatMap((pipeline) => nextOf(pipeline) ?? []));
  // a ring has no beginning, so each of it is read for itself
  const first = later.size < pipelines.length ? pipelines.filter((pipeline) => !later.has(pipeline)) : pipelines;
  return first.map((pipeline) => ({ ...pipeline, stages: stagesThrough(pipeline, nextOf, notes) }));
}

function stagesThrough(begin: WrittenPipeline, nextOf: (pipeline: WrittenPipeline) => WrittenPipeline | undefined, notes: Notes): WrittenStage[] {
  const seen = new Set<WrittenPipeline>();
  const stages: WrittenStage[] = [];
  for (let at: WrittenPipeline | undefined = begin; at && !seen.has(at); at = nextOf(at)) {
    seen.add(at);
    stages.push(...(at === begin ? at.stages : withoutCandidate(at.stages)).flatMap(withoutHandOver));
    for (const { at: place, configuration } of nextOf(at) ? [] : startedBy(at)) {
      notes.add(place, `goes on in the pipeline "${configuration.PipelineName ?? ''}", which is not among the templates`);
    }
  }
  return stages;
}

function startedBy({ stages }: WrittenPipeline): WrittenAction[] {
  return stages.flatMap(({ actions }) => actions.filter(starts));
}

function starts({ category, provider }: WrittenAction): boolean {
  return category === 'Invoke' && provider === 'CodePipeline';
}

/** Besides starting the next pipeline, a candidate is put where that finds it, as one file. */
function withoutHandOver(stage: WrittenStage): WrittenStage[] {
  if (!stage.actions.some(starts)) return [stage];
  const actions = stage.actions.filter((action) => !starts(action) && !(action.provider === 'S3' && action.configuration.Extract === 'false'));
  return actions.length > 0 ? [{ ...stage, actions }] : [];
}

function isNamed({ id, name }: WrittenPipeline, called: string | undefined): boolean {
  return called !== undefined && called !== '' && [name, `\${${id}}`].includes(called);
}
