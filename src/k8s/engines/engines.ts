import { BY_HAND } from '../by-hand/engine';
import { Progressive, Promotion } from '../engine';
import { FLAGGER } from '../flagger/engine';
import { KARGO } from '../kargo/engine';
import { PLAIN } from '../plain/engine';
import { GIT_OPS_PROMOTER } from '../promoter/engine';
import { ARGO_ROLLOUTS } from '../rollouts/engine';
import type { ProgressiveEngine } from './progressive-engine';
import type { PromotionEngine } from './promotion-engine';

/** Everything that promotes. */
export const PROMOTIONS: Record<Promotion, PromotionEngine> = {
  [Promotion.KARGO]: KARGO,
  [Promotion.GIT_OPS_PROMOTER]: GIT_OPS_PROMOTER,
  [Promotion.NONE]: BY_HAND,
};

/** Everything that shifts traffic. */
export const PROGRESSIVES: Record<Progressive, ProgressiveEngine> = {
  [Progressive.ARGO_ROLLOUTS]: ARGO_ROLLOUTS,
  [Progressive.FLAGGER]: FLAGGER,
  [Progressive.NONE]: PLAIN,
};
