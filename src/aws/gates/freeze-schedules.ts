import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FreezeSpec } from '../../model/spec';
import { stageArn } from '../links/pipeline-arn';
import type { PipelineParts } from '../links/pipeline-parts';
import type { Place } from '../place';
import { stageStatements } from '../stages/stage-statements';
import { freezeEdges } from './freeze-edges';
import type { HeldStage } from './held-stage';
import type { TransitionKeeper } from './transition-keeper';
import { FREEZE_REASON } from './transition-keeping';

export interface FreezeSchedulesProps {
  readonly parts: PipelineParts;
  /** Where the pipeline is. */
  readonly at: Place;
  readonly freezes: FreezeSpec[];
  readonly held: HeldStage[];
  /** Opens what no other freeze holds. */
  readonly keeper: TransitionKeeper;
}

/**
 * The beginning of a freeze closes the way into every wave it holds, without asking anybody. Its end asks the calendars
 * first, since another freeze may last: recurring ones overlap differently each year, so they cannot be merged beforehand.
 */
export class FreezeSchedules extends Construct {
  constructor(scope: Construct, id: string, props: FreezeSchedulesProps) {
    super(scope, id);
    const { parts, at, freezes, held, keeper } = props;
    const [groupName] = parts.pipelineNames;
    const group = new CfnScheduleGroup(this, 'Group', { name: groupName });
    const { machine } = keeper;
    const role = new Role(this, 'Role', {
      description: `closes waves of ${groupName} when a freeze begins, and has the calendars asked when it ends`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': at.account,
            'aws:SourceArn': `arn:${at.partition}:scheduler:${at.region}:${at.account}:schedule-group/${groupName}`,
          },
        },
      }),
    });
    const arns = held.filter(({ freezes: holding }) => holding.length > 0).map((one) => stageArn(this, one));
    for (const statement of stageStatements(['codepipeline:DisableStageTransition'], arns)) role.addToPolicy(statement);
    machine.grantStartExecution(role);
    const schedule = (name: string, when: { expression: string; timeZone: string }, target: { arn: string; input?: string }) => new CfnSchedule(this, name, {
      groupName: group.ref,
      scheduleExpression: when.expression,
      scheduleExpressionTimezone: when.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: { ...target, roleArn: role.roleArn },
    });
    for (const freeze of freezes) {
      const { begins, ends, timeZone } = freezeEdges(freeze.span);
      begins.forEach((expression, index) => {
        for (const { pipelineName, stage } of held.filter(({ freezes: holding }) => holding.includes(freeze.name))) {
          schedule(numbered(`${freeze.name}-closes-${stage}`, index), { expression, timeZone }, {
            arn: `arn:${at.partition}:scheduler:::aws-sdk:codepipeline:disableStageTransition`,
            input: JSON.stringify({ PipelineName: pipelineName, StageName: stage, TransitionType: 'Inbound', Reason: `${FREEZE_REASON} ${freeze.name}` }),
          });
        }
      });
      ends.forEach((expression, index) => schedule(numbered(`${freeze.name}-ends`, index), { expression, timeZone }, { arn: machine.stateMachineArn }));
    }
  }
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}
