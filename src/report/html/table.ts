import type { Content, Markup } from './markup';
import { html } from './markup';

/** A table; the first cell of a row says what the row is about. */
export interface Table {
  readonly caption: Content;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Content[])[];
  /** On a phone each row becomes a card, in which every cell says its head. For tables of more columns than a phone has room for. */
  readonly cards?: boolean;
  /** Heads of columns of numbers. */
  readonly numeric?: readonly string[];
}

/** Roles are said once more, since a table that is laid out as cards would lose them in some browsers. */
export function table({ caption, heads, rows, cards = false, numeric = [] }: Table): Markup {
  const kind = (head: string) => (numeric.includes(head) ? html` class="number"` : undefined);
  return html`<table role="table"${cards ? html` class="cards"` : undefined}>
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col"${kind(head)}>${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(([first, ...others]) => html`
<tr role="row"><th role="rowheader" scope="row">${first}</th>${others.map((cell, i) => html`<td role="cell" data-head="${heads[i + 1]}"${kind(heads[i + 1])}><div>${cell}</div></td>`)}</tr>`)}
</tbody>
</table>`;
}
