import { randomUUID } from 'node:crypto';
import { Cron } from '../../support/codepipeline/cron';
import type { Aws } from './aws';
import type { ActionDefinition, ConditionsDefinition, Execution, RuleDefinition, StageDefinition, StandInPipeline } from './stand-in-pipeline';
import type { World } from './world';

/** What the world outside of AWS does to a release. */
export interface Circumstances {
  /** The moment windows are asked about. */
  readonly at: Date;
  /** Brings a stack of a revision about, the candidate's or the one that a rollback goes back to; the stage fails with it. */
  readonly deploy?: (stackName: string, revision: string) => Promise<void>;
  /** Names of jobs and approvals that come to nothing. */
  readonly failing?: readonly string[];
  /** Happens when a stage's actions are through and before its condition on success is asked. */
  readonly bake?: (stage: string) => Promise<void>;
  /** Happens while an action waits, before it is asked again. */
  readonly meanwhile?: (action: string, why: string) => Promise<void>;
  /** Variables that the release is started with. */
  readonly variables?: Record<string, string>;
  /** What jobs tell, by the action's name. */
  readonly outputs?: Record<string, Record<string, string>>;
  /** Who answers an approval, by the action's name. */
  readonly approver?: (action: string) => Aws;
}

/** How far a release got, and why no further. */
export interface Outcome {
  readonly execution: Execution;
  readonly passed: string[];
  readonly stopped?: { readonly stage: string; readonly why: string; readonly rolledBackTo?: string };
}

/**
 * Leads a candidate through a deployed pipeline, as far as that can be done here. What the pipeline calls is really called, with the
 * pipeline's own role: alarms are read (in other accounts through the role named in the rule), functions run, approvals are put. That
 * a stage's conditions are asked in this order, and what their results do, is a model: no emulator has CodePipeline.
 */
export async function release(world: World, pipeline: StandInPipeline, revision: string, circumstances: Circumstances): Promise<Outcome> {
  const execution = await pipeline.start(revision, circumstances.variables);
  const role = await world.tooling.asService(pipeline.definition.RoleArn);
  const passed: string[] = [];
  for (const stage of pipeline.definition.Stages) {
    const why = await new StageRun(pipeline, execution, stage, role, world, circumstances).why();
    if (why === undefined) {
      passed.push(stage.Name);
      continue;
    }
    if (execution.status !== 'InProgress') return { execution, passed, stopped: { stage: stage.Name, why: why.text } };
    await pipeline.finish(execution, 'Failed');
    const rolledBackTo = why.result === 'ROLLBACK' ? await pipeline.rollBackAutomatically(stage.Name, execution) : undefined;
    for (const { ActionTypeId, Configuration } of rolledBackTo ? stage.Actions : []) {
      if (ActionTypeId.Category === 'Deploy') await circumstances.deploy?.(Configuration!.StackName, rolledBackTo!);
    }
    return { execution, passed, stopped: { stage: stage.Name, why: why.text, rolledBackTo } };
  }
  await pipeline.finish(execution, 'Succeeded');
  return { execution, passed };
}

interface Why {
  readonly text: string;
  /** What is to be done about it. */
  readonly result?: string;
}

/** One stage with one candidate. */
class StageRun {
  constructor(
    private readonly pipeline: StandInPipeline,
    private readonly execution: Execution,
    private readonly stage: StageDefinition,
    private readonly role: Aws,
    private readonly world: World,
    private readonly circumstances: Circumstances,
  ) {}

  /** Nothing when the stage was passed. */
  public async why(): Promise<Why | undefined> {
    const { Name, BeforeEntry, OnSuccess, OnFailure, Actions } = this.stage;
    const { enabled, reason = '' } = this.pipeline.transitions.get(Name) ?? { enabled: true };
    // releases follow each other faster here than the machine opens what it has closed for the one before, which takes a minute
    if (!enabled && !reason.startsWith('taken by execution')) return { text: 'the transition is disabled' };
    await this.pipeline.enter(this.execution, Name, 'InProgress');
    const closed = await this.broken(BeforeEntry);
    if (closed?.result === 'SKIP') return undefined;
    if (closed) return this.failed(closed);
    for (const action of [...Actions].sort((a, b) => (a.RunOrder ?? 1) - (b.RunOrder ?? 1))) {
      const fault = await this.act(action);
      this.pipeline.ended(this.execution, Name, action, fault ? 'Failed' : 'Succeeded', this.circumstances.outputs?.[action.Name]);
      if (fault) return this.failed({ text: `${action.Name}: ${fault}`, result: OnFailure?.Result });
    }
    this.execution.judgedIn = Name;
    await this.circumstances.bake?.(Name);
    this.execution.judgedIn = undefined;
    if (this.execution.status !== 'InProgress') return { text: 'somebody has stopped it' };
    const regret = await this.broken(OnSuccess);
    if (regret) return this.failed(regret);
    await this.pipeline.enter(this.execution, Name, 'Succeeded');
    return undefined;
  }

