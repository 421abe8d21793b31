import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib/core';
import type { CodePipeline, FileSet, Step } from 'aws-cdk-lib/pipelines';
import { ShellStep, Wave } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import type { IDuration } from '../model/duration';
import type { Gate } from '../model/gate';
import type { Problem } from '../plan/problem';
import type { RawConditions } from './guard/conditions';
import { deployConditions, entryConditions, windowOf } from './guard/conditions';
import type { GuardedStage } from './guard/guarded-stage';
import { guardedStage } from './guard/guarded-stage';
import { guardLimits } from './guard/limits';
import { approvalActionNames } from './names';
import { SP4601, SP4602, SP4603, SP4606 } from './problems-adapter';
import { readAlarms } from './stages/alarm-rule';
import { ApprovalStep } from './stages/approval-step';
import { EntryStep } from './stages/entry-step';
import { jobStep } from './stages/job-step';

/**
 * An alarm that is asked around a stage.
 */
export interface WatchedAlarm {
  /** Name of the alarm, of one metric or a composite. */
  readonly alarmName: string;

  /**
   * The Region it is in.
   * @default - the pipeline's
   */
  readonly region?: string;

  /**
   * A role in the alarm's account that may describe alarms and trusts the pipeline's account.
   * @default - the alarm is in the pipeline's account
   */
  readonly readerRole?: IRole;
}

/**
 * What is asked around one stage. A stage that is guarded rolls back when anything in it fails.
 */
export interface StageGuard {
  /**
   * What holds a release back before the stage: approvals, checks, one window. Nobody keeps them: one release may pass while another
   * one is deployed or bakes, and is deployed when that one is done, though the window has closed.
   * @default - nothing
   */
  readonly gates?: Gate[];

  /**
   * Alarms that must not be firing when a release enters, at most 5.
   * @default - none
   */
  readonly quiet?: WatchedAlarm[];

  /**
   * Alarms that undo the release while the stage bakes, at most 5.
   * @default - none
   */
  readonly rollbackOn?: WatchedAlarm[];

  /**
   * How long the stage is watched after everything in it has succeeded, in whole minutes.
   * @default - no time
   */
  readonly bakeTime?: IDuration;
}

/**
 * Which stages of which pipeline are guarded.
 */
export interface PipelineGuardProps {
  /** A pipeline of CDK Pipelines, of type V2, that has not been built. */
  readonly pipeline: CodePipeline;

  /** By what CodePipeline calls the stage: the wave, or the `cdk.Stage` of a wave that has only one. */
  readonly stages: Record<string, StageGuard>;
}

/**
 * Gives a pipeline of CDK Pipelines what it lacks: gates in stages of their own, windows, a look at alarms before entry, a bake,
 * and rollback. The pipeline stays what it is, its stages are added as before, and its name and history are kept.
 */
export class PipelineGuard extends Construct {
  private readonly pipeline: CodePipeline;
  private readonly stages: GuardedStage[];
  private readonly found: Problem[];
  private readonly conditions = new Map<string, RawConditions>();

  constructor(scope: Construct, id: string, props: PipelineGuardProps) {
    super(scope, id);
    this.pipeline = props.pipeline;
    this.stages = Object.entries(props.stages).map(([name, guard]) => guardedStage(name, guard));
    this.found = [...this.builtBefore(), ...guardLimits(this.node.path, this.stages)];
    this.node.addValidation({ validate: () => [...this.found, ...this.built()].map(({ message }) => message) });
    if (this.found.length > 0) return;
    const visit = (change: () => void) => ({ visit: (node: unknown) => node === this.pipeline && change() });
    // CDK Pipelines builds itself in an aspect that changes the tree: gates have to be there before, conditions find stages after
    Aspects.of(this.pipeline).add(visit(() => this.addGates()), { priority: AspectPriority.MUTATING - 1 });
    Aspects.of(this.pipeline).add(visit(() => this.addConditions()), { priority: AspectPriority.MUTATING + 1 });
  }

  private addGates(): void {
    for (const stage of this.stages) {
      const at = this.pipeline.waves.findIndex((wave) => nameOf(wave) === stage.name);
      if (at < 0) {
        this.found.push(this.unknown(stage));
        continue;
      }
      this.pipeline.waves.splice(at, 0, ...this.gate(stage), ...this.entry(stage));
      this.conditions.set(stage.name, deployConditions(stage));
    }
  }

