import type { ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { LambdaDeploymentConfig, TrafficRouting } from 'aws-cdk-lib/aws-codedeploy';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ShiftSpec } from '../model/spec';

/** How CodeDeploy moves an alias to its new version. */
export function lambdaShift(scope: Construct, { kind, steps }: ShiftSpec): ILambdaDeploymentConfig {
  const [{ percent, holdMs }] = steps;
  if (percent === 100) return LambdaDeploymentConfig.ALL_AT_ONCE;
  const routing = { percentage: percent, interval: Duration.millis(holdMs) };
  return new LambdaDeploymentConfig(scope, 'Shift', {
    trafficRouting: kind === 'linear' ? TrafficRouting.timeBasedLinear(routing) : TrafficRouting.timeBasedCanary(routing),
  });
}
