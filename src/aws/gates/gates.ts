import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { IChangeSystem } from '../change-system';
import { pipelineName } from '../names';
import type { Place } from '../place';
import type { DeployLayout, StageLayout } from '../stage-layout';
import { Freezes } from './freezes';
import { Judge } from './judge';
import { RunningVersions } from './running-versions';

export interface GatesProps {
  readonly plan: PlanDocument;
  readonly stages: StageLayout[];
  /** Where the pipeline is. */
  readonly at: Place;
  readonly changeSystems: Readonly<Record<string, IChangeSystem>>;
}

/** What holds releases back besides the stages and rules of CodePipeline itself, and what lets other releases' gates ask. */
export class Gates extends Construct {
  private readonly freezes: Freezes;
  private readonly pipeline: { readonly pipelineName: string; readonly pipelineArn: string };

  constructor(scope: Construct, id: string, private readonly props: GatesProps) {
    super(scope, id);
    const { plan, stages, at } = props;
    const name = pipelineName(plan.service);
    // by name: the pipeline asks a function that may not wait for the pipeline
    this.pipeline = { pipelineName: name, pipelineArn: Stack.of(this).formatArn({ service: 'codepipeline', resource: name }) };
    this.freezes = new Freezes(this, 'Freezes', { ...this.pipeline, plan, stages, at });
    new RunningVersions(this, 'Running', {
      ...this.pipeline, service: plan.service, at, stages: stages.filter((stage): stage is DeployLayout => stage.kind === 'deploy'),
    });
  }

  /** The stages that freezes close the way into. */
  public get held(): string[] {
    return this.freezes.held;
  }

  /** @param places where the environments are, by name */
  public judge(places: ReadonlyMap<string, Place>): Judge {
    const { plan, at, changeSystems } = this.props;
    return new Judge(this, 'Judge', { ...this.pipeline, plan, at, places, freezes: this.freezes, changeSystems });
  }
}
