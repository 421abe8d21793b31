import type { Json } from '../json';
import { list, object } from '../json';
import { resourcesOf } from '../subject';
import type { TemplateRule } from './rule';

function rule(type: string, name: string, allowed: string, check: (properties: { [key: string]: Json }) => string[]): TemplateRule {
  return {
    name,
    allowed,
    check: ({ template }) => resourcesOf(template, type).flatMap(({ id, properties }) => check(properties).map((got) => ({ at: id, got }))),
  };
}

const OWN_STEPS: Record<string, string> = { CanaryConfiguration: 'CANARY', LinearConfiguration: 'LINEAR' };

function ecsRule(name: string, allowed: string, check: (deployment: { [key: string]: Json }, service: { [key: string]: Json }) => string[]): TemplateRule {
  return rule('AWS::ECS::Service', name, allowed, (service) => (service.DeploymentConfiguration === undefined ? [] : check(object(service.DeploymentConfiguration), service)));
}

/** What ECS and AppConfig say of deployments, beyond the bounds in their API models. */
export const WORKLOAD_RULES: TemplateRule[] = [
  rule('AWS::AppConfig::Environment', 'app-config-monitors', 'at most 5 monitors', ({ Monitors }) => (list(Monitors).length <= 5 ? [] : [`${list(Monitors).length}`])),
  rule('AWS::AppConfig::DeploymentStrategy', 'app-config-growth', '1 to 100 percent, 0 to 1440 minutes', (strategy) => ['GrowthFactor', 'DeploymentDurationInMinutes', 'FinalBakeTimeInMinutes']
    .filter((key) => strategy[key] !== undefined && !(Number(strategy[key]) >= (key === 'GrowthFactor' ? 1 : 0) && Number(strategy[key]) <= (key === 'GrowthFactor' ? 100 : 1440)))
    .map((key) => `${key} ${strategy[key]}`)),
  ecsRule('ecs-steps-of-strategy', 'the steps of the strategy that is declared', (deployment) => Object.entries(OWN_STEPS)
    .filter(([key, strategy]) => (deployment[key] !== undefined) !== (deployment.Strategy === strategy)).map(([key]) => `${deployment.Strategy} and ${deployment[key] === undefined ? 'no ' : ''}${key}`)),
  ecsRule('ecs-steps-in-range', '0.1 to 100 percent for a canary, 3 to 100 for a step, 0 to 1440 minutes', (deployment) => {
    const { CanaryPercent = 5, CanaryBakeTimeInMinutes = 10 } = object(deployment.CanaryConfiguration);
    const { StepPercent = 10, StepBakeTimeInMinutes = 6 } = object(deployment.LinearConfiguration);
    const outside = (value: Json, least: number, most: number) => !(Number(value) >= least && Number(value) <= most);
    return [
      ...(outside(CanaryPercent, 0.1, 100) ? [`canary of ${CanaryPercent} %`] : []),
      ...(outside(StepPercent, 3, 100) ? [`steps of ${StepPercent} %`] : []),
      ...[CanaryBakeTimeInMinutes, StepBakeTimeInMinutes, deployment.BakeTimeInMinutes ?? 0].filter((minutes) => outside(minutes, 0, 1440)).map((minutes) => `${minutes} minutes`),
    ];
  }),
  ecsRule('ecs-alarms', 'alarms that are enabled and roll back, or none', ({ Alarms }) => {
    const { AlarmNames, Enable, Rollback } = object(Alarms);
    const isWatched = list(AlarmNames).length > 0;
    return Alarms === undefined || (isWatched === (Enable === true) && isWatched === (Rollback === true)) ? [] : [`${list(AlarmNames).length} alarms, Enable ${Enable}, Rollback ${Rollback}`];
  }),
  ecsRule('ecs-circuit-breaker', 'a circuit breaker with strategy ROLLING only', ({ DeploymentCircuitBreaker, Strategy = 'ROLLING' }) =>
    (object(DeploymentCircuitBreaker).Enable === true && Strategy !== 'ROLLING' ? [`${Strategy}`] : [])),
  ecsRule('ecs-controller', 'a strategy with the deployment controller ECS', ({ Strategy = 'ROLLING' }, { DeploymentController }) => {
    const { Type = 'ECS' } = object(DeploymentController);
    return Strategy !== 'ROLLING' && Type !== 'ECS' ? [`${Strategy} with ${Type}`] : [];
  }),
  ecsRule('ecs-advanced-routing', 'a second target group where traffic is shifted behind a load balancer', ({ Strategy = 'ROLLING' }, { LoadBalancers }) => list(LoadBalancers)
    .filter((balancer) => Strategy !== 'ROLLING' && object(balancer).AdvancedConfiguration === undefined).map(() => `${Strategy} without AdvancedConfiguration`)),
];
