import type { Prometheus } from '../prometheus';

/** A workload and what measures it. */
export interface Watched {
  readonly workload: string;
  readonly namespace: string | undefined;
  readonly prometheus: Prometheus;
}
