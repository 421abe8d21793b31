/**
 * Where the pods of a workload tell their metrics.
 */
export interface WorkloadMetrics {
  /** Name of a port of one of its containers. */
  readonly port: string;

  /**
   * Path of the requests for them.
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Labels by which the Prometheus Operator finds the PodMonitor.
   * @default - none
   * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
   */
  readonly labels?: Record<string, string>;
}
