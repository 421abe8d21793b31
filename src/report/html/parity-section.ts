import type { ParityRow } from '../../plan/renderer';
import { supportBadge } from './badge';
import type { Content } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { table } from './table';

/** What each back end makes of each feature that the plan asks for. */
export function paritySection(columns: readonly (readonly ParityRow[])[]): Section {
  return {
    id: 'parity',
    title: 'Back ends',
    content: table({
      caption: 'What the plan asks for, and what each back end makes of it',
      heads: ['feature', ...columns.map(([first]) => first.platform)],
      cards: true,
      rows: columns[0].map(({ feature }, i) => [
        html`<code>${breakable(feature)}</code>`, ...columns.map((column) => html`${supportBadge(column[i].support)} <span class="note">${column[i].note}</span>`),
      ]),
    }),
  };
}

/** A line may end behind a dot. */
function breakable(name: string): Content {
  return name.split('.').map((part, i) => (i > 0 ? html`.<wbr>${part}` : part));
}
