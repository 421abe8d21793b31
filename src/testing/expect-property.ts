import type { ReleasePipeline } from '../model/release-pipeline';
import type { Plan } from '../plan/plan';
import { Proof } from '../rehearsal/prove/proof';
import type { Property } from '../rehearsal/prove/property';
import { receivedPlan } from './received';
import type { Verdict } from './verdict';
import { verdict } from './verdict';

/**
 * How much is explored.
 */
export interface SatisfiesOptions {
  /**
   * How many states are explored at most in each world.
   * @default 2000000
   */
  readonly statesAtMost?: number;
}

/**
 * It holds for every release, in whatever order things happen.
 * @throws an error when there are too many states to know
 */
export function satisfies(received: ReleasePipeline | Plan, property: Property, { statesAtMost }: SatisfiesOptions = {}): Verdict {
  const plan = receivedPlan(received);
  const result = Proof.ofPlan(plan).prove({ properties: [property], statesAtMost });
  // properties of one's own stand behind the invariants
  const { name, isProved, counterExample } = result.findings.at(-1)!;
  // neither a test nor its opposite may pass because of it
  if (!isProved && !counterExample) throw new Error(`it is not known whether ${plan.service} satisfies "${name}": ${result.states} states explored, and there are more; raise statesAtMost`);
  return verdict({
    pass: isProved,
    subject: `every release of ${plan.service}`,
    to: `satisfy "${name}"`,
    received: counterExample ? 'one does not: this is one of the shortest stories in which it is broken' : `all do: ${result.states} states explored, and there are no others`,
    evidence: (counterExample ?? []).map((what, i) => `${String(i + 1).padStart(4)}  ${what}`),
  });
}
