import type { Api } from '../stepfunctions/state-machine';
import { run, TaskError } from '../stepfunctions/state-machine';
import type { Actor, StateChange } from './actor';
import type { CodePipeline } from './code-pipeline';
import type { Machines } from './machines';
import type { Template } from './template';
import { WAIT, WrittenMachine } from './written-machine';

const ROLE = 'undo-role';

/**
 * The state machine that the pipeline's own template brings along to undo what CodePipeline does not: its definition and the
 * rule that starts it are the synthesized ones, and it acts on the model.
 */
export class UndoActor implements Actor {
  /** Names of the calls it has made, with what they were about. */
  public readonly calls: string[] = [];
  /** What it has told, in order. */
  public readonly told: Record<string, string>[] = [];
  private readonly machine: WrittenMachine;
  private readonly parameters = new Map<string, string>();
  private engine: CodePipeline | undefined;

  constructor(template: Template, private readonly machines: Machines, private readonly sourceArtifact: string) {
    const machine = WrittenMachine.find(template, /-undo$/, { pipeline: 'the-pipeline', role: ROLE });
    if (!machine) throw new Error('the template has no state machine that undoes');
    this.machine = machine;
  }

  public actOn(engine: CodePipeline): void {
    this.engine = engine;
  }

  /** As a person does who was granted it. */
  public order(input: { readonly wave: string; readonly by: string }): void {
    this.machines.start(() => this.undo(input));
  }

  public hear(change: StateChange): void {
    if (this.machine.startedBy(change)) this.machines.start(() => this.undo({ stage: change.stage, state: change.state, execution: change.execution.id }));
  }

  /** Releases that do not go again, in the order of their vetoes. */
  public get vetoes(): string[] {
    return [...this.parameters.keys()].map((name) => name.split('/').at(-1)!);
  }

  private async undo(input: object): Promise<void> {
    const { status, cause } = await run(this.machine.definition, input, this.apis(this.engine!));
    if (status === 'FAILED') this.calls.push(`failed: ${cause}`);
  }

  private apis(engine: CodePipeline): Record<string, Api> {
    const found = (id: string) => engine.all.find((execution) => execution.id === id)!;
    return {
      [WAIT]: async ({ seconds }) => {
        await this.machines.wait(engine, seconds * 1_000);
        return {};
      },
      'codepipeline:getPipelineExecution': ({ PipelineExecutionId }) => ({ PipelineExecution: this.detail(found(PipelineExecutionId)) }),
      'codepipeline:listPipelineExecutions': ({ Filter }) => ({
        PipelineExecutionSummaries: engine.all
          .filter((execution) => !Filter || engine.stays(Filter.SucceededInStage.StageName).some((stay) => stay.execution === execution && stay.status === 'Succeeded'))
          .map((execution) => this.detail(execution)),
      }),
      'codepipeline:listActionExecutions': ({ Filter }) => ({
        ActionExecutionDetails: actionsOf(engine, Filter.PipelineExecutionId ?? Filter.LatestInPipelineExecution.PipelineExecutionId),
      }),
      'codepipeline:listRuleExecutions': ({ Filter: { PipelineExecutionId: id } }) => ({
        RuleExecutionDetails: engine.definition.stages.filter(({ name }) => engine.stays(name).some(({ execution, judged }) => execution.id === id && judged))
          .map(({ name }) => ({ StageName: name, Status: 'InProgress' })),
      }),
      'codepipeline:rollbackStage': ({ StageName, TargetPipelineExecutionId }) => {
        const rollback = engine.rollbackStage(StageName, TargetPipelineExecutionId, `arn:aws:sts::1:assumed-role/${ROLE}/x`);
        if (!rollback) throw new TaskError(engine.isBusy(StageName) ? 'CodePipeline.ConflictException' : 'CodePipeline.UnableToRollbackStageException');
        this.calls.push(`roll back ${StageName} to ${rollback.release}`);
        return { PipelineExecutionId: rollback.id };
      },
      'codepipeline:stopPipelineExecution': ({ PipelineExecutionId, Abandon }) => {
        if (!engine.stopPipelineExecution(PipelineExecutionId, Abandon)) throw new TaskError('CodePipeline.PipelineExecutionNotStoppableException');
        return { PipelineExecutionId };
      },
      'ssm:putParameter': ({ Name, Value, Overwrite }) => {
        if (this.parameters.has(Name) && !Overwrite) throw new TaskError('Ssm.ParameterAlreadyExistsException');
        this.parameters.set(Name, Value);
        return {};
      },
      'ssm:getParameter': ({ Name }) => {
        if (!this.parameters.has(Name)) throw new TaskError('Ssm.ParameterNotFoundException');
        return { Parameter: { Name, Value: this.parameters.get(Name) } };
      },
      'events:putEvents': ({ Entries }) => {
        this.told.push(...Entries.map(({ Detail }: { Detail: Record<string, string> }) => Detail));
        return { FailedEntryCount: 0 };
      },
    };
  }

  /** What both the list and the single answer give. A release is known by the revision of its source. */
  private detail({ id, type, release, status, startedMs, trigger, target }: CodePipeline['all'][number]): object {
    return {
      PipelineExecutionId: id,
      Status: status,
      ExecutionType: type,
      StartTime: new Date(startedMs).toISOString(),
      ArtifactRevisions: [{ Name: this.sourceArtifact, RevisionId: release }],
      SourceRevisions: [{ ActionName: 'Source', RevisionId: release }],
      Trigger: { TriggerType: trigger.type, TriggerDetail: trigger.detail },
      ...(target === undefined ? {} : { RollbackMetadata: { RollbackTargetPipelineExecutionId: target } }),
    };
  }
}

const STATUSES: Partial<Record<StateChange['state'], string>> = { SUCCEEDED: 'Succeeded', FAILED: 'Failed' };

/** The newest first. */
function actionsOf(engine: CodePipeline, id: string): object[] {
  const ofActions = engine.record.filter(({ level, state, execution }) => level === 'action' && state !== 'APPROVAL' && execution.id === id);
  return ofActions.flatMap(({ stage, action, state, atMs }, i) => {
    if (state !== 'STARTED') return [];
    const end = ofActions.slice(i + 1).find((later) => later.stage === stage && later.action === action);
    return [{
      StageName: stage,
      ActionName: action,
      Status: (end && STATUSES[end.state]) ?? 'InProgress',
      StartTime: new Date(atMs).toISOString(),
      Input: { ActionTypeId: { Category: categoryOf(engine, stage!, action!) } },
    }];
  }).reverse();
}

function categoryOf({ definition }: CodePipeline, stage: string, action: string): string {
  return definition.stages.find(({ name }) => name === stage)!.actions.find(({ name }) => name === action)!.category;
}
