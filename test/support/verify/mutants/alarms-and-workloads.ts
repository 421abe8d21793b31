import type { Mutant } from '../mutant';
import { push, remove, repeat, set } from '../mutate';

const GROUP = 'Group/AlarmConfiguration';
const ECS = 'Service/DeploymentConfiguration';
const many = (count: number) => Array.from({ length: count }, (_, i) => i);

function mutant(base: Mutant['base'], foundBy: string, what: string, mutation: Mutant['mutation']): Mutant {
  return { what, base, mutation, foundBy };
}

/** Faults in alarms, events, schedules, deployments of functions and services, flags, and state machines. */
export const OTHER_MUTANTS: Mutant[] = [
  mutant('pipeline', 'rules/alarm-threshold', 'an alarm without a threshold', remove('Errors/Threshold')),
  mutant('pipeline', 'rules/alarm-metric', 'an alarm without a statistic', remove('Errors/Statistic')),
  mutant('pipeline', 'rules/alarm-metric', 'an alarm that returns two metrics', remove('Ratio/Metrics/1/ReturnData')),
  mutant('pipeline', 'rules/alarm-datapoints', 'four data points of three', set('Errors/DatapointsToAlarm', 4)),
  mutant('pipeline', 'rules/alarm-period', 'a period of 45 seconds', set('Errors/Period', 45)),
  mutant('pipeline', 'rules/alarm-looks-back', 'an alarm that looks back over a day in minutes', set('Errors/EvaluationPeriods', 1441)),
  mutant('pipeline', 'rules/alarm-names-differ', 'two alarms of one name', set('Ratio/AlarmName', 'shop-errors')),
  mutant('pipeline', 'rules/composite-children', 'a composite alarm of 101', set('Healthy/AlarmRule', many(101).map((i) => `ALARM("a${i}")`).join(' OR '))),
  mutant('pipeline', 'rules/composite-size', 'a composite alarm of over 500 parts', set('Healthy/AlarmRule', many(260).map(() => 'ALARM("shop-errors")').join(' OR '))),
  mutant('pipeline', 'rules/composite-syntax', 'a composite alarm joined by commas', set('Healthy/AlarmRule', 'ALARM("shop-errors"), ALARM("shop-ratio")')),
  mutant('pipeline', 'contract/alarm-exists', 'a composite alarm of one that does not exist', set('Healthy/AlarmRule', 'ALARM("shop-error")')),
  mutant('pipeline', 'contract/alarm-exists', 'a rule on an alarm that does not exist', set('Healthy/AlarmName', 'shop-healthy')),
  mutant('pipeline', 'contract/role-trusts', 'a role that the pipeline cannot take', set('TurnRole/AssumeRolePolicyDocument/Statement/0/Principal', { Service: 'codebuild.amazonaws.com' })),
  mutant('pipeline', 'contract/role-exists', 'a role that does not exist', set('Pipeline/Stages/Enter/Actions/0/RoleArn', 'arn:aws:iam::111111111111:role/turn')),
  mutant('pipeline', 'rules/event-pattern-field', 'a field that events do not have', set('Failures/EventPattern/detailType', ['CodePipeline Stage Execution State Change'])),
  mutant('pipeline', 'rules/event-pattern-matcher', 'a matcher that does not exist', set('Failures/EventPattern/detail/state/1', { startsWith: 'STOP' })),
  mutant('pipeline', 'rules/event-pattern-empty', 'an empty list in a pattern', set('Failures/EventPattern/source', [])),
  mutant('pipeline', 'rules/event-or-schedule', 'a rule on nothing', remove('Failures/EventPattern')),
  mutant('pipeline', 'rules/event-schedule', 'a schedule of 1 minutes', set('Failures/ScheduleExpression', 'rate(1 minutes)')),
  mutant('pipeline', 'rules/event-targets', 'six targets', repeat('Failures/Targets/0', 4, (_, i) => ({ Id: `more-${i}` }))),
  mutant('pipeline', 'rules/schedule-expression', 'a schedule with an offset', set('Freeze/ScheduleExpression', 'at(2026-12-23T18:00:00Z)')),
  mutant('pipeline', 'rules/schedule-expression', 'a cron expression of five fields', set('Freeze/ScheduleExpression', 'cron(0 18 * * ?)')),
  mutant('pipeline', 'rules/schedule-time-zone', 'a schedule in an unknown city', set('Freeze/ScheduleExpressionTimezone', 'Europe/Zuerich')),
  mutant('pipeline', 'api-model/bounds', 'a schedule that tries too often', set('Freeze/Target/RetryPolicy/MaximumRetryAttempts', 186)),
  mutant('workloads', 'rules/deployment-alarms', 'eleven alarms on a deployment', push(`${GROUP}/Alarms`, ...many(10).map((i) => ({ Name: `a${i}` })))),
  mutant('workloads', 'rules/deployment-alarms-enabled', 'alarms that are switched off', set(`${GROUP}/Enabled`, false)),
  mutant('workloads', 'rules/deployment-alarms-enabled', 'alarms that may fail to be asked', set(`${GROUP}/IgnorePollAlarmFailure`, true)),
  mutant('workloads', 'rules/deployment-stops-on-alarm', 'alarms that roll nothing back', remove('Group/AutoRollbackConfiguration/Events/1')),
  mutant('workloads', 'rules/function-shift-has-its-platform', 'a configuration for services', set('Group/DeploymentConfigName', 'CodeDeployDefault.ECSCanary10Percent5Minutes')),
  mutant('workloads', 'rules/shift-percent', 'a step of all traffic', set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearPercentage', 100)),
  mutant('workloads', 'rules/shift-interval', 'an interval of no minutes', set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearInterval', 0)),
  mutant('workloads', 'rules/shift-length', 'a shift of over two days', set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearInterval', 721)),
  mutant('workloads', 'contract/alarm-exists', 'a deployment on an alarm that does not exist', set(`${GROUP}/Alarms/0/Name`, 'shop-funktion')),
  mutant('workloads', 'rules/ecs-steps-of-strategy', 'a canary without its steps', remove(`${ECS}/CanaryConfiguration`)),
  mutant('workloads', 'rules/ecs-steps-in-range', 'a canary of 0.05 percent', set(`${ECS}/CanaryConfiguration/CanaryPercent`, 0.05)),
  mutant('workloads', 'rules/ecs-steps-in-range', 'a bake of over a day', set(`${ECS}/BakeTimeInMinutes`, 1441)),
  mutant('workloads', 'rules/ecs-alarms', 'alarms of a service that roll nothing back', set(`${ECS}/Alarms/Rollback`, false)),
  mutant('workloads', 'rules/ecs-circuit-breaker', 'a circuit breaker on a canary', set(`${ECS}/DeploymentCircuitBreaker`, { Enable: true, Rollback: true })),
  mutant('workloads', 'rules/ecs-controller', 'a canary of another controller', set('Service/DeploymentController/Type', 'CODE_DEPLOY')),
  mutant('workloads', 'rules/ecs-advanced-routing', 'a canary with one target group', set('Service/LoadBalancers', [{ ContainerName: 'shop', ContainerPort: 80, TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:111111111111:targetgroup/shop/1' }])),
  mutant('workloads', 'api-model/enum', 'a strategy that does not exist', set(`${ECS}/Strategy`, 'CANARIES')),
  mutant('workloads', 'rules/app-config-monitors', 'six monitors', repeat('Production/Monitors/0', 5, () => ({}))),
  mutant('workloads', 'rules/app-config-growth', 'flags that grow by nothing', set('Growth/GrowthFactor', 0)),
  mutant('workloads', 'rules/app-config-growth', 'flags that bake over a day', set('Growth/FinalBakeTimeInMinutes', 1441)),
  mutant('workloads', 'schema/required', 'an environment of no application', remove('Production/ApplicationId')),
  mutant('workloads', 'schema/value', 'a text for a number', set('Function/MemorySize', 'large')),
  mutant('workloads', 'schema/type', 'a type that does not exist', set('Growth/@Type', 'AWS::AppConfig::Strategy')),
  mutant('pipeline', 'api-model/pattern', 'a name of a pipeline with a space', set('Pipeline/Name', 'the shop')),
  mutant('pipeline', 'api-model/required', 'an action without a version', remove('Pipeline/Stages/Deploy/Actions/0/ActionTypeId/Version')),
  mutant('pipeline', 'asl/json', 'a definition that is no JSON', set('Undo/DefinitionString', '{ "StartAt": "A", }')),
];
