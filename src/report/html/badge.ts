import { Severity } from '../../plan/problem';
import { Support } from '../../plan/renderer';
import { Outcome } from '../../rehearsal/timeline';
import { OUTCOMES } from '../words/outcome';
import type { Markup } from './markup';
import { html } from './markup';

type Tone = 'good' | 'bad' | 'wary' | 'calm';

const BY_OUTCOME: Record<Outcome, [Tone, string]> = {
  [Outcome.RELEASED]: ['good', '✓'],
  [Outcome.ROLLED_BACK]: ['bad', '↩'],
  [Outcome.TURNED_AWAY]: ['wary', '⊘'],
  [Outcome.SUPERSEDED]: ['calm', '⇥'],
  [Outcome.UNDECIDED]: ['wary', '…'],
};

const BY_SUPPORT: Record<Support, [Tone, string]> = {
  [Support.NATIVE]: ['good', '●'],
  [Support.EMULATED]: ['calm', '◐'],
  [Support.REFUSED]: ['bad', '○'],
};

/** A word that stands out: a sign, a colour and the word itself say the same. */
export function badge(tone: Tone, sign: string, word: string): Markup {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** How a story ends. */
export function outcomeBadge(outcome: Outcome): Markup {
  return badge(...BY_OUTCOME[outcome], OUTCOMES[outcome]);
}

/** How well a back end does something. */
export function supportBadge(support: Support): Markup {
  return badge(...BY_SUPPORT[support], support);
}

/** How bad a problem is. */
export function severityBadge(severity: Severity): Markup {
  return severity === Severity.ERROR ? badge('bad', '✕', severity) : badge('wary', '!', severity);
}
