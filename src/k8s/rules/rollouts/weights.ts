import type { Problem } from '../../../plan/problem';
import { reachable, replicasFor } from '../../rollouts/weights';
import type { Folder } from '../folder';
import { AUTOSCALER } from '../kinds';
import { SP5223, SP5236, SP5237 } from '../problems-rollouts';
import type { Rollout } from './rollout';
import { fewestPods, rolloutsOf, routedBy } from './rollout';

/** Weights that exist, that the router can count, and that the pods can carry. */
export function weights(folder: Folder): Problem[] {
  return rolloutsOf(folder).flatMap((rollout) => [...outOfRange(rollout), ...unreachable(rollout, folder), ...crowded(rollout)]);
}

function largest({ routing }: Rollout): number {
  return routing.at('maxTrafficWeight').number ?? 100;
}

function outOfRange(rollout: Rollout): Problem[] {
  const max = rollout.routing.at('maxTrafficWeight');
  const wrong = rollout.steps.map((step) => step.at('setWeight')).filter(({ number = 0 }) => number < 0 || number > largest(rollout));
  return [
    ...wrong.map((weight) => SP5223.at(weight.path, {
      got: weight.shown,
      allowed: `a whole number from 0 to ${largest(rollout)}`,
      remedies: ['use a percentage of the traffic'],
    })),
    ...(max.isSet && !routedBy(rollout, 'nginx', 'plugins') ? [SP5223.at(max.path, {
      got: max.shown,
      allowed: 'nothing, unless the router is nginx or a plugin',
      remedies: ['remove maxTrafficWeight, and use percentages'],
    })] : []),
  ];
}

function unreachable(rollout: Rollout, folder: Folder): Problem[] {
  if (rollout.routing.isSet) return [];
  const pods = fewestPods(rollout, folder.of(AUTOSCALER));
  const partial = rollout.steps.map((step) => step.at('setWeight')).filter(({ number = 0 }) => number > 0 && number < 100);
  const percents = partial.map(({ number }) => number!);
  return partial.filter(({ number }) => !reachable(number!, pods)).map((weight) => SP5236.at(weight.path, {
    got: `${weight.shown} % of ${pods} pods`,
    allowed: 'a share that is a whole number of pods, one percent more or less',
    remedies: [`use ${replicasFor(percents, pods)} replicas, also as minimum of an autoscaler`, 'use a traffic router', 'use another weight'],
  }));
}

/** Until the scale follows the weight again, every weight is carried by the pods that were asked for. */
function crowded(rollout: Rollout): Problem[] {
  let scalePercent: number | undefined;
  const replicas = rollout.spec.at('replicas').number;
  return rollout.steps.flatMap((step) => {
    const scale = step.at('setCanaryScale');
    if (scale.at('matchTrafficWeight').isTrue) scalePercent = undefined;
    else if (scale.at('weight').isSet) scalePercent = scale.at('weight').number;
    else if (scale.at('replicas').number !== undefined && replicas) scalePercent = scale.at('replicas').number! * 100 / replicas;
    const weight = step.at('setWeight');
    const percent = (weight.number ?? 0) * 100 / largest(rollout);
    return scalePercent === undefined || percent <= scalePercent ? [] : [SP5237.at(weight.path, {
      got: `${weight.shown} for pods that make ${Math.round(scalePercent)} %`,
      allowed: 'at most the share of the pods',
      remedies: ['put `setCanaryScale: { matchTrafficWeight: true }` before it', 'raise the scale before the weight'],
    })];
  });
}
