import { durationSymbols } from '../../private/duration-text';
import type { Timeline } from '../../rehearsal/timeline';
import type { Spread, SpreadPoint } from '../view/spread';
import { spreadOf } from '../view/spread';
import { numberWords } from '../words/count';
import { outcomeBadge } from './badge';
import type { Markup } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { spreadChart } from './spread-chart';
import { table } from './table';

/** Whom the release met in each story, and for whom it failed, as it came about; the most harmful story first. */
export function spreadSection(timelines: readonly Timeline[]): Section {
  const spreads = [...timelines].sort((a, b) => b.harmedRequests - a.harmedRequests).map((timeline) => ({ timeline, spread: spreadOf(timeline) }));
  const quiet = spreads.filter(({ spread }) => !spread).map(({ timeline }) => timeline.scenario);
  return {
    id: 'blast-radius',
    title: 'Blast radius',
    content: html`<p>Requests of customers that met the release, environment upon environment, and hatched the ones that failed because of it. The most harmful story stands first, and each picture has a scale of its own.</p>
<ul class="legend"><li><svg aria-hidden="true" width="24" height="12"><rect class="met met-0" width="24" height="12"/></svg> met the release</li>
<li><svg aria-hidden="true" width="24" height="12"><rect class="harm" width="24" height="12"/></svg> failed because of it</li></ul>
<div class="multiples">${spreads.map(({ timeline, spread }, i) => (spread ? one(timeline, spread, `spread-${i + 1}`) : undefined))}</div>
${quiet.length > 0 ? html`<p>No customer met it in: ${quiet.join(', ')}.</p>` : undefined}`,
  };
}

function one(timeline: Timeline, spread: Spread, id: string): Markup {
  const { environments, points } = spread;
  const last = points[points.length - 1];
  return html`<figure>
<figcaption><strong>${timeline.scenario}</strong> ${outcomeBadge(timeline.outcome)}</figcaption>
${spreadChart(spread, timeline.scenario, id)}
<ul class="key">${environments.map((name, i) => html`<li><svg aria-hidden="true" width="12" height="12"><rect class="met met-${i % 3}" width="12" height="12"/></svg> ${
  name}: ${numberWords(last.met[i])} met it, ${numberWords(last.harmed[i])} failed</li>`).reverse()}</ul>
<details><summary>Numbers <span class="aside">of ${timeline.scenario}</span></summary>
${table({
  caption: html`Requests that had met the release, and of these the failed ones, in <cite>${timeline.scenario}</cite>`,
  heads: ['environment', 'after', 'met', 'failed'],
  numeric: ['after', 'met', 'failed'],
  rows: environments.flatMap((name, i) => whereItGrows(points, i).map(({ afterMs, met, harmed }) => [
    name, durationSymbols(afterMs), numberWords(met[i]), numberWords(harmed[i]),
  ])),
})}
</details>
</figure>`;
}

/** Points at which one of an environment's curves bends: not before it meets anybody, and not after the last one. */
function whereItGrows(points: readonly SpreadPoint[], environment: number): SpreadPoint[] {
  const grows = (from: SpreadPoint | undefined, to: SpreadPoint | undefined) => from !== undefined && to !== undefined
    && (to.met[environment] > from.met[environment] || to.harmed[environment] > from.harmed[environment]);
  return points.filter((point, i) => grows(points[i - 1], point) || grows(point, points[i + 1]));
}
