import type { Actor, Controls, StateChange } from './actor';
import { Alarms } from './alarms';
import { Approvals } from './approvals';
import type { PipelineDefinition, StageDefinition } from './definition';
import { definitionOf } from './definition';
import type { Execution, Stay, Trigger } from './execution';
import { Stacks } from './stacks';
import type { Beginning } from './stage-run';
import { StageRun } from './stage-run';
import type { Surroundings } from './surroundings';
import type { Synthesized } from './synthesized';
import { TrafficLog } from './traffic-log';
import type { Unknowns } from './unknowns';
import { ASSUMED } from './unknowns';
import type { Process } from './virtual-time';
import { VirtualTime } from './virtual-time';
import type { World } from './world';

export interface CodePipelineProps {
  readonly written: Synthesized;
  readonly world: World;
  readonly startMs: number;
  readonly actors?: readonly Actor[];
  readonly unknowns?: Partial<Unknowns>;
}

/** What has happened, and when. */
export type Recorded = StateChange & { readonly atMs: number };

/** A stage, who is in it and who waits before it. */
interface Slot {
  readonly definition: StageDefinition;
  readonly index: number;
  /** Everybody who has been there, the last one last. */
  readonly stays: Stay[];
  readonly inbound: Execution[];
  occupant: Execution | undefined;
  /** Why nobody may enter, while nobody may. */
  closedFor: string | undefined;
}

/**
 * A model of CodePipeline V2, built from its documentation, that runs a synthesized pipeline in virtual time. Nothing of it was compared with AWS.
 */
export class CodePipeline implements Controls {
  public readonly record: Recorded[] = [];
  public readonly traffic = new TrafficLog();
  public readonly stacks: Stacks;
  public readonly definition: PipelineDefinition;
  private readonly time: VirtualTime;
  private readonly around: Surroundings;
  private readonly approvals: Approvals;
  private readonly slots: readonly Slot[];
  private readonly unknowns: Unknowns;
  private readonly executions: Execution[] = [];
  private readonly abandoned = new Set<Execution>();
  private structure = 1;

  constructor(private readonly props: CodePipelineProps) {
    const { written, world, startMs } = props;
    this.unknowns = { ...ASSUMED, ...props.unknowns };
    this.definition = definitionOf(written.pipeline);
    this.slots = this.definition.stages.map((definition, index) => (
      { definition, index, stays: [], inbound: [], occupant: undefined, closedFor: this.definition.disabled.includes(definition.name) ? 'declared' : undefined }
    ));
    this.time = new VirtualTime(startMs);
    const alarms = new Alarms(world, this.traffic, () => this.time.nowMs);
    this.stacks = new Stacks(world, this.time, this.traffic, alarms);
    this.approvals = new Approvals(this.time, ({ stage, action, execution }) => this.tell({ level: 'action', stage, action: action.name, execution, state: 'APPROVAL' }));
    this.around = { time: this.time, world, alarms, stacks: this.stacks, written, unknowns: this.unknowns };
  }

  /** @param mustStop before anything else happens, somebody outside has to act */
  public run(untilMs: number, mustStop?: () => boolean): this {
    this.time.run(untilMs, mustStop);
    return this;
  }

  /** The pipeline itself was changed: no execution of before is a target of a rollback. */
  public changeStructure(): void {
    this.structure++;
  }

  /** What is or was in a stage, the last one last. */
  public stays(stage: string): readonly Stay[] {
    return this.slot(stage).stays;
  }

  /** All there have been, in the order of their start. */
  public get all(): readonly Execution[] {
    return this.executions;
  }

  /** Why the way into a stage is closed, if it is. */
  public closedFor(stage: string): string | undefined {
    return this.slot(stage).closedFor;
  }

  public isBusy(stage: string): boolean {
    return this.slot(stage).occupant !== undefined;
  }

  // --- what somebody outside may do ---

  public get nowMs(): number {
    return this.time.nowMs;
  }

  public after(ms: number, act: () => void): void {
    this.time.after(ms, act);
  }

  public startPipelineExecution(release: string, variables: Record<string, string> = {}): Execution {
    const execution = this.execution({
      type: 'STANDARD', release, variables: { ...this.definition.variables, ...variables }, trigger: { type: 'Webhook', detail: '' }, target: undefined,
    });
    this.time.spawn(this.travel(execution, 0));
    return execution;
  }

  public putApprovalResult(stage: string, action: string, executionId: string, status: 'Approved' | 'Rejected'): boolean {
    return this.approvals.answer(stage, action, executionId, status === 'Approved');
  }

