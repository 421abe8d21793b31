import type { Plan } from '../plan/plan';
import { Proof } from '../rehearsal/prove/proof';
import type { ProofResult } from '../rehearsal/prove/proof-result';
import { concluded } from '../rehearsal/prove/proving';
import { countWords } from '../report/words/count';
import type { Io } from './io';

/** What holds of a plan, with the progress of finding it out. */
export async function provePlan(plan: Plan, statesAtMost: number | undefined, { progress, exploreParts }: Io): Promise<ProofResult> {
  const spec = Proof.ofPlan(plan)._spec({ statesAtMost });
  const all = await exploreParts(spec, ({ what, part, parts, states }) => {
    progress(`exploring ${what}, part ${part} of ${parts}: ${countWords(states, 'state')}`);
  });
  progress('');
  return concluded(spec, all);
}