  private gate({ name, gates }: GuardedStage): Wave[] {
    const post: Step[] = gates.flatMap((gate): Step[] => {
      if (gate.kind === 'approval') return approvalActionNames(gate).map((action) => new ApprovalStep(action, { approval: gate, settings: {}, review: undefined }));
      return gate.kind === 'check' ? [jobStep(gate.job, sourcesOf(this.pipeline))] : [];
    });
    return post.length > 0 ? [new Wave(`gate-${name}`, { post })] : [];
  }

  private entry(stage: GuardedStage): Wave[] {
    if (!windowOf(stage) && stage.quiet.length === 0) return [];
    const name = `enter-${stage.name}`;
    this.conditions.set(name, entryConditions(stage));
    return [new Wave(name, { post: [new EntryStep('enter', this.entryRole(), this.pipeline.cloudAssemblyFileSet)] })];
  }

  private entryRole(): Role {
    return this.node.tryFindChild('EntryRole') as Role | undefined
      ?? new Role(this, 'EntryRole', { assumedBy: new ArnPrincipal(Lazy.string({ produce: () => this.pipeline.pipeline.role.roleArn })) });
  }

  /** The CDK takes conditions only where a stage is added, which CDK Pipelines does itself. */
  private addConditions(): void {
    const { pipeline } = this.pipeline;
    const names = pipeline.stages.map(({ stageName }) => stageName);
    for (const [name, conditions] of this.conditions) {
      const index = names.indexOf(name);
      for (const [place, value] of Object.entries(conditions)) (pipeline.node.defaultChild as CfnPipeline).addPropertyOverride(`Stages.${index}.${place}`, value);
    }
    const alarms = this.stages.flatMap(({ quiet, rollbackOn }) => [...quiet, ...rollbackOn]);
    const readers = [...new Set(alarms.flatMap(({ readerRole }) => readerRole?.roleArn ?? []))];
    if (alarms.some(({ readerRole }) => !readerRole)) pipeline.addToRolePolicy(readAlarms());
    if (readers.length > 0) pipeline.addToRolePolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: readers }));
  }

  private builtBefore(): Problem[] {
    try {
      return [SP4603.at(this.pipeline.pipeline.node.path, { got: 'a pipeline that is built', allowed: 'one that is not', remedies: ['make the guard before buildPipeline is called'] })];
    } catch {
      return []; // it refuses to show what it has not built
    }
  }

  private unknown({ name }: GuardedStage): Problem {
    const known = this.pipeline.waves.map(nameOf);
    return SP4601.at(`${this.node.path}/${name}`, { got: name, allowed: `one of ${known.join(', ')}`, remedies: ['correct the name', 'remove the guard'] });
  }

  /** What is known of the pipeline only when it has been built. */
  private built(): Problem[] {
    if (this.found.length > 0) return [];
    const { pipeline } = this.pipeline;
    const { pipelineType, executionMode } = pipeline.node.defaultChild as CfnPipeline;
    const guarded = pipeline.stages.filter(({ stageName }) => this.stages.some(({ name }) => name === stageName));
    const asking = guarded.filter(({ actions }) => actions.some(({ actionProperties }) => actionProperties.category === 'Approval'));
    const split = this.stages.filter(({ name }) => guarded.every(({ stageName }) => stageName !== name));
    return [
      ...(pipelineType === PipelineType.V2 && executionMode !== ExecutionMode.PARALLEL ? [] : [SP4602.at(pipeline.node.path, {
        got: `type ${pipelineType ?? 'V1'}${executionMode ? ` and mode ${executionMode}` : ''}`, allowed: 'type V2 and mode QUEUED or SUPERSEDED', remedies: ['give it pipelineType: PipelineType.V2', 'leave out executionMode'],
      })]),
      ...asking.map(({ stageName }) => SP4606.at(`${this.node.path}/${stageName}`, { got: 'an approval', allowed: 'stacks and jobs', remedies: ['declare it as a Gate.approval of the guard'] })),
      ...split.map(({ name }) => SP4601.at(`${this.node.path}/${name}`, { got: `${name}.1 and ${name}.2`, allowed: 'a stage of at most 50 actions', remedies: ['deploy fewer stacks in it'] })),
    ];
  }
}

/** What the synthesis is made from, or its outcome where the step does not say. */
function sourcesOf({ synth, cloudAssemblyFileSet }: CodePipeline): FileSet {
  const made = synth.primaryOutput?.producer;
  const first = made instanceof ShellStep ? made.inputs.find(({ directory }) => directory === '.') : undefined;
  return first?.fileSet ?? cloudAssemblyFileSet;
}

/** As CDK Pipelines names the stage that a wave becomes. */
function nameOf(wave: Wave): string {
  return wave.stages.length === 1 ? wave.stages[0].stageName : wave.id;
}
