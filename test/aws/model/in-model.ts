import type { PlanDocument } from '../../../src/plan/document';
import { environmentOf } from '../../support/codepipeline/actions';
import type { Actor, Controls, StateChange } from '../../support/codepipeline/actor';
import { CodePipeline } from '../../support/codepipeline/code-pipeline';
import type { StageDefinition } from '../../support/codepipeline/definition';
import type { Execution } from '../../support/codepipeline/execution';
import { KeeperActor } from '../../support/codepipeline/keeper-actor';
import { Machines } from '../../support/codepipeline/machines';
import type { Synthesized } from '../../support/codepipeline/synthesized';
import { resourcesOf } from '../../support/codepipeline/template';
import { UndoActor } from '../../support/codepipeline/undo-actor';
import type { Unknowns } from '../../support/codepipeline/unknowns';
import type { Outcome } from './outcome';
import type { Scenario } from './scenario';
import { answerOf, FIRST, MINUTE, START_MS, THINKING_MS } from './scenario';

/** Plays a scenario with the model of CodePipeline as the engine, on what was synthesized, with what the template brings along to hold releases. */
export async function inModel(plan: PlanDocument, written: Synthesized, told: Scenario, unknowns: Partial<Unknowns> = {}): Promise<Outcome> {
  const machines = new Machines();
  const keeper = new KeeperActor(written.pipeline, machines);
  const engine = begun(plan, written, told, unknowns, [keeper]);
  keeper.actOn(engine);
  await machines.accompany(engine, START_MS + told.endsAfterMs);
  return outcome(plan, engine);
}

export interface Undone {
  readonly outcome: Outcome;
  /** What the state machine did. */
  readonly calls: string[];
  /** The releases it has vetoed, in order. */
  readonly vetoes: string[];
  /** What it has told, in order. */
  readonly told: Record<string, string>[];
}

/** The same with the state machine that undoes. */
export async function inModelWithUndo(plan: PlanDocument, written: Synthesized, told: Scenario): Promise<Undone> {
  const machines = new Machines();
  const keeper = new KeeperActor(written.pipeline, machines);
  const undo = new UndoActor(written.pipeline, machines, sourceArtifactOf(written));
  const engine = begun(plan, written, told, {}, [keeper, undo]);
  for (const actor of [keeper, undo]) actor.actOn(engine);
  for (const { wave, afterMs } of told.orders) engine.after(afterMs, () => undo.order({ wave, by: 'anna' }));
  await machines.accompany(engine, START_MS + told.endsAfterMs);
  return { outcome: outcome(plan, engine), calls: undo.calls, vetoes: undo.vetoes, told: undo.told };
}

function begun(plan: PlanDocument, written: Synthesized, told: Scenario, unknowns: Partial<Unknowns>, more: Actor[] = []): CodePipeline {
  const actors = [new People(told), ...(told.firstIsLetIn ? [new OnCall(plan)] : []), ...more];
  const engine = new CodePipeline({ written, world: told, startMs: START_MS, actors, unknowns });
  for (const { version, afterMs, type } of [{ version: FIRST, afterMs: 0, type: undefined }, ...told.candidates]) {
    engine.after(afterMs, () => engine.startPipelineExecution(version, type === undefined ? {} : { RELEASE_TYPE: type }));
  }
  return engine;
}

function sourceArtifactOf({ pipeline }: Synthesized): string {
  const [[, { Stages }]] = resourcesOf<{ Stages: { Actions: { OutputArtifacts: { Name: string }[] }[] }[] }>(pipeline, 'AWS::CodePipeline::Pipeline');
  return Stages[0].Actions[0].OutputArtifacts[0].Name;
}

/** Answers approvals. */
class People implements Actor {
  constructor(private readonly told: Scenario) {}

  public hear({ state, stage, action, execution }: StateChange, controls: Controls): void {
    if (state !== 'APPROVAL') return;
    const says = answerOf(this.told.answers, execution.release, groupOf(action!));
    if (says === 'nothing') return;
    controls.after(THINKING_MS, () => controls.putApprovalResult(stage!, action!, execution.id, says === 'yes' ? 'Approved' : 'Rejected'));
  }
}

/** Lets the first release in: no alarm exists before it. */
class OnCall implements Actor {
  constructor(private readonly plan: PlanDocument) {}

  public hear({ level, state, stage, execution }: StateChange, controls: Controls): void {
    const entry = this.plan.waves.some(({ name, environments }) => [name, ...environments].some((subject) => stage === `enter-${subject}`));
    if (level !== 'stage' || state !== 'FAILED' || execution.release !== FIRST || !entry) return;
    controls.after(MINUTE, () => {
      for (const condition of ['BEFORE_ENTRY', 'ON_SUCCESS'] as const) controls.overrideStageCondition(stage!, execution.id, condition);
    });
  }
}

