import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal';

export interface RuleDefinition {
  readonly Name: string;
  readonly RuleTypeId: { readonly Provider: string };
  readonly Configuration?: Record<string, string>;
  readonly Region?: string;
  readonly RoleArn?: string;
}

export interface ConditionsDefinition {
  readonly Conditions?: { readonly Result?: string; readonly Rules: RuleDefinition[] }[];
  readonly Result?: string;
}

export interface ActionDefinition {
  readonly Name: string;
  readonly RunOrder?: number;
  readonly RoleArn?: string;
  readonly Region?: string;
  readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
  readonly Configuration?: Record<string, string>;
}

export interface StageDefinition {
  readonly Name: string;
  readonly Actions: ActionDefinition[];
  readonly BeforeEntry?: ConditionsDefinition;
  readonly OnSuccess?: ConditionsDefinition;
  readonly OnFailure?: ConditionsDefinition;
}

/** The properties of `AWS::CodePipeline::Pipeline`, resolved. */
export interface PipelineDefinition {
  readonly RoleArn: string;
  readonly Stages: StageDefinition[];
  readonly Variables?: { readonly Name: string; readonly DefaultValue?: string }[];
}

export interface AwsEvent {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Resources: string[];
}

export type Status = 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped';

export interface Execution {
  readonly id: string;
  readonly type: 'STANDARD' | 'ROLLBACK';
  readonly trigger: string;
  /** The execution a rollback goes back to. */
  readonly target?: string;
  readonly revision: string;
  readonly variables: Record<string, string>;
  readonly startedAt: Date;
  readonly stages: Map<string, Status>;
  status: Status;
}

interface Transition {
  readonly enabled: boolean;
  readonly reason?: string;
}

/** One pipeline: what its API answers and which events it sends. The test says what its stages come to. */
export class StandInPipeline {
  public readonly transitions = new Map<string, Transition>();
  /** Newest first. */
  public readonly executions: Execution[] = [];
  /** What becomes of a stage that is rolled back; success where nothing is said. */
  public readonly rollbackOutcome = new Map<string, 'Succeeded' | 'Failed'>();
  /** Errors that calls of an operation meet before they succeed, in order. */
  public readonly mishaps = new Map<string, string[]>();
  /** The execution each job belongs to. */
  private readonly jobs = new Map<string, string>();
  private readonly tokens = new Map<string, string>();

  constructor(
    public readonly name: string,
    public readonly account: string,
    public readonly region: string,
    public definition: PipelineDefinition,
    private readonly emit: (event: AwsEvent) => Promise<void>,
  ) {}

  public update(definition: PipelineDefinition): void {
    this.definition = definition;
  }

  public get arn(): string {
    return `arn:aws:codepipeline:${this.region}:${this.account}:${this.name}`;
  }

  public get stageNames(): string[] {
    return this.definition.Stages.map(({ Name }) => Name);
  }

  public stage(name: string): StageDefinition {
    const found = this.definition.Stages.find((stage) => stage.Name === name);
    if (!found) throw new Refusal('StageNotFoundException', `no stage ${name} in ${this.name}`);
    return found;
  }

  public execution(id: string): Execution {
    const found = this.executions.find((execution) => execution.id === id);
    if (!found) throw new Refusal('PipelineExecutionNotFoundException', `no execution ${id} of ${this.name}`);
    return found;
  }

  /** A candidate arrives. */
  public async start(revision: string, variables: Record<string, string> = {}): Promise<Execution> {
    const defaults = Object.fromEntries((this.definition.Variables ?? []).map(({ Name, DefaultValue }) => [Name, DefaultValue ?? '']));
    return this.open({ type: 'STANDARD', trigger: 'Webhook', revision, variables: { ...defaults, ...variables } });
  }

