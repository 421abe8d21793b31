import { ArnPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { CodePipeline, IFileSetProducer, Step } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import type { ApprovalSettings } from '../approval-settings';
import { dataFirst } from '../deployments/data-rule';
import type { Deployments } from '../deployments/deployments';
import type { EvidenceStore } from '../evidence-store';
import { evidenceStep } from '../gates/evidence-step';
import type { Judge } from '../gates/judge';
import { approvalActionNames, EVIDENCE_ACTION } from '../names';
import type { Place } from '../place';
import { ApprovalStep } from './approval-step';
import type { ConditionedPipeline, StageConditions } from './conditioned-pipeline';
import { deployConditions, entryConditions, gateConditions, soakConditions, windowConditions } from './conditions';
import type { Watch } from './conditions';
import { EntryStep } from './entry-step';
import { jobStep } from './job-step';
import { ReviewStep } from './review-step';
import type { DeployLayout, GateLayout, StageLayout } from './stage-layout';
import { takeTurns } from './turn-step';

export interface StageWriterProps {
  readonly scope: Construct;
  readonly service: string;
  readonly engine: CodePipeline;
  readonly codePipeline: ConditionedPipeline;
  readonly sources: IFileSetProducer;
  readonly cloudAssembly: IFileSetProducer;
  readonly deployments: Deployments;
  /** By group. */
  readonly approvals: Record<string, ApprovalSettings>;
  /** Where evidence is found; there is one when some is asked for. */
  readonly evidence: EvidenceStore | undefined;
  readonly from: Place;
}

/** Writes a layout into CDK Pipelines: a wave that holds only steps becomes a stage of its own. */
export class StageWriter {
  constructor(private readonly props: StageWriterProps) {}

  public write(stages: StageLayout[], judge: Judge): void {
    const watch = this.watch(stages, judge);
    for (const stage of stages) this.writeStage(stage, watch);
  }

  private writeStage(stage: StageLayout, watch: Watch): void {
    switch (stage.kind) {
      case 'gate': return this.steps(stage.name, this.questions(stage, watch), gateConditions(stage, watch));
      case 'window': return this.steps(stage.name, [this.pass('enter')], windowConditions(stage, watch));
      case 'entry': return this.steps(stage.name, [this.pass('enter')], entryConditions(stage, watch));
      case 'soak': return this.steps(stage.name, [this.pass('bake')], soakConditions(stage, watch));
      case 'deploy': return this.deploy(stage, deployConditions(stage, watch));
    }
  }

  private steps(name: string, post: Step[], conditions: StageConditions): void {
    this.props.codePipeline.condition(name, conditions);
    this.props.engine.addWave(name, { post });
  }

  private questions(stage: GateLayout, { judge }: Watch): Step[] {
    const { sources, cloudAssembly, deployments } = this.props;
    const { approvals, checks, reviewed } = stage;
    const review = reviewed.length > 0 ? new ReviewStep(cloudAssembly, reviewed.map((environment) => deployments.of(environment).stage)) : undefined;
    return [
      ...(review ? [review] : []),
      ...approvals.flatMap((approval) => approvalActionNames(approval).map((name) =>
        new ApprovalStep(name, { approval, review, settings: this.props.approvals[approval.group] ?? {} }))),
      ...checks.map((job) => jobStep(job, sources)),
      ...judge.waiting(stage),
      ...this.evidence(stage),
    ];
  }

  private evidence({ wave, evidence }: GateLayout): Step[] {
    const { cloudAssembly, deployments, evidence: store } = this.props;
    if (evidence.length === 0) return [];
    const folders = deployments.inWave(wave).map(({ stage }) => stage.artifactId);
    return [evidenceStep(EVIDENCE_ACTION, { store: store!, evidence, cloudAssembly, folders })];
  }

  /** A stage must have an action. */
  private pass(id: string): EntryStep {
    const { scope, codePipeline, sources } = this.props;
    const role = scope.node.tryFindChild('EntryRole') as Role | undefined
      ?? new Role(scope, 'EntryRole', { assumedBy: new ArnPrincipal(codePipeline.role.roleArn) });
    if (!scope.node.tryFindChild('EntryLogs')) this.entryLogs();
    return new EntryStep(id, role, sources);
  }

  /** CodePipeline would make it with its first line, and keep it for ever. It tells nothing, so it goes with the pipeline. */
  private entryLogs(): void {
    const { scope, codePipeline: { pipelineName } } = this.props;
    new LogGroup(scope, 'EntryLogs', { logGroupName: `/aws/codepipeline/${pipelineName}`, retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY });
  }

  private deploy(stage: DeployLayout, conditions: StageConditions): void {
    const { engine, codePipeline, sources, deployments } = this.props;
    const wave = engine.addWave(stage.name, { post: stage.verifications.map((job) => jobStep(job, sources)) });
    for (const handed of stage.environments.map((environment) => deployments.of(environment).stage)) dataFirst(wave.addStage(handed), handed);
    takeTurns(wave.stages, stage.maxConcurrent);
    // CDK Pipelines calls a wave of one environment by the name of its cdk.Stage
    codePipeline.condition(stage.name, conditions, wave.stages.length === 1 ? wave.stages[0].stageName : stage.name);
  }

  private watch(stages: StageLayout[], judge: Judge): Watch {
    const { scope, service, codePipeline, deployments, from } = this.props;
    const environments = stages.flatMap((stage) => (stage.kind === 'deploy' ? stage.environments : []));
    const places = new Map(environments.map((environment) => [environment, deployments.of(environment).place]));
    return { scope, service, from, places, pipeline: codePipeline, judge };
  }
}
