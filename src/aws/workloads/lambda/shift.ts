import type { ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { LambdaDeploymentConfig, TrafficRouting } from 'aws-cdk-lib/aws-codedeploy';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ShiftSpec } from '../../../model/spec';

const MINUTE_MS = 60_000;

/**
 * The ones CodeDeploy has anyway, by minutes: steps of a tenth.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
const CANARY_TENTH = {
  5: 'CANARY_10PERCENT_5MINUTES', 10: 'CANARY_10PERCENT_10MINUTES', 15: 'CANARY_10PERCENT_15MINUTES', 30: 'CANARY_10PERCENT_30MINUTES',
} as const;
const LINEAR_TENTHS = {
  1: 'LINEAR_10PERCENT_EVERY_1MINUTE', 2: 'LINEAR_10PERCENT_EVERY_2MINUTES', 3: 'LINEAR_10PERCENT_EVERY_3MINUTES', 10: 'LINEAR_10PERCENT_EVERY_10MINUTES',
} as const;

type Predefined = typeof CANARY_TENTH[keyof typeof CANARY_TENTH] | typeof LINEAR_TENTHS[keyof typeof LINEAR_TENTHS];

/** How CodeDeploy moves an alias to its new version. */
export function lambdaShift(scope: Construct, { kind, steps }: ShiftSpec): ILambdaDeploymentConfig {
  const [{ percent, holdMs }] = steps;
  if (percent === 100) return LambdaDeploymentConfig.ALL_AT_ONCE;
  const linear = kind === 'linear';
  const tenths: Record<number, Predefined> = linear ? LINEAR_TENTHS : CANARY_TENTH;
  const predefined = percent === 10 ? tenths[holdMs / MINUTE_MS] : undefined;
  if (predefined) return LambdaDeploymentConfig[predefined];
  const routing = { percentage: percent, interval: Duration.millis(holdMs) };
  return new LambdaDeploymentConfig(scope, 'Shift', {
    trafficRouting: linear ? TrafficRouting.timeBasedLinear(routing) : TrafficRouting.timeBasedCanary(routing),
  });
}
