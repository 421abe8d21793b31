import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationListenerRule, ApplicationTargetGroup, CfnListenerRule } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { ShiftKind, ShiftSpec } from '../../../model/spec';
import type { PlanDocument, PlannedWave } from '../../../plan/document';
import type { Problem } from '../../../plan/problem';
import type { EcsAlternate } from '../../ecs-alternate';
import type { EcsHookSpec } from '../../ecs-hook';
import { SP4211 } from '../../problems';
import { SP4411, SP4412, SP4413, SP4415, SP4416 } from '../../problems-workloads';
import { hookLimits, hookMs } from './hook-limits';
import { unmeasuredByServices } from './signal-limits';
import { loadBalancerOf } from './traffic';

export interface CheckedService {
  readonly path: string;
  readonly service: BaseService;
  readonly targetGroup?: ApplicationTargetGroup;
  readonly alternate?: EcsAlternate;
  readonly hooks: EcsHookSpec[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html */
const LINEAR_AT_LEAST_PERCENT = 3;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html */
const WAIT_AT_MOST_MS = 24 * HOUR_MS;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-deploymentconfiguration.html */
const SHIFT_AT_MOST_MS = 36 * HOUR_MS;
const ROLLING_AT_MOST_MS = 3 * HOUR_MS;

const SHIFTS: ShiftKind[] = ['allAtOnce', 'rolling', 'canary', 'linear', 'blueGreen'];

/** What ECS does not do with a service, though AWS may do it with another kind of workload. */
export function unfitForServices(plan: PlanDocument, wave: PlannedWave, checked: CheckedService): Problem[] {
  const { shift } = wave;
  const unmeasured = unmeasuredByServices(plan, wave, checked);
  if (!SHIFTS.includes(shift.kind)) {
    return [...unmeasured, SP4211.at(checked.path, {
      got: `${shift.kind} in ${plan.path}/${wave.name}`, allowed: 'TrafficShift.allAtOnce, rolling, canary, linear or blueGreen',
      remedies: ['declare TrafficShift.linear', 'release a workload of another kind'],
    })];
  }
  return [...unmeasured, ...[unfitTraffic, shares, times, hookLimits, deadlocked].flatMap((limit) => limit(shift, checked))];
}

function unfitTraffic(shift: ShiftSpec, { path, service, targetGroup, alternate }: CheckedService): Problem[] {
  const wrong = (got: string, allowed: string, ...remedies: string[]) => [SP4415.at(path, { got, allowed, remedies })];
  if (!service.isUsingECSDeploymentController()) return wrong('another deployment controller', 'the deployment controller ECS', 'remove the deploymentController of the service');
  const moves = shift.kind === 'canary' || shift.kind === 'linear' || shift.kind === 'blueGreen';
  if (moves && !alternate) return wrong(`${shift.kind} and no alternate target group`, 'a service with an alternate target group', 'give the workload an alternate', 'declare TrafficShift.rolling');
  if (shift.kind === 'rolling' && alternate) return wrong('rolling and an alternate target group', 'a service with one target group', 'remove the alternate', 'declare TrafficShift.allAtOnce, which switches');
  if (shift.kind !== 'rolling' && isDaemon(service)) return wrong(`${shift.kind} and a daemon`, 'rolling, which takes one task of an instance away before the next one', 'declare TrafficShift.rolling');
  if (alternate && !targetGroup) return wrong('an alternate and no target group', 'a target group beside the alternate one', 'give the workload the target group of the service');
  if (!targetGroup) return [];
  const known = loadBalancerOf(service, targetGroup);
  if (!known) return wrong('a target group without the service', 'a target group that the service is a target of', 'call targetGroup.addTarget(service) before the workload is made');
  if (rulesOf(alternate).some((rule) => !forwards(rule))) return wrong('a listener rule that does more than to forward', 'a rule that forwards', 'let another rule or listener authenticate or redirect');
  return known.advancedConfiguration ? wrong('a service with an alternate target of its own', 'a service that says nothing of it', 'remove the AlternateTarget and give the workload an alternate') : [];
}

/** One task on each instance: there is no room for a second one. */
function isDaemon(service: BaseService): boolean {
  return (service.node.findChild('Service') as CfnService).schedulingStrategy === 'DAEMON';
}

function rulesOf(alternate: EcsAlternate | undefined): ApplicationListenerRule[] {
  return alternate ? [alternate.listenerRule, ...(alternate.testListenerRule ? [alternate.testListenerRule] : [])] : [];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html */
function forwards(rule: ApplicationListenerRule): boolean {
  const actions: CfnListenerRule.ActionProperty[] = Stack.of(rule).resolve((rule.node.defaultChild as CfnListenerRule).actions);
  return actions.every(({ type }) => type === 'forward');
}

function shares({ kind, steps }: ShiftSpec, { path }: CheckedService): Problem[] {
  const [{ percent }] = steps;
  const inTenths = Math.abs(percent * 10 - Math.round(percent * 10)) < 1e-6;
  if (kind === 'canary' && !inTenths) return [SP4411.at(path, { got: `${percent} %`, allowed: 'tenths of a percent', remedies: [`declare ${Math.ceil(percent * 10) / 10} percent`] })];
  if (kind !== 'linear' || (inTenths && percent >= LINEAR_AT_LEAST_PERCENT)) return [];
  return [SP4411.at(path, { got: `${percent} %`, allowed: `at least ${LINEAR_AT_LEAST_PERCENT} percent, in tenths`, remedies: ['declare larger steps', 'declare TrafficShift.canary for a smaller one'] })];
}

function times(shift: ShiftSpec, { path, alternate, hooks }: CheckedService): Problem[] {
  const keptMs = shift.kind === 'blueGreen' ? shift.keepOldMs : 0;
  const waits = [...(shift.kind === 'blueGreen' ? [] : shift.steps.map(({ holdMs }) => holdMs)), keptMs];
  const odd = [...new Set(waits.filter((ms) => ms % MINUTE_MS !== 0 || ms > WAIT_AT_MOST_MS))].map((ms) => SP4412.at(path, {
    got: `${ms / MINUTE_MS} min`, allowed: `whole minutes, at most ${WAIT_AT_MOST_MS / MINUTE_MS}`, remedies: ['declare whole minutes, at most a day', 'move time from the shift to the bakeTime'],
  }));
  const totalMs = shift.steps.reduce((sum, { holdMs }) => sum + holdMs, keptMs) + hookMs(shift, hooks);
  const atMostMs = alternate ? SHIFT_AT_MOST_MS : ROLLING_AT_MOST_MS;
  const long = totalMs > atMostMs ? [SP4413.at(path, {
    got: `${totalMs / HOUR_MS} h with all its pauses`, allowed: `at most ${atMostMs / HOUR_MS} h`, remedies: ['declare fewer or shorter steps', 'give hooks shorter timeouts', 'move time from the shift to the bakeTime'],
  })] : [];
  return [...odd, ...long];
}

/** Known only where the numbers are: what a service is scaled to is not. */
function deadlocked(shift: ShiftSpec, { path, service }: CheckedService): Problem[] {
  const { desiredCount, deploymentConfiguration } = service.node.findChild('Service') as CfnService;
  if (shift.kind !== 'rolling' || desiredCount === undefined || Token.isUnresolved(desiredCount) || Token.isUnresolved(deploymentConfiguration)) return [];
  const { maximumPercent = 200 } = (deploymentConfiguration ?? {}) as CfnService.DeploymentConfigurationProperty;
  const atLeast = Math.ceil(desiredCount * (100 - shift.maxUnavailablePercent) / 100);
  const atMost = Math.floor(desiredCount * maximumPercent / 100);
  return atMost > atLeast || desiredCount === 0 ? [] : [SP4416.at(path, {
    got: `at least ${atLeast} healthy of at most ${atMost} tasks`, allowed: 'room for one task more', remedies: ['raise the maxHealthyPercent of the service', 'raise the maxUnavailablePercent of the shift'],
  })];
}
