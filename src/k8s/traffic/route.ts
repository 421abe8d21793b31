import type { ApiObjectProps } from 'cdk8s';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import type { RouterSpec } from './router-spec';

/** A Service that requests are sent to, and its share of them in percent. */
export interface Backend {
  readonly service: string;
  readonly weight: number;
}

/** What sends the requests of a workload's clients to its Services, named after it. */
export function route(workload: ReleasedWorkload, router: RouterSpec, backends: Backend[]): void {
  const { name, ports: [{ port }] } = workload;
  workload.emit({ ...manifest(router, name, port, backends), metadata: { name } });
  const weights = WEIGHTS[router.kind];
  if (backends.length > 1 && weights) workload.leave({ ...weights, name });
}

/**
 * Weights are written while a release is under way. They are in Git all the same: Argo CD puts back a list of which it was
 * told to ignore a part when the manifest says nothing of that part.
 */
const WEIGHTS: Partial<Record<RouterSpec['kind'], { group: string; kind: string; jqPathExpressions: string[] }>> = {
  gatewayApi: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', jqPathExpressions: ['.spec.rules[].backendRefs[].weight'] },
  linkerd: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', jqPathExpressions: ['.spec.rules[].backendRefs[].weight'] },
  istio: { group: 'networking.istio.io', kind: 'VirtualService', jqPathExpressions: ['.spec.http[].route[].weight'] },
};

function manifest(router: RouterSpec, name: string, port: number, backends: Backend[]): ApiObjectProps {
  switch (router.kind) {
    case 'gatewayApi': {
      const { parent, hostnames, pathPrefix } = router;
      const matches = [{ path: { type: 'PathPrefix', value: pathPrefix } }];
      return httpRoute({ parentRefs: [parent], ...(hostnames.length > 0 && { hostnames }), rules: [{ matches, ...split(port, backends) }] });
    }
    case 'linkerd':
      return httpRoute({ parentRefs: [{ group: '', kind: 'Service', name, port }], rules: [split(port, backends)] });
    case 'istio':
      return {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        spec: {
          hosts: router.hosts.length > 0 ? router.hosts : [name],
          ...(router.gateways.length > 0 && { gateways: router.gateways }),
          http: [{ name: ISTIO_ROUTE, route: backends.map(({ service, weight }) => ({ destination: { host: service, port: { number: port } }, weight })) }],
        },
      };
    case 'nginx':
      return {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        spec: {
          ingressClassName: router.ingressClass,
          // Argo Rollouts makes a second Ingress for the new version's share
          rules: [{
            ...(router.host && { host: router.host }),
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: backends[0].service, port: { number: port } } } }] },
          }],
        },
      };
  }
}

/** The route of a VirtualService whose weights are changed. */
export const ISTIO_ROUTE = 'requests';

function httpRoute(spec: object): ApiObjectProps {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec };
}

function split(port: number, backends: Backend[]): object {
  return { backendRefs: backends.map(({ service, weight }) => ({ name: service, port, weight })) };
}
