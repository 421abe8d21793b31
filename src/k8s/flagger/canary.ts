import type { ReleasedWorkload } from '../engines/progressive-engine';
import type { RouterSpec } from '../traffic/router-spec';
import { analysis, asked } from './analysis';

export const API_VERSION = 'flagger.app/v1beta1';

/** Name of the template of what a signal asks of a workload. */
export function templateName(workload: string, signal: string): string {
  return `${workload}-${signal}`;
}

/** What Flagger does with a Deployment: it keeps a copy of it for the proven version, makes the Services and the route, and shifts. */
export function canary(workload: ReleasedWorkload): void {
  const { name, replicas, router } = workload;
  workload.emit({
    apiVersion: API_VERSION,
    kind: 'Canary',
    metadata: { name },
    spec: {
      provider: router ? PROVIDERS[router.kind] : 'kubernetes',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      ...(replicas === undefined && { autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name } }),
      ...(router?.kind === 'nginx' && { ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name } }),
      progressDeadlineSeconds: 600,
      // the way back, in Git, is made by setting it
      skipAnalysis: false,
      service: serviceOf(workload),
      analysis: {
        ...analysis(workload),
        metrics: asked(workload).map((signal) => ({
          name: signal.name,
          templateRef: { name: templateName(name, signal.name) },
          thresholdRange: { max: signal.datapointsToFail - 1 },
        })),
      },
    },
  });
}

const PROVIDERS: Record<RouterSpec['kind'], string> = {
  gatewayApi: 'gatewayapi:v1',
  // Linkerd obeys the Gateway API; what Flagger calls linkerd is an interface that is no longer developed
  linkerd: 'gatewayapi:v1',
  istio: 'istio',
  nginx: 'nginx',
};

/** Of what Flagger makes the Services, and the route. */
function serviceOf({ name, ports: [port], router }: ReleasedWorkload): object {
  if (!port) return {};
  const { port: number, targetPort = number, name: portName } = port;
  return { port: number, targetPort, ...(portName && { portName }), ...(router && routed(router, name, number)) };
}

function routed(router: RouterSpec, name: string, port: number): object {
  switch (router.kind) {
    case 'gatewayApi': {
      const { parent, hostnames, pathPrefix } = router;
      return {
        gatewayRefs: [parent],
        ...(hostnames.length > 0 && { hosts: hostnames }),
        ...(pathPrefix !== '/' && { match: [{ uri: { prefix: pathPrefix } }] }),
      };
    }
    case 'linkerd': return { gatewayRefs: [{ group: '', kind: 'Service', name, port }] };
    case 'istio': return { ...(router.hosts.length > 0 && { hosts: router.hosts }), ...(router.gateways.length > 0 && { gateways: router.gateways }) };
    case 'nginx': return {};
  }
}
