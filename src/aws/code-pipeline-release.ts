import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Stage } from 'aws-cdk-lib/core';
import { Annotations, Aspects, AspectPriority, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import { Admission } from '../plan/admission';
import type { Problem } from '../plan/problem';
import type { ApprovalSettings } from './approval-settings';
import type { Audience } from './audience';
import type { IChangeSystem } from './change-system';
import { CodePipelineRenderer } from './code-pipeline-renderer';
import { warnOfDataLoss } from './deployments/data-rule';
import { Deployments } from './deployments/deployments';
import type { EvidenceStore } from './evidence-store';
import { Gates } from './gates/gates';
import { notGiven } from './given';
import type { ImageOptions } from './image';
import { arrangementLimits } from './limits/arrangement';
import { gateProblems } from './limits/asked';
import { LinkedPipelines } from './links/linked-pipelines';
import { pipelineArn, stageArn } from './links/pipeline-arn';
import { PipelineParts } from './links/pipeline-parts';
import type { Message } from './message';
import { approvalActionNames } from './names';
import { Notifications } from './notify/notifications';
import { outOfReach } from './out-of-reach';
import type { Place } from './place';
import { placeOfStack } from './place';
import { SP4006, SP4007, SP4017 } from './problems';
import { dashboardLimits, releaseDashboard } from './release-dashboard';
import { ReleaseRecord } from './release-record';
import { noteRelease } from './released-services';
import type { Source } from './source';
import { misnamedImages } from './sources/image-step';
import { layout } from './stages/layout';
import type { StageLayout } from './stages/stage-layout';
import { inStatements } from './stages/stage-statements';
import type { SynthOptions } from './synth-options';
import { UndoMachine } from './undo/undo-machine';
import { undoTable } from './undo/undo-table';
import type { WaveSettings } from './wave-settings';

/** Both answers name the execution they are for, which these tell. */
const SEE = ['codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:GetPipelineExecution'];

/**
 * What a release in AWS needs besides its pipeline.
 */
export interface CodePipelineReleaseProps {
  /** The declaration; all waves must have been added. */
  readonly pipeline: ReleasePipeline;

  /** Where candidates come from. */
  readonly source: Source;

  /** How a candidate is built. */
  readonly synth: SynthOptions;

  /**
   * Container images that are released with it, by a name of your own. The synthesis finds the digest of `api` in the
   * environment variable `IMAGE_DIGEST_API`.
   * @default - none: what is released is built from the source
   */
  readonly images?: Record<string, ImageOptions>;

  /**
   * How waves are arranged in CodePipeline, by name of the wave.
   * @default - one stage a wave, all of its environments at the same time
   */
  readonly waves?: Record<string, WaveSettings>;

  /**
   * How groups are asked for their approvals, by name of the group.
   * @default - in the console
   */
  readonly approvals?: Record<string, ApprovalSettings>;

  /**
   * Where the tickets of `Gate.change` are, by the name of the gate's system.
   * @default - none: no gate asks for a ticket
   */
  readonly changeSystems?: Record<string, IChangeSystem>;

  /**
   * Where the evidence of `Gate.evidence` is.
   * @default - nowhere: no gate asks for evidence
   */
  readonly evidence?: EvidenceStore;

  /**
   * Whether CloudWatch shows the alarms and signals of every environment on a dashboard. CloudWatch charges 3 USD a month for one.
   * @default false
   */
  readonly dashboard?: boolean;
}

/**
 * A release pipeline as AWS CodePipeline, on top of CDK Pipelines. Nothing is rendered when the plan has errors: synthesis
 * then fails with all of them.
 */
export class CodePipelineRelease extends Construct {
  private readonly admission: Admission;
  private readonly layout: StageLayout[];
  private readonly deployments: Deployments;
  private readonly misgranted: Problem[] = [];
  private readonly gates?: Gates;
  private readonly parts: PipelineParts;
  private readonly pipelines?: LinkedPipelines;
  private readonly undo?: UndoMachine;
  private readonly notifications?: Notifications;
  private readonly ungiven: Problem[];
  private written = false;
  private doubled: () => Problem[] = () => [];
  private guarded?: { readonly stages: number; readonly errors: string[] };

  constructor(scope: Construct, id: string, private readonly props: CodePipelineReleaseProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.admission = new Admission(props.pipeline, new CodePipelineRenderer(), () => this.problems);
    this.ungiven = notGiven(this.node.path, props);
    this.layout = layout(this.admission.plan._document, props.waves);
    this.parts = new PipelineParts(this.admission.plan._document.service, this.layout);
    this.deployments = new Deployments(this.admission.plan._document, this.layout, placeOfStack(stack));
    for (const { code, message } of this.admission.warnings) Annotations.of(props.pipeline).addWarningV2(`spillway:${code}`, message);
    const at = placeOfStack(stack);
    if (at) this.doubled = noteRelease(this, this.admission.plan.service, at);
    if (this.admission.sound && at && this.ungiven.length === 0) {
      const plan = this.admission.plan._document;
      this.gates = new Gates(this, 'Gates', { plan, stages: this.layout, parts: this.parts, at, changeSystems: props.changeSystems ?? {} });
      this.pipelines = this.render(at);
      this.undo = new UndoMachine(this, 'Undo', { service: plan.service, origin: this.pipelines.origin, parts: this.parts, table: undoTable(plan, this.parts) });
      this.notifications = new Notifications(this, 'Notify', {
        service: plan.service, parts: this.parts, machineArn: this.undo.machineArn, layout: this.layout,
      });
    }
  }

  /**
   * Says what is deployed to an environment. Every environment of the pipeline needs exactly one stage.
   * @param environment one of the pipeline's
   * @param stage complete, with an account and a Region
   */
  public deploy(environment: Environment, stage: Stage): void {
    this.deployments.add(environment.environmentName, stage);
    warnOfDataLoss(this.admission.plan._document, environment.environmentName, stage);
    // the CDK writes the templates of a stage before it validates the app, and nothing may be written while something is wrong
    stage.node.addValidation({ validate: () => this.errorsBeforeWriting() });
  }

  /**
   * Lets somebody approve or refuse at every gate of a group, and see what they approve.
   * @param group as it stands in `Gate.approval`
   * @param grantee the role of the group's members
   */
  public grantApproval(group: string, grantee: IGrantable): void {
    const answers = this.layout.flatMap((stage) => (stage.kind === 'gate' ? stage.approvals : [])
      .filter((approval) => approval.group === group).flatMap(approvalActionNames).map((action) => `${this.arnOf(stage.name)}/${action}`));
    if (answers.length === 0) {
      this.misgranted.push(nobody(this.node.path, group));
      return;
    }
    this.reached('grantApproval', grantee);
    this.grant(grantee, ['codepipeline:PutApprovalResult'], answers);
    this.grant(grantee, SEE, this.arns);
  }

  /**
   * Lets somebody pass a closed window, a freeze, a firing alarm or a spent budget on entry, in an emergency, and see what they pass. CloudTrail records
   * each use, and so does the log of the release.
   * @param grantee the role that is taken for it
   */
  public grantOverride(grantee: IGrantable): void {
    this.reached('grantOverride', grantee);
    const entries = this.layout.filter(({ kind }) => kind === 'entry' || kind === 'window');
    if (entries.length === 0) return;
    this.grant(grantee, ['codepipeline:OverrideStageCondition'], entries.map(({ name }) => this.arnOf(name)));
    const held = this.gates?.held ?? [];
    if (held.length > 0) this.grant(grantee, ['codepipeline:EnableStageTransition'], held.map((name) => this.arnOf(name)));
    this.grant(grantee, SEE, this.arns);
  }

  /**
   * Lets somebody start a release by hand and say its type, and so take an expedited path where the pipeline has one.
   * @param grantee the role that is taken for it
   */
  public grantStart(grantee: IGrantable): void {
    this.reached('grantStart', grantee);
    const [origin, ...later] = this.arns;
    this.grant(grantee, ['codepipeline:StartPipelineExecution', ...SEE], [origin]);
    if (later.length > 0) this.grant(grantee, SEE, later);
  }

  /**
   * Lets somebody order a rollback of a wave, and with it of the waves that its scope reaches, and see what came of it: an
   * execution of the state machine `<service>-undo` with the input `{"wave": "prod", "by": "who", "why": "reason"}`.
   * @param grantee the role that is taken for it
   */
  public grantRollback(grantee: IGrantable): void {
    this.reached('grantRollback', grantee);
    this.undo?.grantOrder(grantee);
  }

  /**
   * Lets somebody lift the veto of a revision that was rolled back, so that it may go again: they delete the parameter
   * `/spillway/<service>/vetoed/<revision>`. They may list all of them.
   * @param grantee the role of those who decide
   */
  public grantLift(grantee: IGrantable): void {
    this.reached('grantLift', grantee);
    this.undo?.grantLift(grantee);
  }

  /**
   * Tells somebody what happens to releases.
   * @param audience who, of what, and how urgent it must be
   */
  public notify(audience: Audience): void {
    this.notifications?.add(audience);
  }

  /** What people are told, as it will read, and who is told it. */
  public get messages(): Message[] {
    return this.notifications?.messages ?? [];
  }

  /** Looks at all stages, so it is asked once for as many as there are, and not by each of them. */
  private errorsBeforeWriting(): string[] {
    const stages = this.deployments.count;
    if (this.guarded?.stages !== stages) this.guarded = { stages, errors: this.admission.errors.map((problem) => problem.message) };
    return this.guarded.errors;
  }

  private get problems(): Problem[] {
    const stack = Stack.of(this);
    const nowhere = placeOfStack(stack) ? [] : [SP4006.at(stack.node.path, {
      got: 'an account or Region of whoever synthesizes', allowed: 'an account and a Region', remedies: ['give the stack an env with both'],
    })];
    const { source, images = {}, waves = {}, approvals = {}, dashboard } = this.props;
    const plan = this.admission.plan._document;
    const groups = plan.waves.flatMap(({ gates }) => gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : [])));
    const unasked = Object.keys(approvals).filter((group) => !groups.includes(group)).map((group) => nobody(this.node.path, group));
    const fromSource = this.ungiven.length > 0 ? this.ungiven : source._problems(this.node.path);
    const candidate = [...fromSource, ...misnamedImages(this.node.path, Object.keys(images))];
    const handedOver = this.deployments.problems;
    const crowded = dashboard && handedOver.length === 0 ? dashboardLimits(plan, (environment) => this.deployments.of(environment)) : [];
    return [
      ...nowhere, ...nested(stack), ...this.doubled(), ...candidate, ...arrangementLimits(plan, waves, this.layout), ...gateProblems(plan, this.props),
      ...unasked, ...handedOver, ...crowded, ...this.misgranted, ...this.notifications?.problems ?? [],
    ];
  }

  private reached(grant: string, grantee: IGrantable): void {
    this.misgranted.push(...outOfReach(this, grant, grantee));
  }

  private grant(grantee: IGrantable, actions: string[], resourceArns: string[]): void {
    if (!this.pipelines) return;
    for (const part of inStatements(resourceArns)) Grant.addToPrincipal({ grantee, actions, resourceArns: part });
  }

  private get arns(): string[] {
    return this.parts.pipelineNames.map((name) => pipelineArn(this, name));
  }

  private arnOf(stage: string): string {
    return stageArn(this, { pipelineName: this.parts.nameOf(stage), stage });
  }

  private render(from: Place): LinkedPipelines {
    const { source, synth, images = {}, approvals = {}, evidence } = this.props;
    const { parts, deployments } = this;
    const pipelines = new LinkedPipelines(this, { plan: this.admission.plan._document, parts, source, synth, images, approvals, evidence, deployments, from });
    new ReleaseRecord(this, 'Record', parts);
    // stages are handed over until synthesis
    Aspects.of(this).add({
      visit: (node) => {
        if (node === this && !this.written && this.errorsBeforeWriting().length === 0) this.write(pipelines, from);
      },
    }, { priority: AspectPriority.MUTATING });
    return pipelines;
  }

  /** Once: whoever asserts on an app synthesizes it again, and aspects visit it again. */
  private write(pipelines: LinkedPipelines, from: Place): void {
    this.written = true;
    const plan = this.admission.plan._document;
    pipelines.write(this.gates!.judge(new Map(plan.environments.map(({ name }) => [name, this.deployments.of(name).place]))));
    if (this.props.dashboard) releaseDashboard(this, { plan, from, of: (environment) => this.deployments.of(environment) });
  }
}

function nested({ nestedStackParent: parent, node: { path } }: Stack): Problem[] {
  return parent ? [SP4017.at(path, {
    got: `a stack nested in ${parent.node.path}`, allowed: 'a stack of its own', remedies: ['put the release into the stack that it is nested in', 'make a stack for it'],
  })] : [];
}

function nobody(path: string, group: string): Problem {
  return SP4007.at(path, { got: group, allowed: 'a group of a Gate.approval', remedies: ['correct the name', 'remove what is said about it'] });
}
