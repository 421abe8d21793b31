import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stage } from 'aws-cdk-lib/core';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodeBuildStep } from 'aws-cdk-lib/pipelines';

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

  constructor(cloudAssembly: IFileSetProducer, reviewed: Stage[]) {
    super(REVIEW, {
      input: cloudAssembly,
      installCommands: ['npm install -g aws-cdk@2'],
      commands: reviewed.map(({ node }) => `cdk -a . diff --no-fail --no-change-set '${node.path}/**'`),
      rolePolicyStatements: readDeployed(reviewed),
    });
    this.url = this.exportedVariable(LOG);
  }
}

/** With the roles that the bootstrap stacks have for looking things up. An environment without one is read as it is deployed to. */
function readDeployed(reviewed: Stage[]): PolicyStatement[] {
  const stacks = reviewed.flatMap(({ node }) => node.findAll().filter((construct): construct is Stack => Stack.isStack(construct) && !construct.nested));
  const roles = [...new Set(stacks.flatMap(({ synthesizer }) => synthesizer.lookupRole ?? []))];
  return roles.length > 0 ? [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: roles.map((role) => Fn.sub(role)) })] : [];
}
