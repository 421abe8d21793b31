import type { Content, Markup } from './markup';
import { html } from './markup';

/** A drawing, and what it shows for those who cannot see it. */
export interface Picture {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** In pixels; it is as wide as there is room. */
  readonly height: number;
  readonly drawing: Content;
}

/** Across, everything is given in percent, so that text keeps its size on any screen. */
export function picture({ id, title, description, height, drawing }: Picture): Markup {
  return html`<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text" width="100%" height="${height}">
<title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>${drawing}</svg>`;
}
