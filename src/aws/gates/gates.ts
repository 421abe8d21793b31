import { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { IChangeSystem } from '../change-system';
import type { PipelineParts } from '../links/pipeline-parts';
import type { Place } from '../place';
import type { DeployLayout, StageLayout } from '../stages/stage-layout';
import { FreezeSchedules } from './freeze-schedules';
import { Freezes } from './freezes';
import type { HeldStage } from './held-stage';
import { heldStages } from './held-stages';
import { Judge } from './judge';
import { RunningVersions } from './running-versions';
import { TransitionKeeper } from './transition-keeper';

export interface GatesProps {
  readonly plan: PlanDocument;
  readonly stages: StageLayout[];
  readonly parts: PipelineParts;
  /** Where the pipeline is. */
  readonly at: Place;
  readonly changeSystems: Readonly<Record<string, IChangeSystem>>;
}

/** What holds releases back besides the stages and rules of CodePipeline itself, and what lets other releases' gates ask. */
export class Gates extends Construct {
  /** The stages that releases are held before. */
  public readonly held: string[];
  private readonly freezes: Freezes;

  constructor(scope: Construct, id: string, private readonly props: GatesProps) {
    super(scope, id);
    const { plan, stages, parts, at } = props;
    this.freezes = new Freezes(this, 'Freezes', { plan, at });
    const held = heldStages(stages, parts, (freezes) => this.freezes.calendarsOf(freezes));
    this.held = held.map(({ stage }) => stage);
    if (held.length > 0) this.hold(held);
    new RunningVersions(this, 'Running', {
      parts, service: plan.service, at, stages: stages.filter((stage): stage is DeployLayout => stage.kind === 'deploy'),
    });
  }

  /** @param places where the environments are, by name */
  public judge(places: ReadonlyMap<string, Place>): Judge {
    const { plan, parts, at, changeSystems } = this.props;
    return new Judge(this, 'Judge', { plan, parts, at, places, freezes: this.freezes, changeSystems });
  }

  private hold(held: HeldStage[]): void {
    const { parts, at } = this.props;
    const { declared: freezes } = this.freezes;
    const keeper = new TransitionKeeper(this, 'Keeper', { parts, held, calendarArns: this.freezes.arnsOf(freezes.map(({ name }) => name)) });
    if (freezes.length > 0) new FreezeSchedules(this, 'Schedules', { parts, at, freezes, held, keeper });
  }
}
