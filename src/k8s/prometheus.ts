import type { IDuration } from '../model/duration';
import type { SignalSpec } from '../model/spec';
import { millisecondsOf } from '../model/untyped';
import { enoughRequests, measurement } from './prometheus/measurement';
import type { RequestSource } from './prometheus/request-source';
import type { Target } from './prometheus/target';
import { RequestMetrics } from './request-metrics';

/**
 * What a prober asks, over and over.
 */
export interface ProbeTarget {
  /**
   * What is asked: a URL, or a path at the first port of the workload, with which the new version alone can be asked as well.
   */
  readonly target: string;

  /**
   * Module of the blackbox exporter: how it asks, and what a good answer is.
   * @default 'http_2xx'
   * @see https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
   */
  readonly module?: string;
}

/**
 * What the metrics are called, and how they come about.
 */
export interface PrometheusOptions {
  /**
   * Who counts the requests.
   * @default - the application, by the names that OpenTelemetry gives
   */
  readonly metrics?: RequestMetrics;

  /**
   * PromQL of custom metrics, and of resources other than cpu and memory, by their name. Gives one value; `$pods` stands
   * for the matchers of the measured pods, for example `avg(queue_depth{$pods})`. Without it the query is about all versions.
   * @default - none
   */
  readonly queries?: Record<string, string>;

  /**
   * What the probes of synthetic signals ask, by the name of the probe. Needs a `prober`.
   * @default - none
   */
  readonly probes?: Record<string, ProbeTarget>;

  /**
   * Host and port of the blackbox exporter, as Prometheus reaches it, for example `blackbox-exporter.monitoring:9115`.
   * @default - none
   */
  readonly prober?: string;

  /**
   * How often metrics are scraped. Signals whose period is too short for it are reported.
   * @default - not known, and nothing is reported
   */
  readonly scrapeInterval?: IDuration;

  /**
   * Labels by which the Prometheus Operator finds rules and probes.
   * @default - none
   * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
   */
  readonly ruleLabels?: Record<string, string>;
}

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
  /** @internal */
  public readonly _source: RequestSource;
  /**
   * Host and port of the prober, where there is one.
   * @internal
   */
  public readonly _prober?: string;
  /**
   * Undefined where it is not known.
   * @internal
   */
  public readonly _scrapeIntervalMs?: number;

  private constructor(address: string, private readonly options: PrometheusOptions) {
    this.address = address;
    this._ruleLabels = { ...options.ruleLabels };
    this._source = (options.metrics ?? RequestMetrics.application())._source();
    this._prober = options.prober;
    this._scrapeIntervalMs = options.scrapeInterval && millisecondsOf(options.scrapeInterval);
  }

  /**
   * The value of a signal, nothing where there is no data; undefined where the metric has no name here.
   * @internal
   */
  public _measurement(signal: SignalSpec, target: Target): string | undefined {
    const { queries = {}, probes = {} } = this.options;
    return measurement(signal, target, { source: this._source, queries, probes: Object.keys(probes) });
  }

  /**
   * Gives something only where there were enough requests for a verdict; undefined where any will do.
   * @internal
   */
  public _enoughRequests(signal: SignalSpec, target: Target): string | undefined {
    return enoughRequests(signal, target, this._source);
  }

  /**
   * What a probe asks; undefined where nobody said.
   * @internal
   */
  public _probe(name: string): ProbeTarget | undefined {
    return this.options.probes?.[name];
  }
}
