import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { Progressive, Promotion } from '../engine';
import { hasCanary } from '../flagger/ticks';
import { SP5610, SP5611, SP5622, SP5623 } from '../problems-tiers';

/** What a release asks that the two parts of its engine do not have together. */
export function engineProblems(delivery: Delivery, destinations: Destination[]): Problem[] {
  return [...withoutRollouts(delivery), ...untold(delivery), ...unseenCanaries(delivery, destinations)];
}

function withoutRollouts({ engine, operators, plan }: Delivery): Problem[] {
  return operators === undefined || engine.progressive === Progressive.ARGO_ROLLOUTS ? [] : [SP5622.at(plan.path, {
    got: operators,
    allowed: 'nobody',
    remedies: ['leave out `operators`', 'use Progressive.ARGO_ROLLOUTS'],
  })];
}

/** Messages come from Argo Rollouts, and from Argo CD, which a person does without. */
function untold({ engine, audiences, plan }: Delivery): Problem[] {
  if (engine.progressive === Progressive.ARGO_ROLLOUTS && engine.promotion !== Promotion.NONE) return [];
  return audiences.map(({ audienceName }) => SP5623.at(`${plan.path}/notifications/${audienceName}`, {
    got: audienceName,
    allowed: 'no audience',
    remedies: ['route the alert SpillwaySignalFiring in Alertmanager', 'use Progressive.ARGO_ROLLOUTS, and something that promotes'],
  }));
}

/** A promotion asks Prometheus whether Flagger is done; one that asks Argo CD would hear of the release before. */
function unseenCanaries({ engine, plan }: Delivery, destinations: Destination[]): Problem[] {
  if (engine.progressive !== Progressive.FLAGGER || engine.promotion === Promotion.NONE) return [];
  if (engine.promotion !== Promotion.KARGO) {
    return plan.waves.filter(hasCanary).map(({ name }) => SP5611.at(`${plan.path}/${name}/shift`, {
      got: `Flagger with ${engine.promotion}`,
      allowed: 'Flagger with Kargo, or in waves whose pods are replaced',
      remedies: ['use Promotion.KARGO', 'use Progressive.ARGO_ROLLOUTS', 'use TrafficShift.rolling'],
    }));
  }
  const unseen = destinations.filter(({ environment, prometheus }) => prometheus === ''
    && plan.waves.some((wave) => wave.environments.includes(environment.environmentName) && hasCanary(wave)));
  return unseen.map(({ folder }) => SP5610.at(folder.chart.node.path, {
    got: 'no Prometheus',
    allowed: 'one that scrapes Flagger',
    remedies: ['pass `prometheus` to the workload', 'pass `prometheusAddress` to deploy'],
  }));
}
