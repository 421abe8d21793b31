import * as path from 'path';
import { Canary, Code, Runtime, Schedule, Test } from 'aws-cdk-lib/aws-synthetics';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Buys something every five minutes, and keeps pictures of it: data, which a rollback of the service leaves alone. */
export class RobotStack extends Stack {
  public readonly robot: Canary;

  constructor(scope: Construct, id: string, domain: string) {
    super(scope, id);
    this.robot = new Canary(this, 'Purchase', {
      runtime: Runtime.SYNTHETICS_NODEJS_PLAYWRIGHT_6_0,
      schedule: Schedule.rate(Duration.minutes(5)),
      artifactsBucketLifecycleRules: [{ expiration: Duration.days(30) }],
      test: Test.custom({ code: Code.fromAsset(path.join(__dirname, 'robot')), handler: 'purchase.handler' }),
      environmentVariables: { URL: `https://${domain}` },
    });
  }
}
