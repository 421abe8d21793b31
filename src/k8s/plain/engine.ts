import type { ProgressiveEngine } from '../engines/progressive-engine';
import { SP5608 } from '../problems-tiers';
import { route } from '../traffic/route';
import { service } from '../traffic/service';
import { CAPABILITIES } from './capabilities';
import { deployment } from './deployment';

/** A Deployment with its Service and its route. Nothing here needs a controller that Kubernetes has not. */
export const PLAIN: ProgressiveEngine = {
  capabilities: CAPABILITIES,
  scaled: { apiVersion: 'apps/v1', kind: 'Deployment' },
  limits: () => [],
  problems: ({ migration, path }) => (migration === undefined ? [] : [SP5608.at(path, {
    got: migration, allowed: 'nothing', remedies: ['leave out `migration`'],
  })]),
  versions: (name) => [name],
  versionService: () => undefined,
  render(workload) {
    const { name, ports, router } = workload;
    deployment(workload);
    if (ports.length > 0) service(workload);
    if (router) route(workload, router, [{ service: name, weight: 100 }]);
  },
};
