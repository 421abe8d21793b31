import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { CfnKey } from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import type { Problem } from '../../plan/problem';
import { SP4801, SP4802, SP4803, SP4804 } from '../problems-links';
import type { ConditionedPipeline } from '../stages/conditioned-pipeline';
import { deployedLength } from './deployed-length';
import { ACTIONS_AT_MOST, KEPT_ACTIONS_AT_MOST } from './expected-actions';

/** Under this, no template comes near its limit, and need not be measured. */
const ACTIONS_MEASURED = 300;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html, with room for what stands beside the stages. */
const STAGES_BYTES_AT_MOST = 900_000;
/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const KEY_POLICY_AT_MOST = 32_768;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html */
const BUCKET_POLICY_AT_MOST = 20_480;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_POLICIES_AT_MOST = 10;

const REMEDIES = ['give environments stages of their own with stagePerEnvironment, so that the release goes on in another pipeline', 'split the environments over two releases'];

/**
 * Fails synthesis with the limit that a pipeline exceeds; the CDK has written all of it by the time it asks.
 * @param isKept whether a state machine reads the pipeline's state, to keep its entries
 */
export function checkSizes(pipeline: ConditionedPipeline, isKept: boolean): void {
  const problems = () => [...actions(pipeline), ...(isKept ? state(pipeline) : []), ...template(pipeline), ...policies(pipeline)];
  pipeline.node.addValidation({ validate: () => problems().map(({ message }) => message) });
}

function actions({ node, actionCount }: ConditionedPipeline): Problem[] {
  return actionCount <= ACTIONS_AT_MOST ? [] : [SP4801.at(node.path, {
    got: `${actionCount}`, allowed: `at most ${ACTIONS_AT_MOST} in a pipeline`, remedies: ['deploy fewer stacks to an environment', ...REMEDIES],
  })];
}

function state({ node, actionCount }: ConditionedPipeline): Problem[] {
  return actionCount <= KEPT_ACTIONS_AT_MOST || actionCount > ACTIONS_AT_MOST ? [] : [SP4804.at(node.path, {
    got: `${actionCount}`, allowed: `at most ${KEPT_ACTIONS_AT_MOST} in a pipeline whose waves have windows, freezes, budgets or quiet gates`,
    remedies: ['deploy fewer stacks to an environment', ...REMEDIES],
  })];
}

function template(pipeline: ConditionedPipeline): Problem[] {
  if (pipeline.actionCount < ACTIONS_MEASURED) return [];
  const { stages } = pipeline.node.defaultChild as CfnPipeline;
  const bytes = Buffer.byteLength(JSON.stringify({ Resources: { '': { Properties: { Stages: Stack.of(pipeline).resolve(stages) } } } }, undefined, 1));
  return bytes <= STAGES_BYTES_AT_MOST ? [] : [SP4802.at(pipeline.node.path, {
    got: `${bytes} bytes`, allowed: `at most ${STAGES_BYTES_AT_MOST} for its stages`, remedies: ['deploy fewer stacks to an environment', ...REMEDIES],
  })];
}

function policies(pipeline: ConditionedPipeline): Problem[] {
  const stack = Stack.of(pipeline);
  const { artifactBucket: bucket, role, node } = pipeline;
  const key = bucket.encryptionKey?.node.defaultChild as CfnKey | undefined;
  const attached = role.node.children.filter((child) => child instanceof ManagedPolicy).length;
  const sizes: [what: string, got: number, atMost: number, unit: string][] = [
    ['the key of its artifacts', deployedLength(stack.resolve(key?.keyPolicy)), KEY_POLICY_AT_MOST, 'bytes of policy'],
    ['the bucket of its artifacts', deployedLength(stack.resolve(bucket.policy?.document)), BUCKET_POLICY_AT_MOST, 'bytes of policy'],
    ['its role', attached, ROLE_POLICIES_AT_MOST, 'managed policies'],
  ];
  return sizes.filter(([, got, atMost]) => got > atMost).map(([what, got, atMost, unit]) => SP4803.at(node.path, {
    got: `${got} ${unit}`, allowed: `at most ${atMost} for ${what}`, remedies: REMEDIES,
  }));
}
