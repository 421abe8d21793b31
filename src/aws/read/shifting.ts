import { Duration } from '../../model/duration';
import type { ShiftSpec } from '../../model/spec';
import { TrafficShift } from '../../model/traffic-shift';
import { field, list, number, text } from './data';
import type { Resource, Template } from './template';
import type { Templates } from './templates';

/** How traffic moves in one environment, and the alarms that stop it. */
export interface Shifting {
  readonly shift: ShiftSpec;
  readonly from: Template;
  /** Names of alarms, or references to them. */
  readonly alarms: string[];
}

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const SERVICE = 'AWS::ECS::Service';
const FLAGS = 'AWS::AppConfig::Deployment';
const SERVERLESS = 'AWS::Serverless::Function';

/** The types of resources that move traffic. */
export const SHIFTING_TYPES = [GROUP, SERVICE, FLAGS, SERVERLESS];

/** What a resource says of how traffic moves; nothing where it moves none. */
export function shiftingOf(resource: Resource, templates: Templates): Shifting | undefined {
  switch (resource.type) {
    case GROUP: return deploymentGroup(resource, templates);
    case SERVICE: return service(resource);
    case FLAGS: return flags(resource, templates);
    case SERVERLESS: return serverless(resource);
    default: return undefined;
  }
}

/**
 * The shift in the name of a configuration of CodeDeploy, as AWS predefines them for functions and services and as an action takes it.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function predefinedShift(name: string): ShiftSpec | undefined {
  const [, kind, percent, minutes] = /(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes?$/.exec(name) ?? [];
  if (kind) return timeBased(kind, Number(percent), Number(minutes));
  return /AllAtOnce$/.test(name) ? TrafficShift.allAtOnce()._spec() : undefined;
}

function timeBased(kind: string, percent: number, minutes: number): ShiftSpec {
  const hold = Duration.minutes(minutes);
  return (kind === 'Linear' ? TrafficShift.linear({ percent, every: hold }) : TrafficShift.canary({ percent, hold }))._spec();
}

function deploymentGroup({ template, properties }: Resource, templates: Templates): Shifting | undefined {
  const name = text(field(properties, 'DeploymentConfigName'));
  const own = templates.named(template, name, ['AWS::CodeDeploy::DeploymentConfig'], 'DeploymentConfigName');
  const shift = own ? configured(own.properties) : predefinedShift(name);
  const alarms = field(properties, 'AlarmConfiguration', 'Enabled') === false ? [] : list(field(properties, 'AlarmConfiguration', 'Alarms'));
  return shift && { shift, from: template, alarms: alarms.map((alarm) => text(field(alarm, 'Name'))) };
}

function configured(properties: unknown): ShiftSpec | undefined {
  const routing = field(properties, 'TrafficRoutingConfig');
  const [, kind] = /^TimeBased(Canary|Linear)$/.exec(text(field(routing, 'Type'))) ?? [];
  if (!kind) return TrafficShift.allAtOnce()._spec();
  const [percent, minutes] = [number(field(routing, `TimeBased${kind}`, `${kind}Percentage`)), number(field(routing, `TimeBased${kind}`, `${kind}Interval`))];
  return percent && minutes ? timeBased(kind, percent, minutes) : undefined;
}

function service({ template, properties }: Resource): Shifting {
  const configuration = field(properties, 'DeploymentConfiguration');
  const alarms = field(configuration, 'Alarms');
  const stops = field(alarms, 'Enable') === true && field(alarms, 'Rollback') === true;
  return { shift: strategy(configuration), from: template, alarms: stops ? list(field(alarms, 'AlarmNames')).map(text) : [] };
}

function strategy(configuration: unknown): ShiftSpec {
  const minutes = (...keys: string[]) => Duration.minutes(number(field(configuration, ...keys)) ?? 0);
  switch (text(field(configuration, 'Strategy'))) {
    case 'CANARY': return TrafficShift.canary({
      percent: number(field(configuration, 'CanaryConfiguration', 'CanaryPercent')) ?? 5, hold: minutes('CanaryConfiguration', 'CanaryBakeTimeInMinutes'),
    })._spec();
    case 'LINEAR': return TrafficShift.linear({
      percent: number(field(configuration, 'LinearConfiguration', 'StepPercent')) ?? 10, every: minutes('LinearConfiguration', 'StepBakeTimeInMinutes'),
    })._spec();
    case 'BLUE_GREEN': return blueGreen(configuration, minutes('BakeTimeInMinutes'));
    default: return rolling(number(field(configuration, 'MinimumHealthyPercent')) ?? 100);
  }
}

/** A pause that ends by itself is the time in which the new version is looked at. Without one, and with nothing kept, all that is left is a switch. */
function blueGreen(configuration: unknown, keepOld: Duration): ShiftSpec {
  const pauses = list(field(configuration, 'LifecycleHooks')).filter((hook) => field(hook, 'TargetType') === 'PAUSE' && field(hook, 'TimeoutConfiguration', 'Action') === 'CONTINUE');
  const preview = Duration.minutes(number(field(pauses[0], 'TimeoutConfiguration', 'TimeoutInMinutes')) ?? 0);
  const isSwitch = keepOld.toMilliseconds() + preview.toMilliseconds() === 0;
  return (isSwitch ? TrafficShift.allAtOnce() : TrafficShift.blueGreen({ keepOld, preview }))._spec();
}

function rolling(minimumHealthyPercent: number): ShiftSpec {
  return (minimumHealthyPercent >= 100 ? TrafficShift.allAtOnce() : TrafficShift.rolling({ maxUnavailablePercent: 100 - minimumHealthyPercent }))._spec();
}

function flags({ template, properties }: Resource, templates: Templates): Shifting {
  const named = (property: string, type: string) => templates.named(template, text(field(properties, property)), [type], 'Name')?.properties;
  const shape = named('DeploymentStrategyId', 'AWS::AppConfig::DeploymentStrategy');
  const monitors = list(field(named('EnvironmentId', 'AWS::AppConfig::Environment'), 'Monitors'));
  const [percent, minutes] = [number(field(shape, 'GrowthFactor')) ?? 100, number(field(shape, 'DeploymentDurationInMinutes')) ?? 0];
  const hold = Duration.millis(minutes * 60_000 * percent / 100);
  const steps = Array.from({ length: Math.max(0, Math.ceil(100 / percent) - 1) }, (_, i) => ({ percent: (i + 1) * percent, hold }));
  const shift = steps.length > 0 && minutes > 0 ? TrafficShift.flag({ flag: 'flag', steps }) : TrafficShift.allAtOnce();
  return { shift: shift._spec(), from: template, alarms: monitors.map((monitor) => text(field(monitor, 'AlarmArn'))) };
}

function serverless({ template, properties }: Resource): Shifting | undefined {
  const preference = field(properties, 'DeploymentPreference');
  const shift = predefinedShift(text(field(preference, 'Type')));
  return shift && { shift, from: template, alarms: list(field(preference, 'Alarms')).map(text) };
}
