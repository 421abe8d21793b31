import { matches } from '../event-pattern';
import { stageEvent } from '../sample-events';
import type { Api } from '../stepfunctions/state-machine';
import { run, TaskError } from '../stepfunctions/state-machine';
import type { Actor, StateChange } from './actor';
import type { CodePipeline } from './code-pipeline';
import type { Template } from './template';
import { resourcesOf, text } from './template';

interface MachineProperties {
  readonly StateMachineName?: string;
  readonly DefinitionString: unknown;
}
interface RuleProperties {
  readonly EventPattern?: Record<string, unknown>;
  readonly Targets?: { readonly Arn: unknown }[];
}

const ROLE = 'undo-role';

/**
 * The state machine that the pipeline's own template brings along to undo what CodePipeline does not: its definition and the
 * rule that starts it are the synthesized ones, and it acts on the model.
 */
export class UndoActor implements Actor {
  /** Names of the calls it has made, with what they were about. */
  public readonly calls: string[] = [];
  private readonly definition: Parameters<typeof run>[0];
  private readonly patterns: Record<string, unknown>[];
  private readonly pending: StateChange[] = [];
  private readonly parameters = new Map<string, string>();

  constructor(template: Template, private readonly sourceArtifact: string) {
    const machines = resourcesOf<MachineProperties>(template, 'AWS::StepFunctions::StateMachine').filter(([, { StateMachineName: name }]) => name?.endsWith('-undo'));
    if (machines.length !== 1) throw new Error(`the template has ${machines.length} state machines that undo`);
    const [[id, { DefinitionString }]] = machines;
    const waiting = (_: string, value: unknown) => (isWait(value)
      ? { Type: 'Task', Resource: 'model:wait', Arguments: { seconds: value.Seconds }, Next: value.Next } : value);
    const definition = text(DefinitionString).replaceAll('${pipeline}', 'the-pipeline').replaceAll('${role}', ROLE).replaceAll('${partition}', 'aws');
    this.definition = JSON.parse(definition, waiting) as Parameters<typeof run>[0];
    this.patterns = resourcesOf<RuleProperties>(template, 'AWS::Events::Rule')
      .filter(([, { Targets = [] }]) => Targets.some(({ Arn }) => text(Arn) === id)).map(([, { EventPattern }]) => EventPattern!);
  }

  public hear(change: StateChange): void {
    if (change.level !== 'stage') return;
    const pipelineOf = ({ detail }: Record<string, unknown>) => (detail as { pipeline: unknown[] }).pipeline[0];
    if (this.patterns.some((pattern) => matches(pattern, stageEvent(pipelineOf(pattern), change.stage!, change.state)))) this.pending.push(change);
  }

  /** Releases that do not go again, in the order of their vetoes. */
  public get vetoes(): string[] {
    return [...this.parameters.keys()].map((name) => name.split('/').at(-1)!);
  }

  /** Runs the pipeline and, whenever it is started, the machine. */
  public async accompany(engine: CodePipeline, untilMs: number): Promise<void> {
    while (engine.nowMs < untilMs) {
      engine.run(untilMs, () => this.pending.length > 0);
      for (let change = this.pending.shift(); change; change = this.pending.shift()) {
        const input = { stage: change.stage, state: change.state, execution: change.execution.id };
        const { status, cause } = await run(this.definition, input, this.apis(engine));
        if (status === 'FAILED') this.calls.push(`failed: ${cause}`);
      }
    }
  }

  private apis(engine: CodePipeline): Record<string, Api> {
    const found = (id: string) => engine.all.find((execution) => execution.id === id)!;
    return {
      'model:wait': ({ seconds }) => engine.run(engine.nowMs + seconds * 1_000) && {},
      'codepipeline:getPipelineExecution': ({ PipelineExecutionId }) => ({ PipelineExecution: this.detail(found(PipelineExecutionId)) }),
      'codepipeline:listPipelineExecutions': ({ Filter }) => ({
        PipelineExecutionSummaries: engine.all
          .filter((execution) => !Filter || engine.stays(Filter.SucceededInStage.StageName).some((stay) => stay.execution === execution && stay.status === 'Succeeded'))
          .map((execution) => this.detail(execution)),
      }),
      'codepipeline:listActionExecutions': ({ Filter: { LatestInPipelineExecution: { PipelineExecutionId: id } } }) => ({
        ActionExecutionDetails: engine.record.filter(({ level, state, execution }) => level === 'action' && state === 'FAILED' && execution.id === id).map(({ stage, action }) => ({
          StageName: stage, Status: 'Failed', Input: { ActionTypeId: { Category: categoryOf(engine, stage!, action!) } },
        })),
      }),
      'codepipeline:listRuleExecutions': () => ({ RuleExecutionDetails: [] }),
      'codepipeline:rollbackStage': ({ StageName, TargetPipelineExecutionId }) => {
        const rollback = engine.rollbackStage(StageName, TargetPipelineExecutionId, `arn:aws:sts::1:assumed-role/${ROLE}/x`);
        if (!rollback) throw new TaskError(engine.isBusy(StageName) ? 'CodePipeline.ConflictException' : 'CodePipeline.UnableToRollbackStageException');
        this.calls.push(`roll back ${StageName} to ${rollback.release}`);
        return { PipelineExecutionId: rollback.id };
      },
      'codepipeline:stopPipelineExecution': ({ PipelineExecutionId }) => {
        if (!engine.stopPipelineExecution(PipelineExecutionId)) throw new TaskError('CodePipeline.PipelineExecutionNotStoppableException');
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
      'events:putEvents': () => ({ FailedEntryCount: 0 }),
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

function isWait(value: unknown): value is { readonly Seconds: unknown; readonly Next: string } {
  return typeof value === 'object' && value !== null && (value as { Type?: unknown }).Type === 'Wait';
}

function categoryOf({ definition }: CodePipeline, stage: string, action: string): string {
  return definition.stages.find(({ name }) => name === stage)!.actions.find(({ name }) => name === action)!.category;
}
