import { Variable } from 'aws-cdk-lib/aws-codepipeline';

/** The variable of a later pipeline that has the execution of the first one: what was built, was built there. */
export const FIRST_EXECUTION = 'FIRST_EXECUTION';

export function firstExecution(): Variable {
  return new Variable({ variableName: FIRST_EXECUTION, defaultValue: 'none', description: 'the execution of the first pipeline that built the candidate' });
}
