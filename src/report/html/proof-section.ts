import { INVARIANTS } from '../../rehearsal/prove/invariant-words';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import { numberWords } from '../words/count';
import { badge } from './badge';
import type { Markup } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { table } from './table';

type Finding = ProofResult['findings'][number];

/** What holds in whatever order things happen, and a story for what does not. */
export function proofSection({ findings, states, isComplete, calendarWaits }: ProofResult): Section {
  return {
    id: 'proofs',
    title: 'Proofs',
    content: html`${table({
      caption: `${isComplete ? 'All' : 'Not complete:'} ${numberWords(states)} states explored, in every order of events`,
      heads: ['property', 'result'],
      cards: true,
      rows: findings.map((finding) => [html`${finding.name}${INVARIANTS[finding.name] ? html` <span class="note">${INVARIANTS[finding.name]}</span>` : undefined}`, verdict(finding)]),
    })}
${findings.filter(({ counterExample }) => counterExample).map(({ name, counterExample }) => html`<h3>How ${name} is broken</h3>
<ol>${counterExample!.map((what) => html`<li>${what}</li>`)}</ol>`)}
${calendarWaits.length > 0 ? html`<ul>${calendarWaits.map((wait) => html`<li>${wait.toText()}</li>`)}</ul>` : undefined}`,
  };
}

function verdict({ isProved, counterExample }: Finding): Markup {
  if (counterExample) return badge('bad', '✕', 'does not hold');
  return isProved ? badge('good', '✓', 'proved') : badge('wary', '?', 'no counter-example found');
}
