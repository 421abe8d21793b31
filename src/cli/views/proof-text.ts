import type { Finding } from '../../rehearsal/prove/finding';
import { INVARIANTS } from '../../rehearsal/prove/invariant-words';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import { countWords } from '../../report/words/count';
import type { Io } from '../io';

/** What was proved, for a terminal: what each invariant says, and the story in which it does not hold. */
export function proofText(service: string, { findings, states, isComplete, calendarWaits }: ProofResult, paint: Io['paint']): string {
  const explored = isComplete ? `all ${countWords(states, 'state')} explored` : paint('yellow', `not complete, explored ${countWords(states, 'state')}`);
  return [`${service}: ${explored}`, '', ...findings.flatMap((finding) => findingLines(finding, paint)), ...calendarWaits.length > 0 ? ['', ...calendarWaits.map((wait) => wait.toText())] : [], ''].join('\n');
}

function findingLines({ name, isProved, counterExample }: Finding, paint: Io['paint']): string[] {
  const says = `${name}  ${INVARIANTS[name]}`;
  if (counterExample) return [`${paint('red', 'does not hold')}  ${says}`, ...counterExample.map((what) => `                   ${what}`)];
  return [isProved ? `${paint('green', 'proved       ')}  ${says}` : `not known      ${says}`];
}
