import type { ReleasedWorkload } from '../engines/progressive-engine';
import { goDuration } from '../go-duration';
import type { WorkloadMetrics } from '../workload-metrics';
import { podSelector } from './pod-selector';

/**
 * What lets the Prometheus Operator scrape the pods. Not a ServiceMonitor: several Services select the same pods, and each
 * would have them scraped and counted once more.
 */
export function podMonitor(workload: ReleasedWorkload, { port, path = '/metrics', labels = {} }: WorkloadMetrics): void {
  const periods = workload.signals.map(({ periodMs }) => periodMs);
  // a rate needs two samples in a period
  const interval = Math.floor(Math.min(...periods) / 2_000) * 1_000;
  workload.emit({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: workload.name, labels },
    spec: {
      selector: podSelector(workload),
      podMetricsEndpoints: [{ port, path, ...(Number.isFinite(interval) && interval > 0 && { interval: goDuration(interval) }) }],
    },
  });
}
