import type { Content, Markup } from './markup';
import { html } from './markup';

/** A part of the page. */
export interface Section {
  /** Where links lead to; unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/** A part under its heading, as a landmark. */
export function section({ id, title, content }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${title}</h2>
${content}
</section>
`;
}
