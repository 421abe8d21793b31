import { GlobalVariables } from 'aws-cdk-lib/aws-codepipeline';
import type { Asked } from '../handlers/gate/question';

/** What is handed to the gate function, for a stage. */
export function asking(pipeline: string, stage: string, rest: Pick<Asked, 'canWait' | 'questions'>): Asked {
  return { pipeline, stage, execution: GlobalVariables.executionId, ...rest };
}
