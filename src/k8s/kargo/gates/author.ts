import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { ENTERING, when } from '../promotion-record';
import type { PromotionStep } from '../step';
import { approvedByHand } from './by-hand';

/** The actor of a Promotion that came past Kargo's own API; Kargo's webhook writes it, so that nobody can claim another one. */
export const DIRECTLY = 'kubernetes:';

const ACTOR = 'ctx.meta.promotion.actor';

/**
 * Nothing has been touched yet. An actor that is not an e-mail address cannot be told from the author, so it does not pass either:
 * but for those who came past Kargo, whom the approval policy has let in by break-glass only.
 */
export function authorStep(delivery: Delivery, wave: PlannedWave): PromotionStep[] {
  if (!approvedByHand(delivery, wave)?.excludeAuthor) return [];
  const isLetIn = delivery.breakGlass === undefined ? '' : `!(${ACTOR} startsWith '${DIRECTLY}') && `;
  const isAuthor = `lower(commitFrom('${delivery.repositoryUrl}').Author) contains '<' + lower(trimPrefix(${ACTOR}, 'email:')) + '>'`;
  return [{
    uses: 'fail',
    as: 'author',
    if: when(`${ENTERING} && ${isLetIn}(!(${ACTOR} startsWith 'email:') || ${isAuthor})`),
    config: { message: 'the author of a release does not approve it' },
  }];
}
