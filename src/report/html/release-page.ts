import { durationSymbols } from '../../private/duration-text';
import type { ReportContents } from '../view/report-contents';
import { shortestWayMs } from '../view/shortest-way';
import { countWords } from '../words/count';
import { calendarSection } from './calendar-section';
import { glance } from './glance';
import { journeySection } from './journey-section';
import type { Markup } from './markup';
import { html } from './markup';
import { page } from './page';
import { paritySection } from './parity-section';
import { pipelineSection } from './pipeline-section';
import { problemSection } from './problem-section';
import { proofSection } from './proof-section';
import { spreadSection } from './spread-section';
import { storySection } from './story-section';

/** Everything that is known of a plan, on one page. */
export function releasePage(contents: ReportContents): Markup {
  const { plan, problems, timelines, parity, proof, calendar } = contents;
  const { waves, environments } = plan;
  return page({
    title: `How ${plan.service} is released`,
    lede: html`<p class="lede">${countWords(waves.length, 'wave')}, ${countWords(environments.length, 'environment')}, at least ${durationSymbols(shortestWayMs(plan))} on the way.</p>
${glance(contents)}`,
    sections: [
      pipelineSection(plan),
      ...problems.length > 0 ? [problemSection(problems)] : [],
      ...timelines.length > 0 ? [storySection(timelines), spreadSection(timelines), journeySection(timelines)] : [],
      ...calendar && calendar.strips.length > 0 ? [calendarSection(calendar.strips, calendar.fromMs, calendar.untilMs)] : [],
      ...parity.length > 0 ? [paritySection(parity)] : [],
      ...proof ? [proofSection(proof)] : [],
    ],
  });
}
