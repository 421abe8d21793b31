import type { Construct } from 'constructs';
import type { PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import type { Capability } from '../../plan/renderer';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import type { PromotionFeature } from './engine-features';

/** What promotes a release from wave to wave: the objects of its control plane. */
export interface PromotionEngine {
  readonly capabilities: Record<PromotionFeature, Capability>;

  /** Whether it takes a release that failed back in Git as well. */
  readonly takesBack?: true;

  /** Whether the folder of the release itself is applied with a kustomization, as those of the environments are. */
  readonly kustomizesDelivery?: true;

  /** What it cannot do although each feature is there. */
  limits(plan: Plan): Problem[];

  /** What the release does not say and the plan asks for. */
  problems(delivery: Delivery): Problem[];

  /** What all environments share. The destinations fill up until synthesis. */
  shared(scope: Construct, delivery: Delivery, destinations: Destination[]): void;

  /** What one environment needs. */
  environment(scope: Construct, delivery: Delivery, wave: PlannedWave, destination: Destination): void;
}
