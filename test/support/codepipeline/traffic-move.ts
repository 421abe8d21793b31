import type { Template } from './template';
import { resourcesOf, text } from './template';

const MINUTE_MS = 60_000;

/** How the traffic of one workload moves when its stack is updated. */
export interface TrafficMove {
  /** The last one has all of it. */
  readonly steps: readonly { readonly percent: number; readonly holdMs: number }[];
  /** References to alarms that stop it. */
  readonly alarms: readonly string[];
  /** Whether it goes back by itself when it is stopped; otherwise CloudFormation takes it back. */
  readonly goesBack: boolean;
  /** Alarms that fire when it begins are not looked at. */
  readonly overlooksOldAlarms: boolean;
}

interface RoutingConfig {
  readonly TimeBasedCanary?: { readonly CanaryInterval: number; readonly CanaryPercentage: number };
  readonly TimeBasedLinear?: { readonly LinearInterval: number; readonly LinearPercentage: number };
}

interface GroupProperties {
  readonly DeploymentConfigName?: unknown;
  readonly AlarmConfiguration?: { readonly Enabled?: boolean; readonly Alarms?: { readonly Name: unknown }[] };
  readonly AutoRollbackConfiguration?: { readonly Enabled?: boolean; readonly Events?: string[] };
}

interface ServiceProperties {
  readonly DeploymentConfiguration?: {
    readonly Strategy?: string;
    readonly BakeTimeInMinutes?: number;
    readonly CanaryConfiguration?: { readonly CanaryPercent?: number; readonly CanaryBakeTimeInMinutes?: number };
    readonly LinearConfiguration?: { readonly StepPercent?: number; readonly StepBakeTimeInMinutes?: number };
    readonly Alarms?: { readonly AlarmNames: unknown[]; readonly Enable: boolean; readonly Rollback: boolean };
  };
}

/** The moves of a template. What is not moved by a service changes at once. */
export function trafficMoves(template: Template): TrafficMove[] {
  return [...aliases(template), ...services(template)];
}

/** Whether requests go through what is in a template. Whoever raises alarms of his own has traffic too. */
export function carriesTraffic(template: Template): boolean {
  const carriers = ['AWS::Lambda::Alias', 'AWS::ECS::Service', 'AWS::CloudWatch::Alarm'];
  return Object.values(template.Resources).some(({ Type }) => carriers.includes(Type));
}

/** Aliases that CodeDeploy moves; without the policy CloudFormation changes them at once. */
function aliases(template: Template): TrafficMove[] {
  const groups = new Map(resourcesOf<GroupProperties>(template, 'AWS::CodeDeploy::DeploymentGroup'));
  return Object.values(template.Resources).flatMap(({ UpdatePolicy }) => {
    const policy = UpdatePolicy?.CodeDeployLambdaAliasUpdate;
    if (!policy) return [];
    const group = groups.get(text(policy.DeploymentGroupName));
    if (!group) throw new Error(`an alias is moved by ${text(policy.DeploymentGroupName)}, which is no deployment group of its template`);
    const { Enabled: asks = (group.AlarmConfiguration?.Alarms ?? []).length > 0, Alarms: alarms = [] } = group.AlarmConfiguration ?? {};
    const { Enabled: undoes = false, Events: events = [] } = group.AutoRollbackConfiguration ?? {};
    return [{
      steps: routing(template, text(group.DeploymentConfigName ?? 'CodeDeployDefault.LambdaAllAtOnce')),
      alarms: asks ? alarms.map(({ Name }) => text(Name)) : [],
      goesBack: undoes && events.includes('DEPLOYMENT_STOP_ON_ALARM'),
      overlooksOldAlarms: false,
    }];
  });
}

function routing(template: Template, name: string): TrafficMove['steps'] {
  const own = new Map(resourcesOf<{ TrafficRoutingConfig: RoutingConfig }>(template, 'AWS::CodeDeploy::DeploymentConfig')).get(name);
  if (own) {
    const { TimeBasedCanary: canary, TimeBasedLinear: linear } = own.TrafficRoutingConfig;
    if (canary) return canarySteps(canary.CanaryPercentage, canary.CanaryInterval);
    return linear ? linearSteps(linear.LinearPercentage, linear.LinearInterval) : canarySteps(100, 0);
  }
  const [, kind, percent, every] = /^CodeDeployDefault\.Lambda(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes?$/.exec(name) ?? [];
  if (!kind && name !== 'CodeDeployDefault.LambdaAllAtOnce') throw new Error(`the model does not know the deployment configuration ${name}`);
  if (!kind) return canarySteps(100, 0);
  return (kind === 'Canary' ? canarySteps : linearSteps)(Number(percent), Number(every));
}

/** Amazon ECS moves the traffic itself, and ignores an alarm that fires already (aws/copilot-cli#4512). */
function services(template: Template): TrafficMove[] {
  return resourcesOf<ServiceProperties>(template, 'AWS::ECS::Service').map(([, { DeploymentConfiguration: how = {} }]) => {
    const steps = serviceSteps(how);
    const [last, ...before] = [...steps].reverse();
    const watches = how.Alarms?.Enable === true;
    return {
      steps: [...before.reverse(), { ...last, holdMs: (how.BakeTimeInMinutes ?? 0) * MINUTE_MS }],
      alarms: watches ? how.Alarms!.AlarmNames.map(text) : [],
      goesBack: watches && how.Alarms!.Rollback,
      overlooksOldAlarms: true,
    };
  });
}

function serviceSteps(how: NonNullable<ServiceProperties['DeploymentConfiguration']>): TrafficMove['steps'] {
  switch (how.Strategy) {
    case 'CANARY': return canarySteps(how.CanaryConfiguration?.CanaryPercent ?? 5, how.CanaryConfiguration?.CanaryBakeTimeInMinutes ?? 10);
    case 'LINEAR': return linearSteps(how.LinearConfiguration?.StepPercent ?? 10, how.LinearConfiguration?.StepBakeTimeInMinutes ?? 6);
    default: return canarySteps(100, 0);
  }
}

function canarySteps(percent: number, minutes: number): TrafficMove['steps'] {
  const all = { percent: 100, holdMs: 0 };
  return percent >= 100 ? [all] : [{ percent, holdMs: minutes * MINUTE_MS }, all];
}

function linearSteps(percent: number, minutes: number): TrafficMove['steps'] {
  const count = Math.ceil(100 / percent) - 1;
  return [...Array.from({ length: count }, (_, i) => ({ percent: (i + 1) * percent, holdMs: minutes * MINUTE_MS })), { percent: 100, holdMs: 0 }];
}
