import type { Rule } from 'aws-cdk-lib/aws-codepipeline';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A rule of a condition and what the pipeline's role needs for it: the CDK grants nothing for rules. */
export interface GrantedRule {
  readonly rule: Rule;
  readonly statements: PolicyStatement[];
}
