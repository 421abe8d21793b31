import type { RequestSource } from './prometheus/request-source';
import type { Target } from './prometheus/target';

/**
 * What an application calls its metrics.
 */
export interface ApplicationMetricsOptions {
  /**
   * Counter of requests.
   * @default 'http_server_request_duration_seconds_count'
   * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
   */
  readonly requests?: string;

  /**
   * Label matcher of the requests that failed.
   * @default 'http_response_status_code=~"5.."'
   */
  readonly failed?: string;

  /**
   * Buckets of the histogram of the time requests take, in seconds.
   * @default 'http_server_request_duration_seconds_bucket'
   */
  readonly latencyBuckets?: string;
}

/**
 * Who counts the requests that error ratios and latencies are measured of.
 */
export class RequestMetrics {
  /**
   * The application itself. Its metrics carry the labels `namespace` and `pod`, by which versions are told apart.
   */
  public static application(options: ApplicationMetricsOptions = {}): RequestMetrics {
    return new RequestMetrics({
      name: 'the application',
      requests: options.requests ?? 'http_server_request_duration_seconds_count',
      failed: options.failed ?? 'http_response_status_code=~"5.."',
      latencyBuckets: options.latencyBuckets ?? 'http_server_request_duration_seconds_bucket',
      latencyUnitMs: 1000,
      versionsBy: 'pods',
      matchers: ({ pods }) => pods,
    });
  }

  /**
   * The Istio sidecars of the pods, with the labels `namespace` and `pod` of the monitors that scrape them. A waypoint of
   * the ambient mode knows no pods, so it is not measured.
   * @see https://istio.io/latest/docs/reference/config/metrics/
   */
  public static istio(): RequestMetrics {
    return new RequestMetrics({
      name: 'Istio',
      requests: 'istio_requests_total',
      failed: 'response_code=~"5.."',
      latencyBuckets: 'istio_request_duration_milliseconds_bucket',
      latencyUnitMs: 1,
      versionsBy: 'pods',
      matchers: ({ pods }) => `reporter="destination",${pods}`,
    });
  }

  /**
   * The Linkerd proxies of the pods, with the labels `namespace` and `pod` of the monitors that scrape them. What failed is
   * what Linkerd classifies so. Latency is the time to the first byte.
   * @see https://linkerd.io/2/reference/proxy-metrics/
   */
  public static linkerd(): RequestMetrics {
    return new RequestMetrics({
      name: 'Linkerd',
      requests: 'response_total',
      failed: 'classification="failure"',
      latencyBuckets: 'response_latency_ms_bucket',
      latencyUnitMs: 1,
      versionsBy: 'pods',
      matchers: ({ pods }) => `direction="inbound",${pods}`,
    });
  }

  /**
   * The Envoy of Contour. It has a cluster for each Service, so versions are told apart by the Service of the new one, which
   * a canary has with a traffic router only.
   * @see https://projectcontour.io/docs/main/guides/metrics/table/
   */
  public static contour(): RequestMetrics {
    return new RequestMetrics(envoy('Contour', 'service', ({ namespace = '[^_]+', services }) => `envoy_cluster_name=~"${namespace}_${oneOf(services)}_[0-9a-z-]+"`));
  }

  /**
   * The Envoy of Envoy Gateway, for a route that is named after the workload. It has one cluster for all Services of a rule,
   * so it measures the whole service: use `SignalScope.SERVICE`, or let the application count.
   * @see https://github.com/envoyproxy/gateway/issues/6742
   */
  public static envoyGateway(): RequestMetrics {
    return new RequestMetrics(envoy('Envoy Gateway', 'nothing', ({ namespace = '[^/]+', workload }) => `envoy_cluster_name=~"httproute/${namespace}/${workload}/rule/[0-9]+"`));
  }

  /**
   * An ingress-nginx, for an Ingress that is named after the workload. Versions are told apart by the Service of the new one,
   * which a canary has with a traffic router only. Scraped by the monitor of its chart, its own label `namespace` is called
   * `exported_namespace`.
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/
   */
  public static ingressNginx(): RequestMetrics {
    return new RequestMetrics({
      name: 'ingress-nginx',
      requests: 'nginx_ingress_controller_requests',
      failed: 'status=~"5.."',
      latencyBuckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
      latencyUnitMs: 1000,
      versionsBy: 'service',
      matchers: ({ namespace, workload, services, isVersion }) => [
        ...(namespace ? [`exported_namespace="${namespace}"`] : []),
        `ingress="${workload}"`,
        ...(isVersion ? [`canary=~"${namespace ?? '.+'}-${oneOf(services)}-[0-9a-z-]+"`] : []),
      ].join(','),
    });
  }

  private constructor(private readonly source: RequestSource) {}

  /** @internal */
  public _source(): RequestSource {
    return this.source;
  }
}

/** What an Envoy counts of its upstream clusters. */
function envoy(name: string, versionsBy: RequestSource['versionsBy'], matchers: (target: Target) => string): RequestSource {
  return {
    name,
    requests: 'envoy_cluster_upstream_rq',
    failed: 'envoy_response_code=~"5.."',
    latencyBuckets: 'envoy_cluster_upstream_rq_time_bucket',
    latencyUnitMs: 1,
    versionsBy,
    matchers,
  };
}

function oneOf(names: string[]): string {
  return names.length === 1 ? names[0] : `(${names.join('|')})`;
}
