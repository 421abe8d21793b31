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
    return new Source(CodePipelineSource.connection(repository, branch, { connectionArn, actionName: 'Source' }));
  }

  private constructor(private readonly producer: IFileSetProducer) {}

  /** @internal */
  public _producer(): IFileSetProducer {
    return this.producer;
  }
}
