import type { Prometheus } from '../prometheus';

/** A workload and what measures it. */
export interface Watched {
  readonly workload: string;
  readonly namespace: string | undefined;
  readonly prometheus: Prometheus;
  /** Names under which its versions run; only its own where nothing is said. */
  readonly versions?: string[];
}

/** Labels of an alert beside its own: an AlertmanagerConfig hears only alerts that name its namespace. */
export function alertLabels({ namespace }: Watched, severity: string): Record<string, string> {
  return { severity, ...(namespace !== undefined && { namespace }) };
}
