import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { Place } from '../place';
import type { StageLayout } from '../stage-layout';
import { changeCalendar } from './change-calendar';
import { FreezeSchedules } from './freeze-schedules';
import type { HeldStage } from './held-stage';
import { TransitionKeeper } from './transition-keeper';

export interface FreezesProps {
  readonly plan: PlanDocument;
  readonly stages: StageLayout[];
  readonly pipelineName: string;
  readonly pipelineArn: string;
  /** Where the pipeline is. */
  readonly at: Place;
}

/** The record of the freezes, as one calendar each, and what closes and opens the way into the waves they hold. */
export class Freezes extends Construct {
  /** The stages whose way in they close. */
  public readonly held: string[];
  private readonly calendars = new Map<string, string>();

  constructor(scope: Construct, id: string, private readonly props: FreezesProps) {
    super(scope, id);
    const { plan, pipelineName, pipelineArn, at } = props;
    const entries = lookup(plan).entries.filter(({ freezes }) => freezes.length > 0);
    const freezes = plan.freezes.filter(({ name }) => entries.some((entry) => entry.freezes.includes(name)));
    for (const freeze of freezes) {
      // `CfnDocument` takes no text for its content, which a calendar is
      const calendar = new CfnResource(this, freeze.name, {
        type: 'AWS::SSM::Document',
        properties: { Content: changeCalendar(plan.service, freeze), DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' },
      });
      this.calendars.set(freeze.name, calendar.ref);
    }
    const held = entries.map(({ wave, freezes: holding }): HeldStage => (
      { stage: props.stages.find((stage) => stage.wave === wave.name)!.name, freezes: [...holding], calendars: this.calendarsOf(holding) }));
    this.held = held.map(({ stage }) => stage);
    if (held.length === 0) return;
    const keeper = new TransitionKeeper(this, 'Keeper', { pipelineName, pipelineArn, held, calendarArns: this.arnsOf(freezes.map(({ name }) => name)) });
    new FreezeSchedules(this, 'Schedules', { pipelineName, pipelineArn, at, freezes, held, keeper });
  }

  /** Names of the calendars of some freezes. */
  public calendarsOf(freezes: readonly string[]): string[] {
    return freezes.map((name) => this.calendars.get(name)!);
  }

  public arnsOf(freezes: readonly string[]): string[] {
    const { partition, region, account } = this.props.at;
    return this.calendarsOf(freezes).map((name) => `arn:${partition}:ssm:${region}:${account}:document/${name}`);
  }
}
