import type { ITopic } from 'aws-cdk-lib/aws-sns';

/**
 * How a group is asked for its approval.
 */
export interface ApprovalSettings {
  /**
   * A page to look at before answering.
   * @default - the changes, where the wave's `reviewChanges` is set; no page otherwise
   */
  readonly link?: string;

  /**
   * Where the request is announced.
   * @default - nowhere: it stands in the console
   */
  readonly topic?: ITopic;
}