  /** A stage starts, succeeds or fails, and AWS tells. */
  public async enter(execution: Execution, stage: string, status: Status): Promise<void> {
    execution.stages.set(this.stage(stage).Name, status);
    await this.tell('Stage', execution, status, { stage });
  }

  public async finish(execution: Execution, status: Status): Promise<void> {
    execution.status = status;
    await this.tell('Pipeline', execution, status, {});
  }

  /** A function is asked, in the name of an execution. */
  public openJob(id: string, execution: string): void {
    this.jobs.set(id, execution);
  }

  /** An action waits for a person. */
  public askApproval(stage: string, action: string): string {
    const token = randomUUID();
    this.tokens.set(`${stage}/${action}`, token);
    return token;
  }

  /** What `ROLLBACK` as the result of a condition does: the stage goes back to its last success. */
  public async rollBackAutomatically(stage: string): Promise<string | undefined> {
    const target = this.executions.find(({ type, stages }) => type === 'STANDARD' && stages.get(stage) === 'Succeeded');
    if (!target) return undefined;
    await this.playRollback(this.opened(stage, target, 'AutomatedRollback'), stage);
    return target.revision;
  }

  public perform(operation: string, input: Record<string, unknown>): unknown {
    const [mishap, ...later] = this.mishaps.get(operation) ?? [];
    this.mishaps.set(operation, later);
    if (mishap) throw new Refusal(mishap, `${mishap}, as the test asked for`);
    const stage = input.stageName === undefined ? undefined : this.stage(`${input.stageName}`).Name;
    switch (operation) {
      case 'GetPipeline': return { pipeline: { name: this.name, version: 1, stages: this.stageNames.map((name) => ({ name })) } };
      case 'GetPipelineState': return this.state();
      case 'GetPipelineExecution': return { pipelineExecution: this.described(this.execution(`${input.pipelineExecutionId}`)) };
      case 'ListPipelineExecutions': return { pipelineExecutionSummaries: this.list(input.filter as { succeededInStage?: { stageName: string } } | undefined) };
      case 'DisableStageTransition': return void this.transitions.set(stage!, { enabled: false, reason: `${input.reason}` });
      case 'EnableStageTransition': return void this.transitions.set(stage!, { enabled: true });
      case 'RollbackStage': return { pipelineExecutionId: this.rollBack(stage!, `${input.targetPipelineExecutionId}`).id };
      case 'PutApprovalResult': return this.approve(`${stage}/${input.actionName}`, `${input.token}`);
      case 'StopPipelineExecution': return this.stop(this.execution(`${input.pipelineExecutionId}`));
      case 'OverrideStageCondition': return {};
      case 'StartPipelineExecution':
      case 'RetryStageExecution': return { pipelineExecutionId: `${input.pipelineExecutionId ?? randomUUID()}` };
      default: throw new Refusal('UnknownOperationException', `${operation} has no stand-in`);
    }
  }

  private open(of: Pick<Execution, 'type' | 'trigger' | 'target' | 'revision' | 'variables'>): Promise<Execution> {
    const execution: Execution = { ...of, id: randomUUID(), startedAt: new Date(), stages: new Map(), status: 'InProgress' };
    this.executions.unshift(execution);
    return this.tell('Pipeline', execution, 'Started', { 'execution-trigger': { 'trigger-type': of.trigger, 'trigger-detail': this.arn } }).then(() => execution);
  }

  /** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html for what is no target */
  private rollBack(stage: string, targetId: string): Execution {
    const target = this.execution(targetId);
    if (this.executions.some((execution) => execution.stages.get(stage) === 'InProgress')) throw new Refusal('ConflictException', `${stage} is busy`);
    if (target.type === 'ROLLBACK') throw new Refusal('UnableToRollbackStageException', `${targetId} is itself a rollback`);
    if (target.stages.get(stage) !== 'Succeeded') throw new Refusal('UnableToRollbackStageException', `${targetId} has not succeeded in ${stage}`);
    const execution = this.opened(stage, target, 'ManualRollback');
    void this.playRollback(execution, stage);
    return execution;
  }

