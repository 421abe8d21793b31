import type { IAlarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmStatusWidget, AlarmWidget, CfnAlarm, Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { PlanDocument, PlannedWave } from '../plan/document';
import { orderOf } from '../plan/order';
import type { Problem } from '../plan/problem';
import type { Deployment } from './deployments/deployments';
import { bakeAlarmName, watchedAlarms } from './names';
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

export function dashboardLimits(plan: PlanDocument, of: (environment: string) => Deployment): Problem[] {
  const graphs = plan.environments.reduce((sum, { name }) => sum + signalAlarms(plan, name, of(name)).length, 0);
  const count = graphs + 2 * plan.waves.length;
  return count <= WIDGETS_AT_MOST ? [] : [SP4215.at(plan.path, {
    got: `${count}`, allowed: `at most ${WIDGETS_AT_MOST}: one for each alarm on a signal, two for a wave`, remedies: ['leave the dashboard out'],
  })];
}

function waveRows(scope: Construct, wave: PlannedWave, { plan, from, of }: ReleaseDashboardProps): IWidget[][] {
  const watched = wave.environments.flatMap((environment) => {
    const { place } = of(environment);
    return watchedAlarms(plan, wave, environment).map((name) => imported(scope, name, place));
  });
  return [
    [new TextWidget({ markdown: `## ${wave.name}`, width: FULL_WIDTH, height: 1 })],
    ...watched.length > 0 ? [[new AlarmStatusWidget({ title: 'what keeps a release out, and what undoes it', alarms: watched, width: FULL_WIDTH, height: 3 })]] : [],
    ...wave.environments.map((environment) => {
      const { place } = of(environment);
      return signalAlarms(plan, environment, of(environment)).map((name) => new AlarmWidget({
        title: name,
        alarm: imported(scope, name, place),
        region: place.region,
        ...isSameAccount(place, from) ? {} : { accountId: place.account },
      }));
    }),
  ];
}

/** Those that the environment's stage raises and that are called after it; the name of one version's is not known here. */
function signalAlarms(plan: PlanDocument, environment: string, { stage }: Deployment): string[] {
  const names = stage.node.findAll().flatMap((construct) => (construct instanceof CfnAlarm ? construct.alarmName ?? [] : []));
  return names.filter((name) => !Token.isUnresolved(name) && name.startsWith(`${bakeAlarmName(plan.service, environment)}-`));
}

function imported(scope: Construct, name: string, { partition, region, account }: Place): IAlarm {
  const id = `Shown-${name}`;
  return scope.node.tryFindChild(id) as IAlarm | undefined ?? Alarm.fromAlarmArn(scope, id, `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`);
}
