import type { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import type { CfnResource } from 'aws-cdk-lib/core';
import { CfnDeletionPolicy } from 'aws-cdk-lib/core';

/** Resources that hold data nobody can make again. Not here: caches, queues and logs, which are lost in time anyway. */
const HOLDING = new Set([
  'AWS::Backup::BackupVault',
  'AWS::Cassandra::Table',
  'AWS::Cognito::UserPool',
  'AWS::DocDB::DBCluster',
  'AWS::DSQL::Cluster',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::Elasticsearch::Domain',
  'AWS::FSx::FileSystem',
  // what was encrypted with it goes with it
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::MemoryDB::Cluster',
  'AWS::MSK::Cluster',
  'AWS::Neptune::DBCluster',
  'AWS::OpenSearchServerless::Collection',
  'AWS::OpenSearchService::Domain',
  'AWS::RDS::DBCluster',
  'AWS::Redshift::Cluster',
  'AWS::S3::Bucket',
  'AWS::S3Tables::Table',
  'AWS::SecretsManager::Secret',
  'AWS::Timestream::Table',
]);

/** CloudFormation takes a snapshot of these by itself when they are removed. */
const SNAPSHOT_BY_DEFAULT = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

const KEEPING = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE, CfnDeletionPolicy.SNAPSHOT];

/** Whether a resource holds data; an instance of a database in a cluster does not, since the cluster does. */
export function holdsData(resource: CfnResource): boolean {
  const { cfnResourceType } = resource;
  if (cfnResourceType === 'AWS::RDS::DBInstance') return (resource as CfnDBInstance).dbClusterIdentifier === undefined;
  return HOLDING.has(cfnResourceType);
}

/**
 * Which of the two policies lose the data, by name: on removal, and on replacement.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function losingPolicies({ cfnResourceType, cfnOptions }: CfnResource): string[] {
  const byDefault = SNAPSHOT_BY_DEFAULT.includes(cfnResourceType) ? CfnDeletionPolicy.SNAPSHOT : CfnDeletionPolicy.DELETE;
  const policies = {
    DeletionPolicy: cfnOptions.deletionPolicy ?? byDefault,
    UpdateReplacePolicy: cfnOptions.updateReplacePolicy ?? CfnDeletionPolicy.DELETE,
  };
  return Object.entries(policies).filter(([, policy]) => !KEEPING.includes(policy)).map(([name, policy]) => `${name} ${policy}`);
}
