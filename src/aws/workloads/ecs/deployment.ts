import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Annotations, Lazy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ShiftSpec } from '../../../model/spec';
import type { EcsAlternate } from '../../ecs-alternate';
import type { EcsHookSpec } from '../../ecs-hook';
import { EcsStage, EcsTimeoutAction } from '../../ecs-hook';

type Configuration = CfnService.DeploymentConfigurationProperty;
type HookProperty = CfnService.DeploymentLifecycleHookProperty;

export interface EcsDeploymentProps {
  readonly service: BaseService;
  readonly alternate?: EcsAlternate;
  readonly hooks: EcsHookSpec[];
  readonly shift: ShiftSpec;
  /** What stops it. */
  readonly alarms: IAlarm[];
}

/**
 * Sets how ECS deploys a service. The construct of the CDK takes neither pauses nor timeouts of hooks, so the resource below it
 * is set; what the service's owner has set there besides is kept.
 */
export function ecsDeployment(scope: Construct, props: EcsDeploymentProps): void {
  const { service, alarms } = props;
  const resource = service.node.findChild('Service') as CfnService;
  const known = resource.deploymentConfiguration;
  const strategy = ecsStrategy(props.shift, props.alternate !== undefined);
  const hooks = hooksOf(scope, resource, [...props.hooks, ...previewOf(props.shift, props.alternate)]);
  resource.deploymentConfiguration = Lazy.uncachedAny({
    produce: (context) => {
      const owners: Configuration = context.resolve(known) ?? {};
      const watched = [...(owners.alarms as CfnService.DeploymentAlarmsProperty | undefined)?.alarmNames ?? [], ...alarms.map(({ alarmName }) => alarmName)];
      const held = [...(owners.lifecycleHooks as HookProperty[] | undefined) ?? [], ...hooks];
      return {
        ...owners,
        // what belongs to another strategy would be refused
        bakeTimeInMinutes: undefined,
        canaryConfiguration: undefined,
        deploymentCircuitBreaker: undefined,
        linearConfiguration: undefined,
        ...strategy,
        ...(watched.length > 0 ? { alarms: { alarmNames: watched, enable: true, rollback: true } } : {}),
        ...(held.length > 0 ? { lifecycleHooks: held } : {}),
      };
    },
  });
  const annotations = Annotations.of(service);
  annotations.acknowledgeWarning('@aws-cdk/aws-ecs:shouldUseCircuitBreaker', 'the workload turns it on where a service is rolled');
  annotations.acknowledgeWarning('@aws-cdk/aws-ecs:minHealthyPercent', 'the workload sets it');
}

/**
 * The shift in the words of ECS. The new version is watched before customers get it (`preview`) by a pause that ends by itself.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function ecsStrategy(shift: ShiftSpec, hasAlternate: boolean): Configuration {
  const [{ percent, holdMs }] = shift.steps;
  switch (shift.kind) {
    case 'canary': return { strategy: 'CANARY', bakeTimeInMinutes: 0, canaryConfiguration: { canaryPercent: percent, canaryBakeTimeInMinutes: minutes(holdMs) } };
    case 'linear': return { strategy: 'LINEAR', bakeTimeInMinutes: 0, linearConfiguration: { stepPercent: percent, stepBakeTimeInMinutes: minutes(holdMs) } };
    case 'blueGreen': return { strategy: 'BLUE_GREEN', bakeTimeInMinutes: minutes(shift.keepOldMs) };
    case 'rolling': return { ...ROLLING, minimumHealthyPercent: 100 - shift.maxUnavailablePercent };
    default: return hasAlternate ? { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 } : { ...ROLLING, minimumHealthyPercent: 100, maximumPercent: 200 };
  }
}

/** ECS has a circuit breaker for services that are rolled, and only there. */
const ROLLING: Configuration = { strategy: 'ROLLING', deploymentCircuitBreaker: { enable: true, rollback: true } };

function previewOf(shift: ShiftSpec, alternate: EcsAlternate | undefined): EcsHookSpec[] {
  const [{ holdMs }] = shift.steps;
  if (shift.kind !== 'blueGreen' || holdMs === 0) return [];
  const stages = [alternate?.testListenerRule ? EcsStage.POST_TEST_TRAFFIC_SHIFT : EcsStage.POST_SCALE_UP];
  return [{ stages, timeoutMs: holdMs, onTimeout: EcsTimeoutAction.CONTINUE }];
}

function hooksOf(scope: Construct, service: CfnService, hooks: EcsHookSpec[]): HookProperty[] {
  const handlers = hooks.flatMap(({ handler }) => handler ?? []);
  const role = handlers.length > 0 ? new Role(scope, 'HookRole', {
    description: 'lets ECS ask the hooks of a service', assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
  }) : undefined;
  // a deployment begins as soon as the service is made, and goes back when it may not ask
  for (const handler of handlers) handler.grantInvoke(role!).applyBefore(service);
  return hooks.map(({ handler, stages, timeoutMs, onTimeout }) => ({
    ...(handler ? { targetType: 'AWS_LAMBDA', hookTargetArn: handler.functionArn, roleArn: role!.roleArn } : { targetType: 'PAUSE' }),
    lifecycleStages: stages,
    timeoutConfiguration: { action: onTimeout, timeoutInMinutes: minutes(timeoutMs) },
  }));
}

function minutes(ms: number): number {
  return ms / 60_000;
}
