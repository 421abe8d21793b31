import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { NestedStack } from 'aws-cdk-lib/core';
import type { CodePipeline, IFileSetProducer } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { ApprovalSettings } from '../approval-settings';
import type { Deployments } from '../deployments/deployments';
import type { EvidenceStore } from '../evidence-store';
import type { Judge } from '../gates/judge';
import type { ImageOptions } from '../image';
import type { Place } from '../place';
import type { Source } from '../source';
import { synthesisStep } from '../sources/synthesis-step';
import type { ConditionedPipeline } from '../stages/conditioned-pipeline';
import { RETRY } from '../stages/conditions';
import { conditionedPipeline, deploymentEngine } from '../stages/deployment-engine';
import { StageWriter } from '../stages/stage-writer';
import type { SynthOptions } from '../synth-options';
import { candidates } from './candidates';
import { isKept } from './expected-actions';
import { HandOverStep } from './hand-over-step';
import type { PipelineParts } from './pipeline-parts';
import { HAND_OVER } from './pipeline-parts';
import { checkSizes } from './written-sizes';

export interface LinkedPipelinesProps {
  readonly plan: PlanDocument;
  readonly parts: PipelineParts;
  readonly source: Source;
  readonly synth: SynthOptions;
  /** By name. */
  readonly images: Readonly<Record<string, ImageOptions>>;
  /** By group. */
  readonly approvals: Record<string, ApprovalSettings>;
  readonly evidence: EvidenceStore | undefined;
  readonly deployments: Deployments;
  /** Where the pipelines are. */
  readonly from: Place;
}

/** A pipeline, what writes its stages, and what it hands over. */
interface Written {
  readonly codePipeline: ConditionedPipeline;
  readonly engine: CodePipeline;
  readonly writer: StageWriter;
  readonly cloudAssembly: IFileSetProducer;
}

/**
 * The pipelines of CodePipeline that a release goes through. The first one builds a candidate, updates all of them, and hands the
 * candidate over; the others take it up as it is. Each later one is a stack of its own inside the pipeline's stack, so one update changes
 * all of them or none.
 */
export class LinkedPipelines {
  private readonly written: Written[];
  private readonly bucket: IBucket | undefined;

  constructor(scope: Construct, private readonly props: LinkedPipelinesProps) {
    const { parts } = props;
    this.bucket = parts.areLinked ? candidates(scope) : undefined;
    this.written = parts.parts.map(({ pipelineName }, i) => (i === 0 ? this.first(scope, pipelineName) : this.later(scope, pipelineName, i + 1)));
    this.written.forEach(({ codePipeline }, i) => checkSizes(codePipeline, isKept(parts.parts[i].stages)));
  }

  /** The pipeline that builds candidates. */
  public get origin(): ConditionedPipeline {
    return this.written[0].codePipeline;
  }

  public write(judge: Judge): void {
    const { parts: { parts }, source } = this.props;
    this.written.forEach(({ engine, codePipeline, writer, cloudAssembly }, i) => {
      writer.write(parts[i].stages, judge);
      if (i < parts.length - 1) {
        codePipeline.condition(HAND_OVER, RETRY);
        engine.addWave(HAND_OVER, { post: [new HandOverStep({
          bucket: this.bucket!, cloudAssembly: i === 0 ? cloudAssembly.primaryOutput : undefined, revision: source._revision, next: parts[i + 1].pipelineName,
        })] });
      }
      // now, and not in the aspect of CDK Pipelines: by then the pipeline's role has looked whether its statements fit into one policy
      engine.buildPipeline();
    });
  }

  private first(scope: Construct, pipelineName: string): Written {
    const { plan, source, synth, images, parts } = this.props;
    const codePipeline = conditionedPipeline(scope, { pipelineName, supersede: plan.supersede, isLater: false });
    const sources = source._producer(parts.areLinked);
    const cloudAssembly = synthesisStep(scope, { service: plan.service, synth, images, input: sources });
    return this.engine(scope, codePipeline, sources, cloudAssembly, true);
  }

  private later(scope: Construct, pipelineName: string, number: number): Written {
    const { plan, source } = this.props;
    const stack = new NestedStack(scope, `Part${number}`, { description: `${pipelineName}: a release of ${plan.service} goes on here` });
    const codePipeline = conditionedPipeline(stack, { pipelineName, supersede: plan.supersede, isLater: true });
    const step = source._handedOver(this.bucket!);
    return this.engine(stack, codePipeline, step.sources, step, false);
  }

  private engine(
    scope: Construct, codePipeline: ConditionedPipeline, sources: IFileSetProducer, cloudAssembly: IFileSetProducer, selfMutation: boolean,
  ): Written {
    const { plan: { service }, source, approvals, evidence, deployments, from } = this.props;
    for (const statement of source._statements()) codePipeline.addToRolePolicy(statement);
    const engine = deploymentEngine(scope, { codePipeline, synth: cloudAssembly, selfMutation });
    const writer = new StageWriter({ scope, service, engine, codePipeline, sources, cloudAssembly, approvals, evidence, deployments, from });
    return { codePipeline, engine, cloudAssembly, writer };
  }
}
