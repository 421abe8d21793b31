import type { ReleasedWorkload } from '../engines/progressive-engine';
import { ISTIO_ROUTE } from '../traffic/route';
import type { RouterSpec } from '../traffic/router-spec';
import { CANARY } from '../traffic/service';

/** Shifts that are made of weights. The others replace pods, or switch a Service; a router then has one way to send requests. */
const WEIGHTED = ['allAtOnce', 'canary', 'linear', 'steps'];

/** Whether a router moves the requests of a workload from one version to the other. */
export function isRouted({ router, wave, migrated }: Pick<ReleasedWorkload, 'router' | 'wave' | 'migrated'>): boolean {
  return router !== undefined && WEIGHTED.includes(wave.shift.kind) && migrated?.direction !== 'toDeployment';
}

/** The Services of a Rollout, and what it changes to move requests between them. */
export function trafficRouting({ name, namespace }: ReleasedWorkload, router: RouterSpec): object {
  return { stableService: name, canaryService: name + CANARY, trafficRouting: changed(router, name, namespace) };
}

function changed(router: RouterSpec, name: string, namespace: string | undefined): object {
  switch (router.kind) {
    case 'gatewayApi':
    case 'linkerd':
      return { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: name, ...(namespace && { namespace }) } } };
    case 'istio':
      return { istio: { virtualService: { name, routes: [ISTIO_ROUTE] } } };
    case 'nginx':
      return { nginx: { stableIngress: name } };
  }
}
