import { Rule, RuleTargetInput, EventField } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Arn, Aws, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pipelineArn, stageArn } from '../links/pipeline-arn';
import type { PipelineParts } from '../links/pipeline-parts';
import { SOURCE_ACTION, undoMachineName, vetoPath } from '../names';
import type { ConditionedPipeline } from '../stages/conditioned-pipeline';
import { stageStatements } from '../stages/stage-statements';
import { undoDefinition } from './undo-definition';
import type { UndoTable } from './undo-table';
import { vetoStatement } from './veto';

export interface UndoMachineProps {
  readonly service: string;
  /** The pipeline that builds candidates. */
  readonly origin: ConditionedPipeline;
  readonly parts: PipelineParts;
  readonly table: UndoTable;
}

/** What CodePipeline does not undo by itself, one Standard state machine for the pipeline. */
export class UndoMachine extends Construct {
  private readonly machine: StateMachine;
  private readonly service: string;

  constructor(scope: Construct, id: string, { service, origin, parts, table }: UndoMachineProps) {
    super(scope, id);
    this.service = service;
    const { pipelineNames } = parts;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: undoMachineName(service),
      role,
      // CDK Pipelines names the source's artifact, when it builds itself
      definitionBody: DefinitionBody.fromString(Lazy.string({
        produce: () => JSON.stringify(undoDefinition({ service, table, vetoes: vetoPath(service), artifact: sourceArtifact(origin) })),
      })),
      definitionSubstitutions: { pipeline: pipelineNames[0], role: role.roleName, partition: Aws.PARTITION },
      logs: { destination: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR }), level: LogLevel.ALL },
      tracingEnabled: true,
    });
    role.addToPolicy(new PolicyStatement({
      actions: [
        'codepipeline:GetPipelineExecution', 'codepipeline:ListPipelineExecutions', 'codepipeline:ListActionExecutions', 'codepipeline:ListRuleExecutions',
        'codepipeline:StopPipelineExecution',
      ],
      resources: pipelineNames.map((name) => pipelineArn(this, name)),
    }));
    const undone = table.order.map(({ stage }) => stageArn(this, { pipelineName: parts.nameOf(stage), stage }));
    for (const statement of stageStatements(['codepipeline:RollbackStage'], undone)) role.addToPolicy(statement);
    role.addToPolicy(vetoStatement(this, service, ['ssm:GetParameter', 'ssm:PutParameter']));
    role.addToPolicy(new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [Arn.format({ service: 'events', resource: 'event-bus', resourceName: 'default' }, Stack.of(this))],
    }));
    this.listen(pipelineNames);
  }

  public get machineArn(): string {
    return this.machine.stateMachineArn;
  }

  /** Lets somebody order a rollback, and see what came of it. */
  public grantOrder(grantee: IGrantable): void {
    this.machine.grantStartExecution(grantee);
    this.machine.grant(grantee, 'states:DescribeStateMachine', 'states:ListExecutions');
    this.machine.grantExecution(grantee, 'states:DescribeExecution', 'states:GetExecutionHistory');
  }

  /** Lets somebody lift a veto, and see which there are, who imposed them and why. */
  public grantLift(grantee: IGrantable): void {
    const { actions, resources } = vetoStatement(this, this.service, ['ssm:GetParameter', 'ssm:DeleteParameter']);
    Grant.addToPrincipal({ grantee, actions, resourceArns: resources });
    // a path is listed by whoever may see the path itself
    const path = Arn.format({ service: 'ssm', resource: 'parameter', resourceName: vetoPath(this.service).slice(1) }, Stack.of(this));
    Grant.addToPrincipal({ grantee, actions: ['ssm:GetParametersByPath'], resourceArns: [path, ...resources] });
  }

  /** Every stage: a pattern that named those that count could outgrow what EventBridge takes. The machine knows them. */
  private listen(pipelineNames: string[]): void {
    new Rule(this, 'Rule', {
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Stage Execution State Change'],
        detail: { pipeline: pipelineNames, state: ['FAILED', 'STARTED'] },
      },
      targets: [new SfnStateMachine(this.machine, {
        input: RuleTargetInput.fromObject({
          pipeline: EventField.fromPath('$.detail.pipeline'),
          stage: EventField.fromPath('$.detail.stage'),
          state: EventField.fromPath('$.detail.state'),
          execution: EventField.fromPath('$.detail.execution-id'),
        }),
      })],
    });
  }
}

function sourceArtifact({ stages }: ConditionedPipeline): string {
  const source = stages[0].actions.find(({ actionProperties }) => actionProperties.actionName === SOURCE_ACTION)!;
  return source.actionProperties.outputs![0].artifactName!;
}
