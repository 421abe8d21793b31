import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A pipeline that has taken up a candidate keeps it with its own artifacts; this is how long one may wait for that. */
const KEPT = Duration.days(90);

/** Where pipelines hand candidates over: an object for each, called after the execution that has built it, never written twice with other content. */
export function candidates(scope: Construct): Bucket {
  return new Bucket(scope, 'Candidates', {
    // CodePipeline takes a source from a bucket with versions only
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: KEPT, noncurrentVersionExpiration: KEPT }],
  });
}
