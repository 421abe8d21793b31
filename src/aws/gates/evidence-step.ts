import { LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodeBuildStep } from 'aws-cdk-lib/pipelines';
import type { EvidenceStore } from '../evidence-store';
import { imageDigests } from './image-digests';

export interface EvidenceStepProps {
  readonly store: EvidenceStore;
  /** Kinds of evidence that must exist. */
  readonly evidence: string[];
  /** What is about to be deployed. */
  readonly cloudAssembly: IFileSetProducer;
  /** Folders of the environments' stages in it. */
  readonly folders: string[];
}

/** Verifies, for every image that is about to be deployed, that each kind of evidence was signed for its very digest. */
export function evidenceStep(id: string, { store, evidence, cloudAssembly, folders }: EvidenceStepProps): CodeBuildStep {
  const { repository, key, verifier, predicateTypes } = store._options();
  const templates = folders.map((folder) => `${folder}/*.template.json`).join(' ');
  const manifests = folders.map((folder) => `${folder}/*.assets.json`).join(' ');
  // nothing was sent to a public log, which would tell everybody what is released and when
  const verify = `cosign verify-attestation --key "awskms:///${key.keyArn}" --insecure-ignore-tlog=true --type "$type" "${repository.repositoryUri}@$digest" > /dev/null`;
  return new CodeBuildStep(id, {
    input: cloudAssembly,
    commands: [
      // an image that CDK Pipelines builds is deployed by a tag, which says nothing about its content
      `if grep -q '"dockerImages": {$' ${manifests}; then echo "an image is deployed by its tag"; exit 1; fi`,
      `digests=$(${imageDigests(templates)})`,
      'if test -z "$digests"; then echo "no image is deployed by its digest"; exit 1; fi',
      `for digest in $digests; do for type in ${evidence.map((kind) => `"${predicateTypes[kind]}"`).join(' ')}; do echo "$type of $digest"; ${verify} || exit 1; done; done`,
    ],
    buildEnvironment: { buildImage: LinuxBuildImage.fromDockerRegistry(verifier) },
    rolePolicyStatements: [
      new PolicyStatement({ actions: ['kms:DescribeKey', 'kms:GetPublicKey'], resources: [key.keyArn] }),
      new PolicyStatement({ actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], resources: [repository.repositoryArn] }),
      // a token is for the registry: no permission of ECR narrows it
      new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    ],
  });
}
