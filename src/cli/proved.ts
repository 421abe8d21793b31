import type { Plan } from '../plan/plan';
import { Proof } from '../rehearsal/prove/proof';
import type { ProofResult } from '../rehearsal/prove/proof-result';
import { countWords } from '../report/words/count';
import type { Io } from './io';

/** What holds of a plan, with the progress of finding it out. */
export function provePlan(plan: Plan, statesAtMost: number | undefined, { progress }: Io): ProofResult {
  const result = Proof.ofPlan(plan)._prove({ statesAtMost }, ({ what, part, parts, states }) => {
    progress(`exploring ${what}, part ${part} of ${parts}: ${countWords(states, 'state')}`);
  });
  progress('');
  return result;
}
