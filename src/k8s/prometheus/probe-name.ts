import type { SignalSpec } from '../../model/spec';
import type { Target } from './target';

/** Name of the Probe that asks on behalf of a signal. */
export function probeName({ name }: SignalSpec, { workload, isVersion }: Pick<Target, 'workload' | 'isVersion'>): string {
  return `${workload}-${name}${isVersion ? '-new' : ''}`;
}

/** The job of what the Probe finds: Probes of the same name in other namespaces have others. */
export function probeJob(signal: SignalSpec, target: Pick<Target, 'workload' | 'namespace' | 'isVersion'>): string {
  return [...(target.namespace ? [target.namespace] : []), probeName(signal, target)].join('/');
}
