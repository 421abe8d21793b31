import type { Content, Markup } from './markup';
import { html } from './markup';
import { PATTERNS } from './patterns';
import type { Section } from './section';
import { section } from './section';
import { POLICY, STYLE } from './style';

/** A page of sections. */
export interface Page {
  readonly title: string;
  /** Below the title. */
  readonly lede: Content;
  readonly sections: readonly Section[];
}

/** The whole file: it loads nothing, and it runs nothing. */
export function page({ title, lede, sections }: Page): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${PATTERNS}
<header>
<h1>${title}</h1>
${lede}
<nav aria-label="Parts of this report"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map(section)}</main>
<footer>Times count from the arrival of the release. What is said of requests was rehearsed, not measured.</footer>
</body>
</html>
`;
}