  private async failed(why: Why): Promise<Why> {
    await this.pipeline.enter(this.execution, this.stage.Name, 'Failed');
    return why;
  }

  private async broken({ Conditions = [] }: ConditionsDefinition = {}): Promise<Why | undefined> {
    for (const { Result, Rules } of Conditions) {
      for (const rule of Rules) {
        const fault = await this.fault(rule).catch((error: Error) => error.message);
        if (fault) return { text: `${rule.Name}: ${fault}`, result: Result };
      }
    }
    return undefined;
  }

  private async fault(rule: RuleDefinition): Promise<string | undefined> {
    const { Configuration = {}, RuleTypeId: { Provider } } = rule;
    switch (Provider) {
      case 'DeploymentWindow': return new Cron(Configuration.Cron, Configuration.TimeZone).isOpen(this.circumstances.at.getTime()) ? undefined : 'the window is closed';
      case 'CloudWatchAlarm': return this.alarm(rule);
      case 'VariableCheck': return this.variable(Configuration);
      // whether variables are filled in for a rule is not documented: here they are not
      case 'LambdaInvoke': return this.job(rule.Name, Configuration);
      default: throw new Error(`no way to ask a rule of ${Provider}`);
    }
  }

  private async alarm({ RoleArn, Region, Configuration }: RuleDefinition): Promise<string | undefined> {
    const reader = RoleArn ? await this.role.assume(RoleArn) : this.role;
    const state = await (Region ? reader.in(Region) : reader).alarmState(Configuration!.AlarmName);
    if (state === undefined) return `there is no alarm ${Configuration!.AlarmName}`;
    return state === 'ALARM' ? `${Configuration!.AlarmName} fires` : undefined;
  }

  private variable({ Variable, Operator, Value }: Record<string, string>): string | undefined {
    const actual = this.execution.variables[/^#\{variables\.(\w+)\}$/.exec(Variable)![1]];
    if (Operator !== 'EQ' && Operator !== 'NE') throw new Error(`no way to compare by ${Operator}`);
    return (actual === Value) === (Operator === 'EQ') ? undefined : `${Variable} is ${actual}`;
  }

  private async act({ Name, ActionTypeId: { Category, Provider }, Configuration = {} }: ActionDefinition): Promise<string | undefined> {
    if (this.circumstances.failing?.includes(Name)) return 'failed';
    switch (`${Category}/${Provider}`) {
      case 'Approval/Manual': return this.approve(Name);
      case 'Deploy/CloudFormation': return this.circumstances.deploy?.(Configuration.StackName, this.execution.revision).then(() => undefined, (error: Error) => error.message);
      case 'Invoke/Lambda': return this.job(Name, this.filledIn(Configuration));
      default: return undefined;
    }
  }

  private async approve(action: string): Promise<string | undefined> {
    const token = this.pipeline.askApproval(this.stage.Name, action);
    const approver = this.circumstances.approver?.(action);
    if (!approver) return 'nobody answered';
    return approver.approve(this.pipeline.name, this.stage.Name, action, token).then(() => undefined, (error: Error) => error.message);
  }

  /** Variables of CodePipeline in the configuration of an action. */
  private filledIn(configuration: Record<string, string>): Record<string, string> {
    const fill = (text: string) => text.replaceAll('#{codepipeline.PipelineExecutionId}', this.execution.id);
    return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, fill(value)]));
  }

  /** The job protocol: the function is called, and answers through CodePipeline. While it waits, it is called again. */
  private async job(name: string, configuration: Record<string, string>, continuationToken?: string): Promise<string | undefined> {
    const id = randomUUID();
    const since = this.world.standIns.calls.length;
    const data = { actionConfiguration: { configuration }, inputArtifacts: [], outputArtifacts: [], continuationToken };
    const error = await this.role.invoke(configuration.FunctionName, { 'CodePipeline.job': { id, accountId: this.pipeline.account, data } })
      .then(() => undefined, (thrown: Error) => thrown.message);
    const [result] = this.world.standIns.calls.slice(since).filter(({ operation, input }) => /^PutJob\w+Result$/.test(operation) && input.jobId === id);
    if (!result) return error ?? 'its job was not answered';
    if (result.operation === 'PutJobFailureResult') return (result.input.failureDetails as { message: string }).message;
    if (result.input.continuationToken === undefined) return error;
    const { summary } = result.input.executionDetails as { summary: string };
    if (!this.circumstances.meanwhile) return `waits: ${summary}`;
    await this.circumstances.meanwhile(name, summary);
    return this.job(name, configuration, `${result.input.continuationToken}`);
  }
}
