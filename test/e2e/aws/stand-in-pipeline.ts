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
  readonly OutputArtifacts?: { readonly Name: string }[];
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

export type Status = 'InProgress' | 'Stopping' | 'Succeeded' | 'Failed' | 'Stopped';

export interface Execution {
  readonly id: string;
  readonly type: 'STANDARD' | 'ROLLBACK';
  readonly trigger: string;
  readonly triggerDetail: string;
  /** The execution a rollback goes back to. */
  readonly target?: string;
  readonly revision: string;
  readonly variables: Record<string, string>;
  readonly startedAt: Date;
  readonly stages: Map<string, Status>;
  status: Status;
  /** The stage whose condition on success is asked. */
  judgedIn?: string;
}

/** An action that ended. */
interface ActionRun {
  readonly execution: string;
  readonly stage: string;
  readonly action: ActionDefinition;
  readonly status: 'Succeeded' | 'Failed';
  readonly startedAt: Date;
  /** ARN of who answered an approval. */
  readonly by?: string;
  readonly outputVariables?: Record<string, string>;
}

interface Transition {
  readonly enabled: boolean;
  readonly reason?: string;
}

interface ActionFilter {
  readonly pipelineExecutionId?: string;
  readonly latestInPipelineExecution?: { readonly pipelineExecutionId: string };
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
  /** Newest first. */
  private readonly actions: ActionRun[] = [];
  private readonly tokens = new Map<string, string>();
  private readonly approvers = new Map<string, string>();
  private lastStartMs = 0;

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
    const execution = this.opened({ type: 'STANDARD', trigger: 'Webhook', triggerDetail: this.arn, revision, variables: { ...defaults, ...variables } });
    await this.tellStart(execution);
    return execution;
  }

  /** An action of a stage has ended. */
  public ended(execution: Execution, stage: string, action: ActionDefinition, status: 'Succeeded' | 'Failed', outputVariables?: Record<string, string>): void {
    this.actions.unshift({ execution: execution.id, stage, action, status, startedAt: new Date(), outputVariables, by: this.approvers.get(`${stage}/${action.Name}`) });
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

  /** An action waits for a person. */
  public askApproval(stage: string, action: string): string {
    const token = randomUUID();
    this.tokens.set(`${stage}/${action}`, token);
    return token;
  }

  /** What `ROLLBACK` as the result of a condition does: the stage goes back to its last success. */
  public async rollBackAutomatically(stage: string, failed: Execution): Promise<string | undefined> {
    const target = this.executions.find(({ type, stages }) => type === 'STANDARD' && stages.get(stage) === 'Succeeded');
    if (!target) return undefined;
    const triggerDetail = JSON.stringify({ FailedPipelineExecutionId: failed.id });
    await this.playRollback(this.rollback(stage, target, { trigger: 'AutomatedRollback', triggerDetail }), stage);
    return target.revision;
  }

  public perform(operation: string, input: Record<string, unknown>, caller: string): unknown {
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
      case 'RollbackStage': return { pipelineExecutionId: this.rollBack(stage!, `${input.targetPipelineExecutionId}`, caller).id };
      case 'PutApprovalResult': return this.approve(`${stage}/${input.actionName}`, `${input.token}`, caller);
      case 'ListActionExecutions': return { actionExecutionDetails: this.listActions(input.filter as ActionFilter) };
      case 'ListRuleExecutions': return { ruleExecutionDetails: this.listRules(input.filter as ActionFilter) };
      case 'StopPipelineExecution': return this.stop(this.execution(`${input.pipelineExecutionId}`), input.abandon === true);
      case 'OverrideStageCondition': return {};
      case 'StartPipelineExecution':
      case 'RetryStageExecution': return { pipelineExecutionId: `${input.pipelineExecutionId ?? randomUUID()}` };
      default: throw new Refusal('UnknownOperationException', `${operation} has no stand-in`);
    }
  }

  private opened(of: Pick<Execution, 'type' | 'trigger' | 'triggerDetail' | 'target' | 'revision' | 'variables'>): Execution {
    // no two start at once: who is newer can be told
    this.lastStartMs = Math.max(Date.now(), this.lastStartMs + 1);
    const execution: Execution = { ...of, id: randomUUID(), startedAt: new Date(this.lastStartMs), stages: new Map(), status: 'InProgress' };
    this.executions.unshift(execution);
    return execution;
  }

  /** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html for what is no target */
  private rollBack(stage: string, targetId: string, triggerDetail: string): Execution {
    const target = this.execution(targetId);
    if (this.executions.some((execution) => execution.stages.get(stage) === 'InProgress')) throw new Refusal('ConflictException', `${stage} is busy`);
    if (target.type === 'ROLLBACK') throw new Refusal('UnableToRollbackStageException', `${targetId} is itself a rollback`);
    if (target.stages.get(stage) !== 'Succeeded') throw new Refusal('UnableToRollbackStageException', `${targetId} has not succeeded in ${stage}`);
    const execution = this.rollback(stage, target, { trigger: 'ManualRollback', triggerDetail });
    void this.playRollback(execution, stage);
    return execution;
  }

  private rollback(stage: string, { id, revision, variables }: Execution, trigger: Pick<Execution, 'trigger' | 'triggerDetail'>): Execution {
    const execution = this.opened({ type: 'ROLLBACK', ...trigger, target: id, revision, variables });
    execution.stages.set(stage, 'InProgress');
    return execution;
  }

  private async playRollback(execution: Execution, stage: string): Promise<void> {
    const outcome = this.rollbackOutcome.get(stage) ?? 'Succeeded';
    await this.tellStart(execution);
    await this.enter(execution, stage, 'InProgress');
    await this.enter(execution, stage, outcome);
    await this.finish(execution, outcome);
  }

  private approve(place: string, token: string, by: string): unknown {
    if (this.tokens.get(place) !== token) throw new Refusal('InvalidApprovalTokenException', `${place} is not asked with ${token}`);
    this.tokens.delete(place);
    this.approvers.set(place, by);
    return { approvedAt: Date.now() / 1000 };
  }

  /** One that only bakes has no action that could end, and is in its stage until it is abandoned. */
  private stop(execution: Execution, abandon: boolean): unknown {
    if (execution.status === 'Stopping' && !abandon) throw new Refusal('DuplicatedStopRequestException', `${execution.id} is stopping`);
    if (execution.status !== 'InProgress' && execution.status !== 'Stopping') throw new Refusal('PipelineExecutionNotStoppableException', `${execution.id} is ${execution.status}`);
    execution.status = execution.judgedIn && !abandon ? 'Stopping' : 'Stopped';
    if (execution.judgedIn && abandon) execution.stages.set(execution.judgedIn, 'Stopped');
    return { pipelineExecutionId: execution.id };
  }

  private list(filter: { succeededInStage?: { stageName: string } } = {}): unknown[] {
    const stage = filter.succeededInStage?.stageName;
    return this.executions.filter((execution) => stage === undefined || execution.stages.get(stage) === 'Succeeded').map((execution) => this.described(execution));
  }

  private listActions(filter: ActionFilter): unknown[] {
    const id = filter.latestInPipelineExecution?.pipelineExecutionId ?? filter.pipelineExecutionId;
    return this.actions.filter(({ execution }) => execution === id).map(({ execution, stage, action, status, startedAt, by, outputVariables }) => ({
      pipelineExecutionId: execution, stageName: stage, actionName: action.Name, status, updatedBy: by, startTime: startedAt.getTime() / 1000,
      input: { actionTypeId: { category: action.ActionTypeId.Category, provider: action.ActionTypeId.Provider, owner: 'AWS', version: '1' } },
      output: { outputVariables },
    }));
  }

  private listRules({ pipelineExecutionId = '' }: ActionFilter): unknown[] {
    const { judgedIn } = this.execution(pipelineExecutionId);
    return judgedIn ? [{ pipelineExecutionId, stageName: judgedIn, status: 'InProgress' }] : [];
  }

  private described({ id, type, trigger, triggerDetail, target, revision, variables, startedAt, status }: Execution): Record<string, unknown> {
    const at = startedAt.getTime() / 1000;
    const [{ Name: actionName, OutputArtifacts = [] }] = this.definition.Stages[0].Actions;
    return {
      pipelineName: this.name, pipelineExecutionId: id, status, executionType: type, executionMode: 'SUPERSEDED', startTime: at, lastUpdateTime: at,
      trigger: { triggerType: trigger, triggerDetail },
      sourceRevisions: [{ actionName, revisionId: revision }],
      artifactRevisions: OutputArtifacts.map(({ Name: name }) => ({ name, revisionId: revision })),
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

  private tellStart(execution: Execution): Promise<void> {
    const { trigger, triggerDetail } = execution;
    return this.tell('Pipeline', execution, 'Started', { 'execution-trigger': { 'trigger-type': trigger, 'trigger-detail': triggerDetail } });
  }

  /** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
  private tell(level: 'Pipeline' | 'Stage', execution: Execution, status: Status | 'Started', more: Record<string, unknown>): Promise<void> {
    const state = status === 'InProgress' ? 'STARTED' : status.toUpperCase();
    const of = { 'pipeline': this.name, 'execution-id': execution.id, 'start-time': execution.startedAt.toISOString() };
    const Detail = JSON.stringify({ ...of, ...more, state, 'version': 1, 'pipeline-execution-attempt': 1 });
    return this.emit({ Source: 'aws.codepipeline', DetailType: `CodePipeline ${level} Execution State Change`, Detail, Resources: [this.arn] });
  }
}
