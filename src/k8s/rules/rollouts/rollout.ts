import type { Field } from '../field';
import type { Folder } from '../folder';
import { ROLLOUT } from '../kinds';
import type { Manifest } from '../manifest';

const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'smi', 'traefik'];

/** A Rollout as the rules look at it. */
export interface Rollout {
  readonly manifest: Manifest;
  readonly spec: Field;
  readonly canary: Field;
  readonly blueGreen: Field;
  readonly steps: Field[];
  readonly routing: Field;
  /** Names of the routers that are set; `plugins` stands for all that are plugged in. */
  readonly routers: string[];
  /** The places where it names a Service that it manages. */
  readonly services: Field[];
}

export function rolloutsOf(folder: Folder): Rollout[] {
  return folder.seenAs(allRollouts);
}

function allRollouts(folder: Folder): Rollout[] {
  return folder.of(ROLLOUT).map((manifest) => {
    const { spec } = manifest;
    const canary = spec.at('strategy', 'canary');
    const blueGreen = spec.at('strategy', 'blueGreen');
    const routing = canary.at('trafficRouting');
    const plugged = routing.at('plugins').keys.length > 0 ? ['plugins'] : [];
    return {
      manifest,
      spec,
      canary,
      blueGreen,
      steps: canary.at('steps').items,
      routing,
      routers: [...ROUTERS.filter((router) => routing.isSet && routing.at(router).isSet), ...plugged],
      services: managed(canary, blueGreen),
    };
  });
}

function managed(canary: Field, blueGreen: Field): Field[] {
  return [
    canary.at('stableService'), canary.at('canaryService'), canary.at('pingPong', 'pingService'), canary.at('pingPong', 'pongService'),
    blueGreen.at('activeService'), blueGreen.at('previewService'),
  ].filter(({ text }) => text !== '');
}

/** Whether one of the routers is set. */
export function routedBy({ routers }: Rollout, ...names: string[]): boolean {
  return routers.some((router) => names.includes(router));
}

/** How many pods there are at least: what an autoscaler may go down to counts before the number that is written. */
export function fewestPods({ manifest, spec }: Rollout, autoscalers: readonly Manifest[]): number {
  const autoscaler = autoscalers.find((scaler) => {
    const target = scaler.spec.at('scaleTargetRef');
    return target.at('kind').text === manifest.kind && target.at('name').text === manifest.name && scaler.isBeside(manifest);
  });
  return autoscaler ? autoscaler.spec.at('minReplicas').number ?? 1 : spec.at('replicas').number ?? 1;
}
