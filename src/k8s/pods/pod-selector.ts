import type { ReleasedWorkload } from '../engines/progressive-engine';

/** What selects the pods of a workload in all of its versions, some of which may run under a name of their own. */
export function podSelector({ selector, versions }: Pick<ReleasedWorkload, 'selector' | 'versions'>): object {
  return versions.length === 1
    ? { matchLabels: selector }
    : { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: versions }] };
}
