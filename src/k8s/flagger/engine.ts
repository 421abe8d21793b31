import type { ProgressiveEngine } from '../engines/progressive-engine';
import { deployment } from '../plain/deployment';
import { PLAIN } from '../plain/engine';
import { route } from '../traffic/route';
import { CANARY } from '../traffic/service';
import { asked, query } from './analysis';
import { API_VERSION, canary, templateName } from './canary';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';
import { counted, problems } from './problems';
import { hasCanary } from './ticks';

/** A Deployment, and a Canary that tells Flagger how to release it. In waves without a share of traffic, the Deployment alone. */
export const FLAGGER: ProgressiveEngine = {
  capabilities: CAPABILITIES,
  scaled: PLAIN.scaled,
  limits,
  problems,
  versions: (name, wave) => (hasCanary(wave) ? [name, `${name}-primary`] : [name]),
  versionService: ({ name, wave }) => (hasCanary(wave) ? name + CANARY : undefined),
  render(workload) {
    if (!hasCanary(workload.wave)) return PLAIN.render(workload);
    const { name, namespace, prometheus, replicas, router, versions } = workload;
    const target = deployment(workload);
    if (replicas !== undefined) {
      // it has no pods between two releases
      workload.leave({ group: 'apps', kind: 'Deployment', name, jsonPointers: ['/spec/replicas'] });
      target.chart.node.addMetadata('spillway:warning', counted(target.node.path, replicas).message);
    }
    canary(workload);
    // the one route that Flagger copies; it makes the others
    if (router?.kind === 'nginx') route(workload, router, [{ service: name, weight: 100 }]);
    if (!prometheus) return;
    for (const signal of asked(workload)) {
      workload.emit({
        apiVersion: API_VERSION,
        kind: 'MetricTemplate',
        metadata: { name: templateName(name, signal.name) },
        spec: { provider: { type: 'prometheus', address: prometheus.address }, query: query(signal, workload, { workload: name, namespace, prometheus, versions }) },
      });
    }
  },
};
