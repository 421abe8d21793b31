import type { Api } from '../../support/stepfunctions/state-machine';
import { TaskError } from '../../support/stepfunctions/state-machine';

export interface FakeExecution {
  readonly id: string;
  readonly revision: string;
  /** Stages it succeeded in. */
  readonly through: string[];
  readonly status?: string;
  readonly rollbackTo?: string;
  readonly trigger?: string;
  readonly detail?: string;
  /** Category of the action that failed, and its stage. */
  readonly failed?: [stage: string, category: string];
  /** The stage it is in, or has been stopped in, behind those it went through. */
  readonly in?: string;
}

/** CodePipeline and Parameter Store as the machine meets them: what AWS documents of their answers, and no more. */
export class FakeCodePipeline {
  public readonly rolledBack: [stage: string, to: string][] = [];
  public readonly stopped: string[] = [];
  public readonly told: Record<string, unknown>[] = [];
  public readonly parameters = new Map<string, string>();
  /** Answers to `rollbackStage` in place of a success, by stage; each is given once. */
  public readonly refusals = new Map<string, string[]>();
  /** Statuses of its rollback of a stage, or of an execution, one for each time somebody asks; then it has ended. */
  public readonly statuses = new Map<string, string[]>();
  /** Stages whose rollback bakes, or executions. */
  public readonly baking = new Set<string>();
  /** APIs that are out of order. */
  public readonly broken = new Set<string>();
  private readonly executions: FakeExecution[];
  private readonly rollbacks = new Map<string, string>();

  /**
   * @param executions the oldest first
   * @param name of the pipeline
   */
  constructor(executions: FakeExecution[], private readonly name = 'the-pipeline') {
    this.executions = [...executions];
  }

  public arrive(execution: FakeExecution): void {
    this.executions.push(execution);
  }

  public veto(revision: string): Record<string, string> {
    return JSON.parse(this.parameters.get(`/spillway/shop/vetoed/${revision}`) ?? '{}') as Record<string, string>;
  }

  public get apis(): Record<string, Api> {
    const apis: Record<string, Api> = {
      'codepipeline:getPipelineExecution': ({ PipelineExecutionId }) => ({ PipelineExecution: this.details(PipelineExecutionId) }),
      'codepipeline:listPipelineExecutions': ({ Filter }) => ({ PipelineExecutionSummaries: this.summaries(Filter?.SucceededInStage.StageName) }),
      'codepipeline:listActionExecutions': ({ Filter: { LatestInPipelineExecution: { PipelineExecutionId: id } } }) => ({ ActionExecutionDetails: this.actions(id) }),
      'codepipeline:listRuleExecutions': ({ Filter }) => ({ RuleExecutionDetails: this.baking.has(this.rollbacks.get(Filter.PipelineExecutionId) ?? Filter.PipelineExecutionId) ? [{ Status: 'InProgress' }] : [] }),
      'codepipeline:rollbackStage': ({ StageName, TargetPipelineExecutionId }) => this.rollBack(StageName, TargetPipelineExecutionId),
      'codepipeline:stopPipelineExecution': ({ PipelineExecutionId }) => {
        this.stopped.push(PipelineExecutionId);
        return { PipelineExecutionId };
      },
      'ssm:putParameter': ({ Name, Value, Overwrite }) => {
        if (this.parameters.has(Name) && !Overwrite) throw new TaskError('Ssm.ParameterAlreadyExistsException');
        this.parameters.set(Name, Value);
        return { Version: 1 };
      },
      'ssm:getParameter': ({ Name }) => {
        if (!this.parameters.has(Name)) throw new TaskError('Ssm.ParameterNotFoundException');
        return { Parameter: { Name, Value: this.parameters.get(Name) } };
      },
      'events:putEvents': ({ Entries }) => {
        this.told.push(...Entries);
        return { FailedEntryCount: 0 };
      },
    };
    return Object.fromEntries(Object.entries(apis).map(([name, api]) => [name, (args) => {
      if (this.broken.has(name)) throw new TaskError('SomeService.SdkClientException', 'out of order');
      if ('PipelineName' in args && args.PipelineName !== this.name) throw new TaskError('CodePipeline.PipelineNotFoundException');
      return api(args);
    }]));
  }

