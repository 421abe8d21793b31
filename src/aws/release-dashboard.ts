import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmStatusWidget, AlarmWidget, CfnAlarm, Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { PlanDocument, PlannedWave } from '../plan/document';
import { orderOf } from '../plan/order';
import type { Problem } from '../plan/problem';
import type { Deployment } from './deployments';
import { signalAlarmNames } from './environment-alarms';
import { watchedAlarms } from './names';
import type { Place } from './place';
import { isSameAccount } from './place';
import { SP4215 } from './problems';

export interface ReleaseDashboardProps {
  readonly plan: PlanDocument;
  /** Where the pipeline is. */
  readonly from: Place;
  /** What is deployed to an environment. */
  readonly of: (environment: string) => Deployment;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const WIDGETS_AT_MOST = 500;
const FULL_WIDTH = 24;

/**
 * Shows, wave after wave, what keeps a release out and what undoes it, and each signal of each environment with its bound. A
 * graph is that of an alarm, which knows its metric: names are all that the pipeline knows of what it deploys.
 */
export function releaseDashboard(scope: Construct, props: ReleaseDashboardProps): Dashboard {
  const { plan } = props;
  const waves = orderOf(plan.waves).order.flatMap((name) => plan.waves.filter((wave) => wave.name === name));
  return new Dashboard(scope, 'Dashboard', { dashboardName: `${plan.service}-release`, widgets: waves.flatMap((wave) => waveRows(scope, wave, props)) });
}

export function dashboardLimits(plan: PlanDocument): Problem[] {
  const perWave = plan.waves.map((wave) => 2 + wave.environments.reduce((sum, environment) => sum + signalAlarmNames(plan, wave, environment).length, 0));
  const count = perWave.reduce((sum, widgets) => sum + widgets, 0);
  return count <= WIDGETS_AT_MOST ? [] : [SP4215.at(plan.path, {
    got: `${count}`, allowed: `at most ${WIDGETS_AT_MOST}: one for each signal of each environment, two for a wave`, remedies: ['leave the dashboard out'],
  })];
}

function waveRows(scope: Construct, wave: PlannedWave, props: ReleaseDashboardProps): IWidget[][] {
  const alarms = wave.environments.flatMap((environment) => {
    const { place } = props.of(environment);
    return watchedAlarms(props.plan, wave, environment).map((name) => imported(scope, name, place));
  });
  return [
    [new TextWidget({ markdown: `## ${wave.name}`, width: FULL_WIDTH, height: 1 })],
    ...alarms.length > 0 ? [[new AlarmStatusWidget({ title: 'what keeps a release out, and what undoes it', alarms, width: FULL_WIDTH, height: 3 })]] : [],
    ...wave.environments.map((environment) => graphs(scope, wave, environment, props)),
  ];
}

/** Only of alarms that are there: whoever raises the watched ones by hand may do without the others. */
function graphs(scope: Construct, wave: PlannedWave, environment: string, { plan, from, of }: ReleaseDashboardProps): IWidget[] {
  const { stage, place } = of(environment);
  const raised = new Set(stage.node.findAll().flatMap((construct) => (construct instanceof CfnAlarm ? construct.alarmName ?? [] : [])));
  return signalAlarmNames(plan, wave, environment).filter((name) => raised.has(name)).map((name) => new AlarmWidget({
    title: name,
    alarm: imported(scope, name, place),
    region: place.region,
    ...isSameAccount(place, from) ? {} : { accountId: place.account },
  }));
}

function imported(scope: Construct, name: string, { partition, region, account }: Place) {
  const id = `Shown-${name}`;
  return scope.node.tryFindChild(id) as ReturnType<typeof Alarm.fromAlarmArn> | undefined
    ?? Alarm.fromAlarmArn(scope, id, `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`);
}
