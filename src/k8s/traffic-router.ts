import type { RouterSpec } from './traffic/router-spec';

/**
 * Where requests come in through the Gateway API.
 */
export interface GatewayApiOptions {
  /** Name of the Gateway. */
  readonly gateway: string;

  /**
   * Namespace of the Gateway.
   * @default - that of the workload
   */
  readonly gatewayNamespace?: string;

  /**
   * Name of the one listener of the Gateway that is meant.
   * @default - all listeners
   */
  readonly listener?: string;

  /**
   * Host names of the requests.
   * @default - those of the listener
   */
  readonly hostnames?: string[];

  /**
   * What the paths of the requests begin with.
   * @default '/'
   */
  readonly pathPrefix?: string;
}

/**
 * Where requests come in through Istio.
 */
export interface IstioOptions {
  /**
   * Hosts that clients ask for.
   * @default - the Service of the workload, within the mesh
   */
  readonly hosts?: string[];

  /**
   * Istio Gateways, as `namespace/name`, through which they are asked for.
   * @default - none: only clients in the mesh
   */
  readonly gateways?: string[];
}

/**
 * Where requests come in through ingress-nginx.
 */
export interface NginxOptions {
  /**
   * Host name of the requests.
   * @default - any
   */
  readonly host?: string;

  /**
   * Class of the Ingress.
   * @default 'nginx'
   */
  readonly ingressClass?: string;
}

/**
 * What splits the requests of a workload's clients between two versions. With it any whole weight can be made, however few
 * the pods are, and on abort the old version, which keeps all of its pods, has all requests again at once. Without it the
 * number of pods makes the weight.
 */
export class TrafficRouter {
  /**
   * A Gateway of any implementation of the Gateway API. Argo Rollouts needs its plugin `argoproj-labs/gatewayAPI`.
   * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/
   */
  public static gatewayApi(options: GatewayApiOptions): TrafficRouter {
    const { gateway, gatewayNamespace, listener, hostnames = [], pathPrefix = '/' } = options;
    const parent = { name: gateway, ...(gatewayNamespace && { namespace: gatewayNamespace }), ...(listener && { sectionName: listener }) };
    return new TrafficRouter({ kind: 'gatewayApi', parent, hostnames, pathPrefix });
  }

  /**
   * The Linkerd mesh, for clients within it: a route of the Gateway API that hangs on the workload's Service. Argo Rollouts
   * needs its plugin `argoproj-labs/gatewayAPI`.
   * @see https://linkerd.io/2/reference/httproute/
   */
  public static linkerd(): TrafficRouter {
    return new TrafficRouter({ kind: 'linkerd' });
  }

  /**
   * An Istio VirtualService.
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
   */
  public static istio(options: IstioOptions = {}): TrafficRouter {
    return new TrafficRouter({ kind: 'istio', hosts: options.hosts ?? [], gateways: options.gateways ?? [] });
  }

  /**
   * An Ingress of ingress-nginx, whose project was retired in March 2026: for clusters that have not left it yet.
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/nginx/
   */
  public static nginx(options: NginxOptions = {}): TrafficRouter {
    return new TrafficRouter({ kind: 'nginx', host: options.host, ingressClass: options.ingressClass ?? 'nginx' });
  }

  private constructor(private readonly spec: RouterSpec) {}

  /** @internal */
  public _spec(): RouterSpec {
    return this.spec;
  }
}
