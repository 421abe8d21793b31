import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stage } from 'aws-cdk-lib/core';
import { Aws } from 'aws-cdk-lib/core';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodeBuildStep } from 'aws-cdk-lib/pipelines';
import type { Place } from './place';

/** What a wave would change. */
export interface Reviewed {
  readonly stage: Stage;
  readonly place: Place;
}

/** Name of the action. */
export const REVIEW = 'review';

/** CodeBuild tells a build where its own log is. */
const LOG = 'CODEBUILD_BUILD_URL';

/**
 * Shows the difference of each stack to what is deployed, before anybody is asked. It compares templates: a change set that
 * waited for an answer would make the deployment one that cannot be run again, and so cannot be rolled back.
 */
export class ReviewStep extends CodeBuildStep {
  /** The page with the differences. */
  public readonly url: string;

  constructor(cloudAssembly: IFileSetProducer, reviewed: Reviewed[]) {
    super(REVIEW, {
      input: cloudAssembly,
      installCommands: ['npm install -g aws-cdk@2'],
      commands: reviewed.map(({ stage }) => `cdk -a . diff --no-change-set '${stage.node.path}/**'`),
      rolePolicyStatements: [readDeployed(reviewed.map(({ place }) => place))],
    });
    this.url = this.exportedVariable(LOG);
  }
}

/** The roles that the bootstrap stack has for looking up what is there, in the accounts of the environments. */
function readDeployed(places: Place[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['sts:AssumeRole'],
    resources: [...new Set(places.map(({ account }) => account))].map((account) => `arn:${Aws.PARTITION}:iam::${account}:role/*`),
    conditions: { StringEquals: { 'iam:ResourceTag/aws-cdk:bootstrap-role': 'lookup' } },
  });
}
