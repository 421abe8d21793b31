import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { handlerCode } from '../handler-code';
import type { Asked } from '../handlers/gate/question';

/** Longer than the slowest answer that is waited for, a change system's of ten seconds. */
const TIMEOUT = Duration.seconds(60);

/** Judges what CodePipeline cannot; one for a pipeline, with the permissions of what it is asked and no others. */
export class GateFunction extends Construct {
  public readonly role: Role;
  private readonly function: Function;

  constructor(scope: Construct, id: string, pipelineName: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    // a rule may come as a job too; jobs have no name that a permission could have
    this.role.addToPolicy(new PolicyStatement({ actions: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'], resources: ['*'] }));
    this.function = new Function(this, 'Function', {
      description: `judges the gates of ${pipelineName}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: handlerCode('gate'),
      handler: 'index.handler',
      timeout: TIMEOUT,
      memorySize: 256,
      role: this.role,
      logGroup,
    });
  }

  public get functionName(): string {
    return this.function.functionName;
  }

  /** As a text that may hold what is known only when it is deployed. */
  public stringified(asked: Asked): string {
    return Stack.of(this).toJsonString(asked);
  }

  /** What a rule's pipeline needs: the CDK grants nothing for rules. */
  public get invocation(): PolicyStatement {
    return new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] });
  }

  public get lambda(): Function {
    return this.function;
  }
}
