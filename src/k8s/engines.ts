import { Progressive, Promotion } from './engine';
import { KARGO } from './kargo/engine';
import type { ProgressiveEngine } from './progressive-engine';
import type { PromotionEngine } from './promotion-engine';
import { ARGO_ROLLOUTS } from './rollouts/engine';

/** Everything that promotes. */
export const PROMOTIONS: Record<Promotion, PromotionEngine> = {
  [Promotion.KARGO]: KARGO,
};

/** Everything that shifts traffic. */
export const PROGRESSIVES: Record<Progressive, ProgressiveEngine> = {
  [Progressive.ARGO_ROLLOUTS]: ARGO_ROLLOUTS,
};
