import { durationSymbols } from '../../private/duration-text';
import type { Timeline } from '../../rehearsal/timeline';
import { numberWords, storiesWords } from '../words/count';
import { percentWords } from '../words/percent';
import { outcomeBadge } from './badge';
import { along } from './coordinate';
import type { Content, Markup } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { table } from './table';

const NUMERIC = ['lead time', 'noticed after', 'gone later', 'met it', 'failed', 'error budget'];

/** How the stories end, side by side. */
export function storySection(timelines: readonly Timeline[]): Section {
  const most = Math.max(...timelines.map(({ harmedRequests }) => harmedRequests));
  return {
    id: 'stories',
    title: 'Stories',
    content: table({
      caption: `What becomes of a release in ${storiesWords(timelines.length)}, and of requests of customers`,
      heads: ['story', 'outcome', ...NUMERIC],
      numeric: NUMERIC,
      cards: true,
      rows: timelines.map((timeline, i) => [
        html`<a href="#story-${i + 1}">${timeline.scenario}</a>`,
        outcomeBadge(timeline.outcome),
        time(timeline.leadTimeMs),
        time(timeline.timeToDetectMs),
        time(timeline.timeToRecoverMs),
        numberWords(timeline.exposedRequests),
        html`${numberWords(timeline.harmedRequests)}${bar(timeline.harmedRequests, most)}`,
        budget(timeline),
      ]),
    }),
  };
}

function time(ms: number | undefined): Content {
  return ms === undefined ? html`<span class="none" aria-label="none">–</span>` : durationSymbols(ms);
}

function budget(timeline: Timeline): string {
  const ratio = timeline.errorBudgetRatio();
  return ratio > 0 && ratio < 0.0001 ? '< 0.01 %' : percentWords(Number(ratio.toFixed(4)));
}

function bar(value: number, most: number): Markup | undefined {
  return value > 0 ? html`<svg class="bar" aria-hidden="true" width="100%" height="4"><rect class="harm" width="${along(100 * value / most)}" height="4"/></svg>` : undefined;
}
