import type { Feature } from '../plan/feature';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Capability, IRenderer } from '../plan/renderer';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';

/**
 * What Argo CD, Argo Rollouts, open-source Kargo and the Prometheus Operator do of a plan, taken together.
 */
export class GitOpsRenderer implements IRenderer {
  /** Name of the platform, as it stands in the parity report. */
  public readonly platform = 'kubernetes-gitops';

  /**
   * How well this back end does something.
   * @param feature what is asked for
   */
  public capability(feature: Feature): Capability {
    return CAPABILITIES[feature];
  }

  /**
   * What the controllers cannot do although each feature is there.
   * @param plan the plan that is to be rendered
   */
  public limits(plan: Plan): Problem[] {
    return limits(plan);
  }
}