  public rollbackStage(stage: string, targetExecutionId: string, by = 'somebody'): Execution | undefined {
    const slot = this.slot(stage);
    const target = targets(slot, this.structure).find(({ id }) => id === targetExecutionId);
    return target && !slot.occupant ? this.rollBack(slot, target, { type: 'ManualRollback', detail: by }) : undefined;
  }

  public stopPipelineExecution(executionId: string, abandon = false): boolean {
    const execution = this.executions.find(({ id }) => id === executionId);
    if (execution?.status !== 'InProgress' && !(abandon && execution?.status === 'Stopping' && !this.abandoned.has(execution))) return false;
    execution.status = 'Stopping';
    if (abandon) this.abandoned.add(execution);
    return true;
  }

  /** Only of a stage that has failed by it and that nobody has entered since. */
  public overrideStageCondition(stage: string, executionId: string, condition: 'BEFORE_ENTRY' | 'ON_SUCCESS'): boolean {
    return this.resume(stage, executionId, ({ failedBy }) => failedBy === condition, condition === 'BEFORE_ENTRY' ? 'actions' : 'end');
  }

  public retryStageExecution(stage: string, executionId: string, mode: 'ALL_ACTIONS' | 'FAILED_ACTIONS'): boolean {
    const last = this.slot(stage).stays.at(-1);
    const actions = mode === 'ALL_ACTIONS' ? 'actions' : 'failedActions';
    return this.resume(stage, executionId, ({ status }) => status === 'Failed', last?.failedBy === 'BEFORE_ENTRY' ? 'entry' : actions);
  }

  public disableStageTransition(stage: string, reason = 'somebody says so'): void {
    this.slot(stage).closedFor = reason;
  }

  public enableStageTransition(stage: string): void {
    this.slot(stage).closedFor = undefined;
  }

  // --- how executions move ---

  private* travel(execution: Execution, from: number): Process<void> {
    if (from === 0) this.tell({ level: 'pipeline', stage: undefined, action: undefined, execution, state: 'STARTED' });
    for (const slot of this.slots.slice(from)) {
      if (!(yield* this.admitted(slot, execution))) {
        this.finish(execution, execution.status === 'Stopping' ? 'Stopped' : 'Superseded');
        return;
      }
      if (!(yield* this.through(slot, this.arrive(slot, execution), 'entry'))) return;
    }
    this.finish(execution, 'Succeeded');
  }

  /** Waits before a stage until it is its turn there; not when a newer one supersedes it. */
  private* admitted(slot: Slot, execution: Execution): Process<boolean> {
    if (this.definition.mode === 'SUPERSEDED') slot.inbound.length = 0;
    slot.inbound.push(execution);
    const overtaken = () => {
      if (execution.status === 'Stopping' && slot.inbound.includes(execution)) slot.inbound.splice(slot.inbound.indexOf(execution), 1);
      return !slot.inbound.includes(execution);
    };
    yield* this.time.until(() => overtaken() || (slot.closedFor === undefined && !slot.occupant && slot.inbound[0] === execution));
    if (overtaken()) return false;
    if (!this.unknowns.entryHoldsStage && slot.definition.beforeEntry) {
      const patience = this.time.spawn(this.open(slot, execution));
      yield* this.time.until(() => overtaken() || patience.done);
      patience.cancel();
      if (overtaken()) return false;
    }
    slot.inbound.shift();
    slot.occupant = execution;
    return true;
  }

  /** Where the entry does not hold the stage, its condition is judged outside first; inside it is then judged again, at the same instant. */
  private* open(slot: Slot, execution: Execution): Process<void> {
    const stay: Stay = { execution, status: 'InProgress', succeeded: new Set(), failedBy: undefined };
    const onlyEntry = { ...slot.definition, actions: [], onSuccess: undefined, onFailure: undefined };
    yield* new StageRun({ stage: onlyEntry, stay, approvals: this.approvals, around: this.around, tell: () => undefined }).from('entry');
  }

  private arrive(slot: Slot, execution: Execution): Stay {
    const stay: Stay = { execution, status: 'InProgress', succeeded: new Set(), failedBy: undefined };
    slot.stays.push(stay);
    this.tell({ level: 'stage', stage: slot.definition.name, action: undefined, execution, state: 'STARTED' });
    return stay;
  }

