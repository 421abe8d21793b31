import { countWords } from '../words/count';
import type { PlanChange } from './plan-change';
import { Verdict } from './plan-change';

export const NOTHING = 'The two plans release in the same way.';

/** How many changes there are of each kind, in one sentence. */
export function summary(changes: readonly PlanChange[]): string {
  const count = (verdict: Verdict) => changes.filter((change) => change.verdict === verdict).length;
  const kinds = [Verdict.STRICTER, Verdict.LOOSER, Verdict.OTHER].filter((verdict) => count(verdict) > 0);
  const parts = kinds.map((verdict) => `${count(verdict)} ${verdict === Verdict.OTHER ? 'neither' : verdict}`);
  return `${countWords(changes.length, 'change')} of the declaration${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}
