import type { Feature } from '../plan/feature';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Capability, IRenderer } from '../plan/renderer';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';

/**
 * What AWS CodePipeline and CodeDeploy do of a plan.
 */
export class CodePipelineRenderer implements IRenderer {
  /** Name of the platform, as it stands in the parity report. */
  public readonly platform = 'aws-codepipeline';

  /**
   * How well this back end does something.
   * @param feature what is asked for
   */
  public capability(feature: Feature): Capability {
    return CAPABILITIES[feature];
  }

  /**
   * Numbers out of a service's range, and combinations it cannot do.
   * @param plan the plan that is to be rendered
   */
  public limits(plan: Plan): Problem[] {
    return limits(plan._document);
  }
}