function outcome(plan: PlanDocument, engine: CodePipeline): Outcome {
  const { definition: { stages }, record } = engine;
  const waves = wavesOf(plan, stages);
  const indexOf = (name: string | undefined) => stages.findIndex((stage) => stage.name === name);
  const seen = record.filter(({ stage, execution }) => waves.has(stage!) && execution.type === 'STANDARD')
    .map((change) => ({ ...change, stage: change.stage!, wave: waves.get(change.stage!)! }))
    .map((change) => ({ ...change, subject: `${change.wave} ${change.execution.release}` }));
  /** Its last word there: a person may have overridden an earlier one. */
  const failed = seen.filter(({ level, state, stage, execution }) => level === 'stage' && state === 'FAILED'
    && engine.stays(stage).some((stay) => stay.execution === execution && stay.status === 'Failed'));
  const deploysFrom = (wave: string) => stages.findIndex((stage) => waves.get(stage.name) === wave && deploys(stage));
  const begins = seen.filter(({ level, stage, action, state }) => level === 'action' && state === 'STARTED'
    && stages[indexOf(stage)].actions.some(({ name, category }) => name === action && category === 'Deploy'));
  const lastOf = (wave: string) => stages.filter(({ name }) => waves.get(name) === wave).at(-1)!;
  const takenBack = stages.filter(deploys).flatMap(({ name }) => takenBackIn(engine, name).map((execution) => ({ wave: waves.get(name)!, execution })));
  const isTakenBack = (wave: string, { id }: Execution) => takenBack.some((entry) => entry.wave === wave && entry.execution.id === id);
  return {
    runs: Object.fromEntries(plan.environments.map(({ name }) => [name, running(engine, name)])),
    everAlone: Object.fromEntries(plan.environments.map(({ name }) => [name, engine.traffic.everAlone(stacksOf(engine, name))])),
    began: Object.fromEntries([...begins].reverse().map(({ subject, atMs }) => [subject, atMs])),
    done: Object.fromEntries(plan.waves.map(({ name }) => [name, engine.stays(lastOf(name).name)
      .filter(({ execution, status }) => execution.type === 'STANDARD' && (status === 'Succeeded' || status === 'Skipped') && !isTakenBack(name, execution))
      .map(({ execution }) => execution.release)])),
    undone: [...new Set([
      ...failed.filter(({ wave, stage }) => indexOf(stage) >= deploysFrom(wave)).map(({ subject }) => subject),
      ...takenBack.map(({ wave, execution }) => `${wave} ${execution.release}`),
    ])],
    turnedAway: failed.filter(({ wave, stage }) => indexOf(stage) < deploysFrom(wave)).map(({ subject }) => subject),
    asked: seen.filter(({ state }) => state === 'APPROVAL').map(({ wave, action, execution }) => `${wave} ${groupOf(action!)} ${execution.release}`),
    onItsWay: stages.flatMap(({ name }) => engine.stays(name)
      .filter(({ status }) => status === 'InProgress').map(({ execution }) => `${waves.get(name)} ${execution.release}`)),
  };
}

/** What was in a stage just before a rollback of it to another release. */
function takenBackIn(engine: CodePipeline, stage: string): Execution[] {
  const stays = engine.stays(stage);
  return stays.filter(({ execution: { type, release } }, i) => {
    const next = stays[i + 1];
    return type === 'STANDARD' && next?.execution.type === 'ROLLBACK' && next.status === 'Succeeded' && next.execution.release !== release;
  }).map(({ execution }) => execution);
}

/** What an environment's stacks were brought to, or what shares its traffic right now. */
function running(engine: CodePipeline, environment: string): string | null {
  const found = new Set(stacksOf(engine, environment).map((stack) => engine.traffic.running(stack) ?? engine.stacks.releaseOf(stack) ?? null));
  return found.size === 1 ? [...found][0] : [...found].join(' and ');
}

function stacksOf({ definition }: CodePipeline, environment: string): string[] {
  return definition.stages.flatMap(({ actions }) => actions).map(({ configuration }) => configuration)
    .filter(({ TemplatePath: path }) => path !== undefined && environmentOf(path.split('::')[1]) === environment)
    .map(({ StackName }) => StackName);
}

/** The wave of each stage, by its name: it is named after the wave or one of the environments. */
function wavesOf(plan: PlanDocument, stages: readonly StageDefinition[]): Map<string, string> {
  return new Map(stages.flatMap((stage) => {
    const subject = stage.name.replace(/^(gate|window|enter|bake)-/, '');
    const subjects = [stage.name, subject, subject.replace(/-\d+$/, '')];
    const wave = plan.waves.find(({ name, environments }) => subjects.some((text) => name === text || environments.includes(text)));
    return wave ? [[stage.name, wave.name] as const] : [];
  }));
}

function deploys({ actions }: StageDefinition): boolean {
  return actions.some(({ category }) => category === 'Deploy');
}

function groupOf(action: string): string {
  return action.replace(/^approve-/, '');
}
