import { Severity } from '../../plan/problem';
import { Support } from '../../plan/renderer';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import { Outcome } from '../../rehearsal/timeline';
import type { ReportContents } from '../view/report-contents';
import { countWords, numberWords, storiesWords } from '../words/count';
import type { Content, Markup } from './markup';
import { html } from './markup';

/** What a reader with half a minute takes away. */
export function glance({ problems, timelines, parity, proof }: ReportContents): Markup {
  const errors = problems.filter(({ severity }) => severity === Severity.ERROR).length;
  const undone = timelines.filter(({ outcome }) => outcome === Outcome.ROLLED_BACK).length;
  const [worst] = [...timelines].sort((a, b) => b.harmedRequests - a.harmedRequests);
  const rows = parity.flat();
  const amount = (support: Support) => rows.filter((row) => row.support === support).length;
  return html`<dl class="glance">
${tile('Problems', problems.length === 0 ? 'none' : [errors > 0 ? countWords(errors, 'error') : '', problems.length > errors ? countWords(problems.length - errors, 'warning') : ''].filter(Boolean).join(', '))}
${timelines.length > 0 ? tile('Rehearsed', storiesWords(timelines.length), `${numberWords(undone)} rolled back`) : undefined}
${worst ? tile('Most harm', worst.harmedRequests > 0 ? countWords(worst.harmedRequests, 'failed request') : 'no failed request', worst.harmedRequests > 0 ? worst.scenario : undefined) : undefined}
${parity.length > 0 ? tile(countWords(parity.length, 'back end'), amount(Support.REFUSED) > 0 ? `${numberWords(amount(Support.REFUSED))} refused` : 'nothing refused',
  `${numberWords(amount(Support.NATIVE))} native, ${numberWords(amount(Support.EMULATED))} emulated`) : undefined}
${proof ? tile('Proofs', provedWords(proof), `${countWords(proof.states, 'state')} explored`) : undefined}
</dl>`;
}

function tile(term: string, value: string, aside?: string): Content {
  return html`<div><dt>${term}</dt><dd>${value}${aside === undefined ? undefined : html`<span>${aside}</span>`}</dd></div>`;
}

function provedWords({ findings, broken, isComplete }: ProofResult): string {
  if (broken.length > 0) return `${numberWords(broken.length)} of ${numberWords(findings.length)} broken`;
  return isComplete ? `all ${numberWords(findings.length)} proved` : 'not complete';
}