  private rollBack(stage: string, target: string): object {
    const refusal = this.refusals.get(stage)?.shift();
    if (refusal) throw new TaskError(refusal, 'it says no');
    const { revision, rollbackTo } = this.execution(target);
    if (rollbackTo) throw new TaskError('CodePipeline.UnableToRollbackStageException', 'the target is a rollback');
    this.rolledBack.push([stage, target]);
    const id = `rollback-${this.rolledBack.length}`;
    this.rollbacks.set(id, stage);
    this.executions.push({ id, revision, through: [stage], rollbackTo: target, trigger: 'ManualRollback', detail: 'arn:aws:sts::1:assumed-role/undo-role/x' });
    return { PipelineExecutionId: id };
  }

  private execution(id: string): FakeExecution {
    const found = this.executions.find((execution) => execution.id === id);
    if (!found) throw new TaskError('CodePipeline.PipelineExecutionNotFoundException', id);
    return found;
  }

  private details(id: string): object {
    const { revision, trigger, detail, rollbackTo } = this.execution(id);
    const last = this.stopped.includes(id) ? 'Stopped' : this.execution(id).status ?? 'Succeeded';
    const [status = last] = [this.statuses.get(this.rollbacks.get(id) ?? id)?.shift()];
    return {
      PipelineExecutionId: id,
      Status: status,
      ArtifactRevisions: [{ Name: 'api_image', RevisionId: 'sha256:0' }, { Name: 'the-source', RevisionId: revision }],
      ...(trigger ? { Trigger: { TriggerType: trigger, TriggerDetail: detail } } : {}),
      ...(rollbackTo ? { ExecutionType: 'ROLLBACK', RollbackMetadata: { RollbackTargetPipelineExecutionId: rollbackTo } } : {}),
    };
  }

  /** In no order that anybody promises. */
  private summaries(succeededIn: string | undefined): object[] {
    return this.executions.map(({ id, revision, through, status = 'Succeeded', rollbackTo }, i) => ({ i, through, summary: {
      PipelineExecutionId: id,
      Status: status,
      StartTime: startOf(i),
      SourceRevisions: [{ ActionName: 'api', RevisionId: 'sha256:0' }, { ActionName: 'Source', RevisionId: revision }],
      ...(rollbackTo ? { ExecutionType: 'ROLLBACK', RollbackMetadata: { RollbackTargetPipelineExecutionId: rollbackTo } } : {}),
    } })).filter(({ through }) => succeededIn === undefined || through.includes(succeededIn)).map(({ summary }) => summary);
  }

  private actions(id: string): object[] {
    const execution = this.execution(id);
    const [stage, category] = execution.failed ?? [];
    return [
      { StageName: 'Source', Status: 'Succeeded', Input: { ActionTypeId: { Category: 'Source' } } },
      ...execution.through.map((name) => ({ StageName: name, Status: 'Succeeded', Input: { ActionTypeId: { Category: 'Deploy' } } })),
      ...(stage ? [{ StageName: stage, Status: 'Failed', Input: { ActionTypeId: { Category: category } } }] : []),
      ...(execution.in ? [{ StageName: execution.in, Status: 'InProgress', Input: { ActionTypeId: { Category: 'Deploy' } } }] : []),
    ].map((action, seconds) => ({ ...action, StartTime: startOf(this.executions.indexOf(execution), seconds) }));
  }
}

/** Of an execution, one a minute, or of one of its actions. */
function startOf(execution: number, seconds = 0): string {
  return new Date(Date.UTC(2026, 0, 1, 0, execution, seconds)).toISOString();
}