  /** Whether it goes on to the next stage. */
  private* through(slot: Slot, stay: Stay, beginning: Beginning): Process<boolean> {
    const { execution } = stay;
    const stage = slot.definition;
    const run = new StageRun({
      stage, stay, approvals: this.approvals, around: this.around,
      tell: (action, state) => this.tell({ level: 'action', stage: stage.name, action: action.name, execution, state }),
    });
    const task = this.time.spawn(run.from(beginning));
    yield* this.time.until(() => task.done || this.abandoned.has(execution));
    if (!task.done) {
      task.cancel();
      stay.status = 'Failed';
      stay.judged = undefined;
    }
    slot.occupant = undefined;
    const goesOn = stay.status !== 'Failed';
    this.tell({ level: 'stage', stage: stage.name, action: undefined, execution, state: !goesOn ? 'FAILED' : stay.status === 'Skipped' ? 'SKIPPED' : 'SUCCEEDED' });
    if (goesOn) return true;
    this.finish(execution, execution.status === 'Stopping' ? 'Stopped' : 'Failed');
    // the documents know of no rollback of a rollback
    const [target] = task.value === true && execution.type === 'STANDARD' ? targets(slot, this.structure) : [];
    if (target) this.rollBack(slot, target, { type: 'AutomatedRollback', detail: JSON.stringify({ FailedPipelineExecutionId: execution.id }) });
    return false;
  }

  /** A new execution, of the stage alone. */
  private rollBack(slot: Slot, { release, variables, id }: Execution, trigger: Trigger): Execution {
    const execution = this.execution({ type: 'ROLLBACK', release, variables, trigger, target: id });
    if (!this.unknowns.rollbackWaitsInLine) slot.occupant = execution;
    this.time.spawn(this.goBack(slot, execution));
    return execution;
  }

  private* goBack(slot: Slot, execution: Execution): Process<void> {
    if (slot.occupant !== execution) {
      yield* this.time.until(() => !slot.occupant && slot.inbound.length === 0);
      slot.occupant = execution;
    }
    this.tell({ level: 'pipeline', stage: undefined, action: undefined, execution, state: 'STARTED' });
    if (!(yield* this.through(slot, this.arrive(slot, execution), 'entry'))) return;
    if (this.unknowns.rollbackGoesOn) yield* this.travel(execution, slot.index + 1);
    else this.finish(execution, 'Succeeded');
  }

  private resume(stage: string, executionId: string, fits: (stay: Stay) => boolean, beginning: Beginning): boolean {
    const slot = this.slot(stage);
    const last = slot.stays.at(-1);
    if (!last || slot.occupant || last.execution.id !== executionId || !fits(last)) return false;
    const { execution } = last;
    slot.occupant = execution;
    last.status = 'InProgress';
    execution.status = 'InProgress';
    this.time.spawn((function* (this: CodePipeline) {
      if (yield* this.through(slot, last, beginning)) yield* this.travel(execution, slot.index + 1);
    }).call(this));
    return true;
  }

  private execution(started: Pick<Execution, 'type' | 'release' | 'variables' | 'trigger' | 'target'>): Execution {
    const id = `${started.type.toLowerCase()}-${this.executions.length + 1}`;
    const execution: Execution = { ...started, id, structure: this.structure, startedMs: this.time.nowMs, status: 'InProgress' };
    this.executions.push(execution);
    return execution;
  }

  private finish(execution: Execution, status: 'Succeeded' | 'Failed' | 'Superseded' | 'Stopped'): void {
    execution.status = status;
    const state = ({ Succeeded: 'SUCCEEDED', Failed: 'FAILED', Superseded: 'SUPERSEDED', Stopped: 'STOPPED' } as const)[status];
    this.tell({ level: 'pipeline', stage: undefined, action: undefined, execution, state });
  }

  private tell(change: StateChange): void {
    this.record.push({ ...change, atMs: this.time.nowMs });
    for (const actor of this.props.actors ?? []) actor.hear(change, this);
  }

  private slot(stage: string): Slot {
    const found = this.slots.find(({ definition }) => definition.name === stage);
    if (!found) throw new Error(`there is no stage ${stage}`);
    return found;
  }
}

/** What a stage can be rolled back to, the last one first: what succeeded there, in this structure, and was no rollback itself. */
function targets({ stays }: Slot, structure: number): Execution[] {
  return stays
    .filter(({ execution, status }) => status === 'Succeeded' && execution.type === 'STANDARD' && execution.structure === structure)
    .map(({ execution }) => execution)
    .reverse();
}
