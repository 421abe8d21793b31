import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { PlanDocument, PlannedWave } from '../../../plan/document';
import type { Problem } from '../../../plan/problem';
import { ofRequests } from '../../../plan/signal-facts';
import { quietNames, triggerNames } from '../../../plan/wave-facts';
import { watchedNames } from '../../names';
import { SP4402 } from '../../problems-workloads';
import { ECS_SATURATION } from './metrics';

interface Measured {
  readonly path: string;
  readonly targetGroup?: ApplicationTargetGroup;
}

/** Signals of which neither a load balancer nor ECS knows anything, or only when nobody asks any more. */
export function unmeasuredByServices(plan: PlanDocument, wave: PlannedWave, { path, targetGroup }: Measured): Problem[] {
  const triggers = triggerNames(wave);
  const asked = new Set([...watchedNames(wave), ...quietNames(wave)]);
  return plan.signals.filter(({ name }) => asked.has(name)).flatMap(({ name, measure }) => {
    if (ofRequests(measure) && !targetGroup) {
      return [SP4402.at(path, { got: `${name} and no target group`, allowed: 'a target group that counts requests', remedies: ['give the workload the target group of the service', 'declare Signal.custom and give its metric to the workload'] })];
    }
    if (ofRequests(measure) && !isListened(targetGroup!)) {
      return [SP4402.at(path, { got: `${name} and a target group of no listener`, allowed: 'a target group that a load balancer sends requests to', remedies: ['let a listener forward to it before the workload is made'] })];
    }
    if (measure.kind !== 'saturation') return [];
    if (!ECS_SATURATION[measure.resource]) {
      return [SP4402.at(path, { got: measure.resource, allowed: Object.keys(ECS_SATURATION).join(' or '), remedies: ['declare Signal.custom and give its metric to the workload'] })];
    }
    return triggers.includes(name) && wave.bakeMs === 0 ? [SP4402.at(path, {
      got: `${name} and no bakeTime`, allowed: 'saturation in a wave that bakes, since ECS does not tell versions apart', remedies: ['declare a bakeTime', 'list it in a Gate.quiet'],
    })] : [];
  });
}

/** Its metrics are known by the name of its load balancer, and it refuses to say one that it does not know yet. */
function isListened(targetGroup: ApplicationTargetGroup): boolean {
  try {
    return targetGroup.firstLoadBalancerFullName !== '';
  } catch {
    return false;
  }
}
