import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { objectiveName } from '../names';
import type { Place } from '../place';

/** ARN of the objective that an environment's error budget belongs to. */
export function objectiveArn(service: string, environment: string, { partition, region, account }: Place): string {
  return `arn:${partition}:application-signals:${region}:${account}:slo/${objectiveName(service, environment)}`;
}

/** To see how much of it is left. */
export function readBudget(service: string, environment: string, at: Place): PolicyStatement {
  return new PolicyStatement({ actions: ['application-signals:BatchGetServiceLevelObjectiveBudgetReport'], resources: [objectiveArn(service, environment, at)] });
}
