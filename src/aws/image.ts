import type { IRepository } from 'aws-cdk-lib/aws-ecr';

/**
 * A container image that is built elsewhere and released here.
 */
export interface ImageOptions {
  /** Where it is pushed to, in the account and Region of the pipeline. */
  readonly repository: IRepository;

  /**
   * A push of this tag makes a candidate. What is released is the digest it had then, whatever the tag means later.
   * @default 'latest'
   */
  readonly tag?: string;
}
