import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { FreezeSpec } from '../../model/spec';
import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { Place } from '../place';
import { calendarName } from './calendar-name';
import { changeCalendar } from './change-calendar';

export interface FreezesProps {
  readonly plan: PlanDocument;
  /** Where the pipeline is. */
  readonly at: Place;
}

/** The record of the freezes, as one calendar each. */
export class Freezes extends Construct {
  /** Those that hold a wave. */
  public readonly declared: FreezeSpec[];
  private readonly calendars = new Map<string, string>();

  constructor(scope: Construct, id: string, private readonly props: FreezesProps) {
    super(scope, id);
    const { plan } = props;
    const entries = lookup(plan).entries.filter(({ freezes }) => freezes.length > 0);
    this.declared = plan.freezes.filter(({ name }) => entries.some((entry) => entry.freezes.includes(name)));
    for (const freeze of this.declared) {
      const content = changeCalendar(plan.service, freeze);
      const name = calendarName(plan.service, freeze.name, content);
      // `CfnDocument` takes no text for its content, which a calendar is
      new CfnResource(this, freeze.name, {
        type: 'AWS::SSM::Document',
        properties: { Name: name, Content: content, DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' },
      });
      this.calendars.set(freeze.name, name);
    }
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
