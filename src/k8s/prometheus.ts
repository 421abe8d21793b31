import type { SignalSpec } from '../model/spec';
import { enoughRequests, measurement } from './prometheus/measurement';
import type { RequestSeries } from './prometheus/request-series';

/**
 * What the metrics are called.
 */
export interface PrometheusOptions {
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

  /**
   * PromQL of custom metrics, and of resources other than cpu and memory, by their name. Gives one value; `$pods` stands
   * for the matchers of the measured pods, for example `avg(queue_depth{$pods})`.
   * @default - none
   */
  readonly queries?: Record<string, string>;

  /**
   * Labels by which the Prometheus Operator finds rules.
   * @default - none
   * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
   */
  readonly ruleLabels?: Record<string, string>;
}

const FAILED = 'http_response_status_code=~"5.."';
const REQUESTS = 'http_server_request_duration_seconds_count';

/**
 * The Prometheus that measures an environment. Its metrics of pods carry the labels `namespace` and `pod`, as those that
 * the Prometheus Operator's monitors scrape do, and are scraped at least twice in each period of a signal: a rate needs two samples.
 */
export class Prometheus {
  /**
   * A server and the names of its metrics.
   * @param address URL at which Argo Rollouts reaches it, for example `http://prometheus.monitoring:9090`
   */
  public static at(address: string, options: PrometheusOptions = {}): Prometheus {
    return new Prometheus(address, options);
  }

  /** URL at which Argo Rollouts reaches it. */
  public readonly address: string;

  /** @internal */
  public readonly _ruleLabels: Record<string, string>;

  private constructor(address: string, private readonly options: PrometheusOptions) {
    this.address = address;
    this._ruleLabels = { ...options.ruleLabels };
  }

  /**
   * The value of a signal, nothing where there is no data; undefined where the metric has no name here.
   * @internal
   */
  public _measurement(signal: SignalSpec, pods: string): string | undefined {
    return measurement(signal, pods, {
      requests: this.options.requests ?? REQUESTS,
      failed: this.options.failed ?? FAILED,
      latencyBuckets: this.options.latencyBuckets ?? 'http_server_request_duration_seconds_bucket',
      queries: this.options.queries ?? {},
    });
  }

  /**
   * The requests that some pods took.
   * @internal
   */
  public _requests(pods: string): RequestSeries {
    const { requests = REQUESTS, failed = FAILED } = this.options;
    return { all: `${requests}{${pods}}`, failed: `${requests}{${pods},${failed}}` };
  }

  /**
   * Gives something only where there were enough requests for a verdict; undefined where any will do.
   * @internal
   */
  public _enoughRequests(signal: SignalSpec, pods: string): string | undefined {
    return enoughRequests(signal, pods, this.options.requests ?? REQUESTS);
  }
}