  private opened(stage: string, { id, revision, variables }: Execution, trigger: string): Execution {
    const stages = new Map<string, Status>([[stage, 'InProgress']]);
    const execution: Execution = {
      id: randomUUID(), type: 'ROLLBACK', trigger, target: id, revision, variables, startedAt: new Date(), stages, status: 'InProgress',
    };
    this.executions.unshift(execution);
    return execution;
  }

  private async playRollback(execution: Execution, stage: string): Promise<void> {
    const outcome = this.rollbackOutcome.get(stage) ?? 'Succeeded';
    await this.tell('Pipeline', execution, 'Started', { 'execution-trigger': { 'trigger-type': execution.trigger, 'trigger-detail': this.arn } });
    await this.enter(execution, stage, 'InProgress');
    await this.enter(execution, stage, outcome);
    await this.finish(execution, outcome);
  }

  private approve(place: string, token: string): unknown {
    if (this.tokens.get(place) !== token) throw new Refusal('InvalidApprovalTokenException', `${place} is not asked with ${token}`);
    this.tokens.delete(place);
    return { approvedAt: Date.now() / 1000 };
  }

  private stop(execution: Execution): unknown {
    execution.status = 'Stopped';
    return { pipelineExecutionId: execution.id };
  }

  private list(filter: { succeededInStage?: { stageName: string } } = {}): unknown[] {
    const stage = filter.succeededInStage?.stageName;
    return this.executions.filter((execution) => stage === undefined || execution.stages.get(stage) === 'Succeeded').map((execution) => this.described(execution));
  }

  private described({ id, type, trigger, target, revision, variables, startedAt, status }: Execution): Record<string, unknown> {
    const at = startedAt.getTime() / 1000;
    const changes = [{ actionName: 'source', name: 'source', revisionId: revision, revisionSummary: revision }];
    return {
      pipelineName: this.name, pipelineExecutionId: id, status, executionType: type, executionMode: 'SUPERSEDED', startTime: at, lastUpdateTime: at,
      trigger: { triggerType: trigger }, sourceRevisions: changes, artifactRevisions: changes,
      variables: Object.entries(variables).map(([name, resolvedValue]) => ({ name, resolvedValue })),
      ...(target ? { rollbackMetadata: { rollbackTargetPipelineExecutionId: target } } : {}),
    };
  }

  private state(): unknown {
    const stageStates = this.definition.Stages.map(({ Name, Actions }) => {
      const latest = this.executions.find((execution) => execution.stages.has(Name));
      const { enabled, reason } = this.transitions.get(Name) ?? { enabled: true };
      return {
        stageName: Name,
        inboundTransitionState: { enabled, ...(reason ? { disabledReason: reason } : {}) },
        actionStates: Actions.map((action) => ({ actionName: action.Name, latestExecution: { status: 'InProgress', token: this.tokens.get(`${Name}/${action.Name}`) } })),
        ...(latest ? { latestExecution: { pipelineExecutionId: latest.id, status: latest.stages.get(Name), type: latest.type } } : {}),
      };
    });
    return { pipelineName: this.name, pipelineVersion: 1, stageStates };
  }

  /** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
  private tell(level: 'Pipeline' | 'Stage', execution: Execution, status: Status | 'Started', more: Record<string, unknown>): Promise<void> {
    const state = status === 'InProgress' ? 'STARTED' : status.toUpperCase();
    const of = { 'pipeline': this.name, 'execution-id': execution.id, 'start-time': execution.startedAt.toISOString() };
    const Detail = JSON.stringify({ ...of, ...more, state, 'version': 1, 'pipeline-execution-attempt': 1 });
    return this.emit({ Source: 'aws.codepipeline', DetailType: `CodePipeline ${level} Execution State Change`, Detail, Resources: [this.arn] });
  }
}
