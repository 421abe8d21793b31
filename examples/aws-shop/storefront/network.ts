import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Where the service runs. In a stack of its own: what is rolled back with a release should not share one with what is not. */
export class NetworkStack extends Stack {
  public readonly vpc: Vpc;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', { natGateways: 1 });
  }

  /** Asked of CloudFormation, so that the synthesis asks no account. */
  public override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }
}
