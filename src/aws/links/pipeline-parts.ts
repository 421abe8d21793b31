import { pipelineName } from '../names';
import type { StageLayout } from '../stages/stage-layout';
import { takesActions } from './expected-actions';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const STAGES_AT_MOST = 50;
/** Source, Build, UpdatePipeline and Assets; or, in a later pipeline, Source and Assets. */
const STAGES_OF_FIRST = 4;
const STAGES_OF_LATER = 2;
/** The stage that hands a release over to the next pipeline. */
export const HAND_OVER = 'hand-over';

/** One of the pipelines of CodePipeline that a release goes through, one after another. */
export interface PipelinePart {
  readonly pipelineName: string;
  readonly stages: StageLayout[];
}

/** The pipelines of a release, and which of them has which stage. There is one, unless the stages, or their actions, are too many for it. */
export class PipelineParts {
  public readonly parts: PipelinePart[];
  private readonly names: ReadonlyMap<string, string>;

  constructor(service: string, stages: StageLayout[]) {
    this.parts = cut(stages).map((part, i) => ({ pipelineName: pipelineName(service, i + 1), stages: part }));
    this.names = new Map(this.parts.flatMap((part) => part.stages.map(({ name }) => [name, part.pipelineName])));
  }

  public get pipelineNames(): string[] {
    return this.parts.map((part) => part.pipelineName);
  }

  /** Whether a release is handed over from one pipeline to another. */
  public get areLinked(): boolean {
    return this.parts.length > 1;
  }

  /** Those with more stages than CodePipeline takes: a wave is never cut in two. */
  public get overfull(): PipelinePart[] {
    return this.parts.filter(({ stages }, i) => stages.length > room(i, i < this.parts.length - 1));
  }

  /** Name of the pipeline that has a stage. */
  public nameOf(stage: string): string {
    return this.names.get(stage)!;
  }
}

/** Between waves, as late as possible: what was there before stays where it is when a wave is added. */
function cut(stages: StageLayout[]): StageLayout[][] {
  if (fits(stages, 0, false)) return [stages];
  const parts: StageLayout[][] = [[]];
  for (const wave of waves(stages)) {
    const last = parts[parts.length - 1];
    if (last.length > 0 && !fits([...last, ...wave], parts.length - 1, true)) parts.push([...wave]);
    else last.push(...wave);
  }
  return parts;
}

function fits(stages: StageLayout[], index: number, handsOver: boolean): boolean {
  return stages.length <= room(index, handsOver) && takesActions(stages);
}

/** How many stages of waves a pipeline has room for. */
function room(index: number, handsOver: boolean): number {
  return STAGES_AT_MOST - (index === 0 ? STAGES_OF_FIRST : STAGES_OF_LATER) - (handsOver ? 1 : 0);
}

function waves(stages: StageLayout[]): StageLayout[][] {
  const byWave = new Map<string, StageLayout[]>();
  for (const stage of stages) byWave.set(stage.wave, [...byWave.get(stage.wave) ?? [], stage]);
  return [...byWave.values()];
}
