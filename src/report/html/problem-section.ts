import type { Problem } from '../../plan/problem';
import { severityBadge } from './badge';
import { html } from './markup';
import type { Section } from './section';

/** What the checks find, and what to do about it. */
export function problemSection(problems: readonly Problem[]): Section {
  return {
    id: 'problems',
    title: 'Problems',
    content: problems.length === 0 ? html`<p>The checks find nothing.</p>` : html`<ol class="problems">${problems.map((problem) => html`
<li>
<p>${severityBadge(problem.severity)} <strong>${problem.code}</strong> ${problem.title}</p>
<dl><dt>at</dt><dd><code>${problem.path}</code></dd><dt>got</dt><dd>${problem.got}</dd><dt>allowed is</dt><dd>${problem.allowed}</dd>
<dt>remedies</dt>${problem.remedies.map((remedy) => html`<dd>${remedy}</dd>`)}</dl>
</li>`)}
</ol>`,
  };
}
