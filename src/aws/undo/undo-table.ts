import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { PipelineParts } from '../links/pipeline-parts';

/** What can have undone a release, as far as CodePipeline tells. */
export const CAUSES = ['deployment', 'verification', 'signal', 'operator', 'unknown'] as const;
export type Cause = (typeof CAUSES)[number];

/** A stage that can be rolled back. */
export interface UndoableStage {
  /** Name of the pipeline that has it. Left out: the first one. */
  readonly pipeline?: string;
  readonly stage: string;
  readonly wave: string;
  /** Seconds between two looks at its rollback. */
  readonly pause: number;
}

/** What is undone when. Plain data: it stands in the definition of the state machine. */
export interface UndoTable {
  /** Names of the pipelines after the first one. */
  readonly later: string[];
  /** Deploy stages, the last one first: the order in which they are undone. */
  readonly order: UndoableStage[];
  /** The wave of each stage whose failure undoes something. */
  readonly waveOf: Record<string, string>;
  /** The wave that a release has entered, by the stage it stands in. */
  readonly entered: Record<string, string>;
  /** Stages with whose success a release is through its wave, unless a bake goes on behind them. */
  readonly ends: string[];
  /** By wave: the causes after which the other waves are undone as well. */
  readonly promoted: Record<string, Cause[]>;
}

/** How often a rollback is looked at before a person is asked to: the history of a state machine ends after 25,000 events. */
export const LOOKS_AT_MOST = 30;
/** What a deployment takes besides what its wave says. How long it stands at hooks of ECS, the wave does not say. */
const MARGIN_SECONDS = 7200;
/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateDeploymentStrategy.html */
const FLAG_BAKES_AT_MOST_MS = 86_400_000;

export function undoTable(plan: PlanDocument, { parts, pipelineNames }: PipelineParts): UndoTable {
  const [first, ...later] = pipelineNames;
  const stages = parts.flatMap((part) => part.stages.map((stage) => ({ ...stage, pipeline: part.pipelineName })));
  const waves = new Map(plan.waves.map((wave) => [wave.name, wave]));
  const deploys = stages.filter(({ kind }) => kind === 'deploy').reverse();
  const byWave = plan.waves.map(({ name }) => stages.filter(({ wave }) => wave === name));
  const deploy = (some: typeof stages) => some.map(({ kind }) => kind === 'deploy');
  const watched = stages.filter(({ kind }) => kind === 'deploy' || kind === 'soak');
  return {
    later,
    order: deploys.map(({ name, wave, pipeline }) => (
      { ...pipeline === first ? {} : { pipeline }, stage: name, wave, pause: pauseOf(waves.get(wave)!) })),
    waveOf: Object.fromEntries(watched.map(({ name, wave }) => [name, wave])),
    entered: Object.fromEntries(byWave.flatMap((own) => own.slice(deploy(own).indexOf(true))).map(({ name, wave }) => [name, wave])),
    ends: byWave.flatMap((own) => own.slice(deploy(own).lastIndexOf(true))).map(({ name }) => name),
    promoted: Object.fromEntries(plan.waves.map((wave) => [wave.name, promotedCauses(wave)])),
  };
}

/**
 * Alarms share a condition, and a shift that an alarm has stopped is a deployment that failed: one signal with this scope
 * stands for all of them, and for deployments. To undo too much is safe, to undo too little is not.
 */
function promotedCauses({ triggers }: PlannedWave): Cause[] {
  const promoted = (kind: string) => triggers.some((trigger) => trigger.kind === kind && trigger.scope === 'promoted');
  const applies: Record<Exclude<Cause, 'unknown'>, boolean> = {
    deployment: promoted('failedDeployment') || promoted('signal'),
    verification: promoted('failedVerification'),
    signal: promoted('signal'),
    operator: promoted('operator'),
  };
  const automatic = applies.deployment || applies.verification;
  return CAUSES.filter((cause) => (cause === 'unknown' ? automatic : applies[cause]));
}

function pauseOf({ shift, bakeMs }: PlannedWave): number {
  const keptMs = shift.kind === 'blueGreen' ? shift.keepOldMs : 0;
  const bakedMs = shift.kind === 'flag' ? Math.min(bakeMs, FLAG_BAKES_AT_MOST_MS) : 0;
  const shiftSeconds = shift.steps.reduce((sum, { holdMs }) => sum + holdMs, keptMs + bakedMs) / 1000;
  return Math.max(60, Math.ceil((shiftSeconds + MARGIN_SECONDS) / LOOKS_AT_MOST));
}
