import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodePipelineSource } from 'aws-cdk-lib/pipelines';

/**
 * A repository that CodePipeline reaches through a connection.
 */
export interface ConnectionSourceOptions {
  /**
   * ARN of a CodeConnections connection.
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/connections.html
   */
  readonly connectionArn: string;

  /** Owner and name, for example `'shop/api'`. */
  readonly repository: string;

  /** A push to this branch makes a candidate. */
  readonly branch: string;
}

/**
 * Where candidates come from.
 */
export class Source {
  /**
   * A repository at GitHub, GitLab or Bitbucket.
   */
  public static connection(options: ConnectionSourceOptions): Source {
    const { repository, branch, connectionArn } = options;
    // the CDK grants the service's former name only, and IAM wants the name that stands in the ARN
    const use = new PolicyStatement({ actions: ['codeconnections:UseConnection'], resources: [connectionArn] });
    const statements = connectionArn.includes(':codestar-connections:') ? [] : [use];
    return new Source(CodePipelineSource.connection(repository, branch, { connectionArn, actionName: 'Source' }), statements);
  }

  private constructor(private readonly producer: IFileSetProducer, private readonly statements: PolicyStatement[]) {}

  /** @internal */
  public _producer(): IFileSetProducer {
    return this.producer;
  }

  /**
   * What the pipeline's role needs besides what the CDK grants.
   * @internal
   */
  public _statements(): PolicyStatement[] {
    return this.statements;
  }
}
