/** The pipeline's own stack, written by hand with L1 constructs: what an expert who needs nothing else would write. */
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import type { CfnPipelineProps } from 'aws-cdk-lib/aws-codepipeline';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import type { Stage } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { COMMANDS, CONNECTION } from './aws-shape';

/** A stack that the pipeline deploys. */
export interface Deployed {
  readonly name: string;
  readonly stackName: string;
  readonly account: string;
  readonly templatePath: string;
}

/** What stands in a pipeline that releases more carefully. */
export interface More {
  /** Of the pipeline itself. */
  readonly pipeline?: Partial<CfnPipelineProps>;
  /** Of each stage that deploys. */
  readonly stage?: Partial<CfnPipeline.StageDeclarationProperty>;
  /** Before the commands of the build, and what its role needs for them. */
  readonly commands?: string[];
  readonly statements?: object[];
  /** Of the build's buildspec. */
  readonly buildspec?: object;
}

/** The stacks of an environment. */
export function deployedOf(stage: Stage): Deployed[] {
  return stage.node.children.filter((child): child is Stack => Stack.isStack(child)).map((stack) => ({
    name: `${stage.stageName}.${stack.node.id}`,
    stackName: stack.stackName,
    account: stack.account,
    templatePath: `assembly-${stage.stageName}/${stack.templateFile}`,
  }));
}

export const allow = (actions: string | string[], resources: unknown) => ({ Action: actions, Effect: 'Allow', Resource: resources });
export const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const bootstrapRole = (kind: string, account: string) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${kind}-role-${account}-eu-west-1`;
const actionType = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

/** Writes the pipeline; each entry of `waves` becomes a stage. */
export function writePipeline(stack: Stack, waves: Deployed[][], more: More = {}): void {
  const accounts = [...new Set(waves.flat().map(({ account }) => account))];
  const deployRoles = accounts.map((account) => bootstrapRole('deploy', account));
  const key = new CfnKey(stack, 'Key', {
    enableKeyRotation: true,
    keyPolicy: document(
      { Action: 'kms:*', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Resource: '*' },
      { Action: ['kms:Decrypt', 'kms:DescribeKey'], Effect: 'Allow', Principal: { AWS: deployRoles }, Resource: '*' },
    ),
  });
  new CfnAlias(stack, 'KeyAlias', { aliasName: 'alias/pipeline', targetKeyId: key.attrArn });
  const bucket = new CfnBucket(stack, 'Bucket', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.attrArn } }] },
    publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  });
  const objects = [bucket.attrArn, `${bucket.attrArn}/*`];
  new CfnBucketPolicy(stack, 'BucketPolicy', {
    bucket: bucket.ref,
    policyDocument: document(
      { Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Effect: 'Deny', Principal: { AWS: '*' }, Resource: objects },
      { ...allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*'], objects), Principal: { AWS: deployRoles } },
    ),
  });
  const logs = new CfnLogGroup(stack, 'Logs', { retentionInDays: 365 });
  const role = (id: string, service: string, ...statements: object[]) => {
    const made = new CfnRole(stack, `${id}Role`, { assumeRolePolicyDocument: document({ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service } }) });
    const store = [allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:PutObject'], objects), allow(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'], key.attrArn)];
    new CfnPolicy(stack, `${id}Policy`, { policyName: `${id}Policy`, policyDocument: document(...store, ...statements), roles: [made.ref] });
    return made;
  };
  const project = (id: string, buildspec: object, ...statements: object[]) => new CfnProject(stack, id, {
    artifacts: { type: 'CODEPIPELINE' },
    encryptionKey: key.attrArn,
    environment: { computeType: 'BUILD_GENERAL1_SMALL', image: 'aws/codebuild/standard:7.0', type: 'LINUX_CONTAINER' },
    logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: logs.ref } },
    serviceRole: role(id, 'codebuild.amazonaws.com', allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logs.attrArn), ...statements).attrArn,
    source: { type: 'CODEPIPELINE', buildSpec: JSON.stringify({ version: '0.2', ...buildspec }) },
  });
  const synth = project('Synth', {
    ...more.buildspec, phases: { build: { commands: [...more.commands ?? [], ...COMMANDS] } }, artifacts: { 'base-directory': 'cdk.out', 'files': '**/*' },
  }, ...more.statements ?? []);
  const update = project('SelfMutate', { phases: { build: { commands: ['npx cdk -a . deploy Pipeline'] } } }, allow('sts:AssumeRole', bootstrapRole('deploy', '999999999999')));
  const pipelineRole = role('Pipeline', 'codepipeline.amazonaws.com',
    allow('sts:AssumeRole', deployRoles), allow('codestar-connections:UseConnection', CONNECTION), allow(['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], [synth.attrArn, update.attrArn]));
  const build = (name: string, projectName: string, input: string, outputs: string[] = []) => ({
    name,
    actionTypeId: actionType('Build', 'CodeBuild'),
    configuration: { ProjectName: projectName },
    runOrder: 1,
    inputArtifacts: [{ name: input }],
    outputArtifacts: outputs.map((output) => ({ name: output })),
  });
  const deploy = ({ name, stackName, account, templatePath }: Deployed) => ({
    name,
    actionTypeId: actionType('Deploy', 'CloudFormation'),
    configuration: {
      ActionMode: 'CREATE_UPDATE',
      StackName: stackName,
      Capabilities: 'CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND',
      RoleArn: bootstrapRole('cfn-exec', account),
      TemplatePath: `Assembly::${templatePath}`,
    },
    inputArtifacts: [{ name: 'Assembly' }],
    roleArn: bootstrapRole('deploy', account),
    runOrder: 1,
  });
  new CfnPipeline(stack, 'Pipeline', {
    artifactStore: { type: 'S3', location: bucket.ref, encryptionKey: { type: 'KMS', id: key.attrArn } },
    pipelineType: 'V2',
    restartExecutionOnUpdate: true,
    roleArn: pipelineRole.attrArn,
    ...more.pipeline,
    stages: [
      {
        name: 'Source',
        actions: [{
          name: 'Source',
          actionTypeId: actionType('Source', 'CodeStarSourceConnection'),
          runOrder: 1,
          outputArtifacts: [{ name: 'Source' }],
          configuration: { ConnectionArn: CONNECTION, FullRepositoryId: 'shop/api', BranchName: 'main' },
        }],
      },
      { name: 'Build', actions: [build('Synth', synth.ref, 'Source', ['Assembly'])] },
      { name: 'UpdatePipeline', actions: [build('SelfMutate', update.ref, 'Assembly')] },
      ...waves.map((wave, index) => ({ name: `wave${index + 1}`, actions: wave.map(deploy), ...more.stage })),
    ],
  });
}
