import { durationSymbols } from '../../private/duration-text';
import type { Timeline } from '../../rehearsal/timeline';
import type { PhaseKind } from '../view/journey';
import { journeysOf } from '../view/journey';
import { countWords } from '../words/count';
import { PHASES } from '../words/phase';
import { outcomeBadge } from './badge';
import { journeyChart } from './journey-chart';
import type { Markup } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { table } from './table';

/** What happens in each story, environment by environment. */
export function journeySection(timelines: readonly Timeline[]): Section {
  const kinds = new Set(timelines.flatMap((timeline) => journeysOf(timeline).flatMap(({ phases }) => phases.map(({ kind }) => kind))));
  return {
    id: 'timelines',
    title: 'Timelines',
    content: html`<p>Each environment has a row. Its height is the share of the traffic that the release has; the strip below says what goes on.
Long stretches are drawn shorter than they are, so that a step of minutes can be seen beside a bake of hours.</p>
<ul class="legend">${(Object.keys(PHASES) as PhaseKind[]).filter((kind) => kinds.has(kind)).map((kind) => html`
<li><svg aria-hidden="true" width="24" height="8"><rect class="phase ${kind}" width="24" height="8"/></svg> ${PHASES[kind]}</li>`)}
</ul>
${timelines.map((timeline, i) => story(timeline, `story-${i + 1}`))}`,
  };
}

function story(timeline: Timeline, id: string): Markup {
  const journeys = journeysOf(timeline);
  const { events } = timeline;
  return html`<article class="story" id="${id}" aria-labelledby="${id}-heading">
<h3 id="${id}-heading">${timeline.scenario} ${outcomeBadge(timeline.outcome)}</h3>
${journeys.length > 0 ? journeyChart(timeline, journeys, `${id}-picture`) : html`<p>It comes to no wave.</p>`}
<details><summary>${countWords(events.length, 'event')} <span class="aside">of ${timeline.scenario}</span></summary>
${table({
  caption: html`What happens in <cite>${timeline.scenario}</cite>, from ${shortTime(events[0]?.at ?? '')} on`,
  heads: ['after', 'what'],
  rows: events.map(({ at, afterMs, what }) => [html`<time datetime="${at}">${durationSymbols(afterMs)}</time>`, what]),
})}
</details>
</article>`;
}

function shortTime(iso: string): string {
  return iso.replace('T', ' ').replace(/(:00)?Z$/, ' UTC');
}
