import type { SignalSpec } from '../../model/spec';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import { goDuration } from '../go-duration';
import { probeJob, probeName } from './probe-name';

/** Whether a probe asks at the workload itself, so that it can ask the new version alone. */
export function asksWorkload(target: string): boolean {
  return target.startsWith('/');
}

/** Lets the Prometheus Operator have a prober ask what synthetic signals need, at the workload and at its new version. */
export function probes(workload: ReleasedWorkload, recorded: SignalSpec[], judged: SignalSpec[]): void {
  for (const signal of recorded) probe(workload, signal, false);
  for (const signal of judged.filter((one) => !recorded.includes(one) && one.scope === 'service')) probe(workload, signal, false);
  for (const signal of judged.filter(({ scope }) => scope === 'version')) probe(workload, signal, true);
}

function probe({ name: workload, namespace, prometheus, ports, versionService, emit }: ReleasedWorkload, signal: SignalSpec, isVersion: boolean): void {
  if (signal.measure.kind !== 'synthetic') return;
  const asked = prometheus?._probe(signal.measure.probe);
  const service = isVersion ? versionService : workload;
  if (!prometheus?._prober || !asked || !service) return;
  const host = `${service}.${namespace}.svc:${ports[0]?.port}`;
  emit({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: { name: probeName(signal, { workload, isVersion }), labels: prometheus._ruleLabels },
    spec: {
      jobName: probeJob(signal, { workload, namespace, isVersion }),
      // a data point is made of two runs at least
      interval: goDuration(Math.max(1, Math.floor(signal.periodMs / 2_000)) * 1_000),
      module: asked.module ?? 'http_2xx',
      prober: { url: prometheus._prober },
      targets: { staticConfig: { static: [asksWorkload(asked.target) ? `http://${host}${asked.target}` : asked.target] } },
    },
  });
}
