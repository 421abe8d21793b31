import type { Feature } from '../plan/feature';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Capability, IRenderer } from '../plan/renderer';
import { Engine } from './engine';
import { PROGRESSIVES, PROMOTIONS } from './engines/engines';
import { limits } from './limits';
import { SIGNALS } from './prometheus/capabilities';

/**
 * For which controllers a plan is judged.
 */
export interface GitOpsRendererProps {
  /**
   * What promotes and what shifts traffic.
   * @default - Kargo and Argo Rollouts
   */
  readonly engine?: Engine;
}

/**
 * What the controllers of an engine, Argo CD and the Prometheus Operator do of a plan, taken together.
 */
export class GitOpsRenderer implements IRenderer {
  /** Name of the platform, as it stands in the parity report. */
  public readonly platform: string;

  private readonly engine: Engine;

  constructor(props: GitOpsRendererProps = {}) {
    this.engine = props.engine ?? Engine.of();
    const { promotion, progressive } = this.engine;
    this.platform = `kubernetes-${promotion}-${progressive}`;
  }

  /**
   * How well this back end does something.
   * @param feature what is asked for
   */
  public capability(feature: Feature): Capability {
    const { promotion, progressive } = this.engine;
    const capabilities: Record<Feature, Capability> = { ...PROMOTIONS[promotion].capabilities, ...PROGRESSIVES[progressive].capabilities, ...SIGNALS };
    return capabilities[feature];
  }

  /**
   * What the controllers cannot do although each feature is there.
   * @param plan the plan that is to be rendered
   */
  public limits(plan: Plan): Problem[] {
    return limits(plan, this.engine);
  }
}
