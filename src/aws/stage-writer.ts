import { ArnPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { CodePipeline, IFileSetProducer } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { ApprovalStep } from './approval-step';
import type { ConditionedPipeline } from './conditioned-pipeline';
import type { Watch } from './conditions';
import { deployConditions, entryConditions } from './conditions';
import type { Deployments } from './deployments';
import { EntryStep } from './entry-step';
import { jobStep } from './job-step';
import type { DeployLayout, EntryLayout, GateLayout, StageLayout } from './layout';
import { approvalActionName } from './names';
import type { Place } from './place';

export interface StageWriterProps {
  readonly scope: Construct;
  readonly service: string;
  readonly engine: CodePipeline;
  readonly codePipeline: ConditionedPipeline;
  readonly sources: IFileSetProducer;
  readonly deployments: Deployments;
  readonly from: Place;
}

/** Writes a layout into CDK Pipelines: a wave that holds only steps becomes a stage of its own. */
export class StageWriter {
  constructor(private readonly props: StageWriterProps) {}

  public write(stages: StageLayout[]): void {
    const watch = this.watch(stages);
    for (const stage of stages) {
      if (stage.kind === 'gate') this.gate(stage);
      else if (stage.kind === 'entry') this.entry(stage, watch);
      else this.deploy(stage, watch);
    }
  }

  private gate({ name, approvals, checks }: GateLayout): void {
    this.props.engine.addWave(name, {
      post: [
        ...approvals.map((approval) => new ApprovalStep(approvalActionName(approval.group), approval)),
        ...checks.map((job) => jobStep(job, this.props.sources)),
      ],
    });
  }

  private entry(stage: EntryLayout, watch: Watch): void {
    this.props.codePipeline.condition(stage.name, entryConditions(stage, watch));
    this.props.engine.addWave(stage.name, { post: [new EntryStep('enter', this.entryRole())] });
  }

  /** One for all entries. */
  private entryRole(): Role {
    const { scope, codePipeline } = this.props;
    return scope.node.tryFindChild('EntryRole') as Role | undefined
      ?? new Role(scope, 'EntryRole', { assumedBy: new ArnPrincipal(codePipeline.role.roleArn) });
  }

  private deploy(stage: DeployLayout, watch: Watch): void {
    const { engine, sources, deployments } = this.props;
    const wave = engine.addWave(stage.name, { post: stage.verifications.map((job) => jobStep(job, sources)) });
    for (const environment of stage.environments) wave.addStage(deployments.of(environment).stage);
    const stageName = wave.stages.length === 1 ? wave.stages[0].stageName : stage.name;
    this.props.codePipeline.condition(stageName, deployConditions(stage, watch));
  }

  private watch(stages: StageLayout[]): Watch {
    const { scope, service, codePipeline, deployments, from } = this.props;
    const environments = stages.flatMap((stage) => (stage.kind === 'deploy' ? stage.environments : []));
    const places = new Map(environments.map((environment) => [environment, deployments.of(environment).place]));
    return { scope, service, from, places, pipeline: codePipeline };
  }
}
