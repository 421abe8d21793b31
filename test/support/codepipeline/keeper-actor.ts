import type { Api } from '../stepfunctions/state-machine';
import { run, TaskError } from '../stepfunctions/state-machine';
import type { Actor, StateChange } from './actor';
import type { CodePipeline } from './code-pipeline';
import type { Machines } from './machines';
import type { Template } from './template';
import { WAIT, WrittenMachine } from './written-machine';

/** How AWS is around the machine. What is not mentioned is at once and goes well. */
export interface KeeperSurroundings {
  /** How late each event comes, for each time that it comes. */
  readonly delivered?: (change: StateChange) => readonly number[];
  /** How long the next call takes. */
  readonly latencyMs?: () => number;
  /** Whether calendars are closed. */
  readonly isFrozen?: (atMs: number) => boolean;
  /** Whether an API answers with an error. */
  readonly fails?: (api: string, atMs: number) => boolean;
}

/**
 * The state machine that the pipeline's own template brings along to hold releases before waves: its definition and the rule that
 * starts it are the synthesized ones, and it acts on the model. A pipeline that holds nobody has none.
 */
export class KeeperActor implements Actor {
  /** What it has done, in order. */
  public readonly calls: string[] = [];
  /** How many runs of it have failed. */
  public failures = 0;
  public readonly entered = new Set<string>();
  private readonly machine: WrittenMachine | undefined;
  private engine: CodePipeline | undefined;

  constructor(template: Template, private readonly machines: Machines, private readonly around: KeeperSurroundings = {}) {
    this.machine = WrittenMachine.find(template, /GatesKeeperMachine/);
  }

  public actOn(engine: CodePipeline): void {
    this.engine = engine;
  }

  public hear(change: StateChange): void {
    const event = this.machine?.startedBy(change);
    if (!event) return;
    for (const lateMs of this.around.delivered?.(change) ?? [0]) {
      if (lateMs === 0) this.machines.start(() => this.keep(event));
      else this.engine!.after(lateMs, () => this.machines.start(() => this.keep(event)));
    }
  }

  /** As a schedule starts it, or a person. */
  public start(): void {
    this.machines.start(() => this.keep({}));
  }

  private async keep(event: object): Promise<void> {
    const { status, entered } = await run(this.machine!.definition, event, this.apis);
    for (const state of entered) this.entered.add(state);
    if (status === 'FAILED') this.failures++;
  }

  private get apis(): Record<string, Api> {
    const engine = this.engine!;
    const { latencyMs, isFrozen, fails } = this.around;
    const answers: Record<string, Api> = {
      'codepipeline:getPipelineState': () => ({ StageStates: engine.definition.stages.map(({ name }, index) => stateOf(engine, name, index > 0)) }),
      'codepipeline:disableStageTransition': ({ StageName, Reason }) => {
        this.calls.push(`close ${StageName}: ${Reason}`);
        engine.disableStageTransition(StageName, Reason);
        return {};
      },
      'codepipeline:enableStageTransition': ({ StageName }) => {
        this.calls.push(`open ${StageName}`);
        engine.enableStageTransition(StageName);
        return {};
      },
      'ssm:getCalendarState': () => ({ State: isFrozen?.(engine.nowMs) ? 'CLOSED' : 'OPEN' }),
    };
    const late = (name: string, api: Api): Api => async (args) => {
      if (latencyMs) await this.machines.wait(engine, latencyMs());
      if (fails?.(name, engine.nowMs)) throw new TaskError('States.TaskFailed', name);
      return api(args);
    };
    return {
      ...Object.fromEntries(Object.entries(answers).map(([name, api]) => [name, late(name, api)])),
      [WAIT]: async ({ seconds }) => {
        await this.machines.wait(engine, seconds * 1_000);
        return {};
      },
    };
  }
}

function stateOf(engine: CodePipeline, stage: string, hasInbound: boolean): object {
  const reason = engine.closedFor(stage);
  const last = engine.stays(stage).at(-1);
  return {
    StageName: stage,
    ...(hasInbound ? { InboundTransitionState: { Enabled: reason === undefined, ...(reason === undefined ? {} : { DisabledReason: reason }) } } : {}),
    ...(last ? { LatestExecution: { PipelineExecutionId: last.execution.id, Status: last.status, Type: last.execution.type } } : {}),
  };
}
