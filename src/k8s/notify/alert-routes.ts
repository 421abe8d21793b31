import { Lazy } from 'cdk8s';
import type { PlannedWave } from '../../plan/document';
import type { Audience } from '../audience';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import { policyLabels } from '../policy/admission-policy';
import { Urgency } from '../urgency';

/** What an alert's severity means for people. */
const SEVERITIES: [string, Urgency][] = [['critical', Urgency.PAGE], ['warning', Urgency.ATTENTION]];

/** Takes what nobody in particular is told. */
const NOBODY = 'nobody';

/**
 * Who is told of an environment's alerts. Nothing is muted: gates and rollbacks ask Prometheus and would not notice, but an
 * alert in a freeze is about customers all the same, and the resource's mute intervals know no time zone.
 */
export function alertRoutes(delivery: Delivery, wave: PlannedWave, { environment, folder, namespace }: Destination, audiences: Audience[]): void {
  const { service } = delivery.plan;
  emit(folder.chart, {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: service, namespace, labels: policyLabels(delivery) },
    spec: Lazy.any({ produce: () => {
      const routes = audiences.flatMap((audience) => route(audience, wave.name));
      const told = audiences.filter(({ _channel }) => routes.some(({ receiver }) => receiver === _channel.id));
      return {
        route: {
          receiver: NOBODY,
          groupBy: ['alertname', 'workload'],
          matchers: [matcher('service', service), matcher('environment', environment.environmentName)],
          routes,
        },
        receivers: [{ name: NOBODY }, ...told.map(({ _channel: { id, receiver } }) => ({ name: id, ...receiver }))],
      };
    } }),
  });
}

function route(audience: Audience, wave: string): { receiver: string }[] {
  const severities = SEVERITIES.filter(([, urgency]) => audience._hears(urgency, wave)).map(([severity]) => severity);
  // others are told as well
  return severities.length === 0 ? [] : [{ receiver: audience._channel.id, ...{ matchers: [matcher('severity', severities.join('|'), '=~')], continue: true } }];
}

function matcher(name: string, value: string, matchType = '='): object {
  return { name, value, matchType };
}
