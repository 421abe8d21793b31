import type { Timeline } from '../../rehearsal/timeline';
import type { Journey, Phase, Share } from '../view/journey';
import { endMsOf } from '../view/journey';
import { countWords } from '../words/count';
import { OUTCOMES } from '../words/outcome';
import { along, coordinate } from './coordinate';
import type { Markup } from './markup';
import { html } from './markup';
import { picture } from './picture';
import { shortened } from './shortened';
import { timeAxis } from './time-axis';
import type { TimeScale } from './time-scale';
import { unevenScale } from './time-scale';

const LABEL = 18;
const SHARE = 22;
const PHASE = 8;
const ROW = LABEL + SHARE + PHASE + 10;
const AXIS = 20;
/** As many names fit beside each other. */
const NAMED = 2;
/** What a figure takes, in percent of the width. */
const ROOM = 4;
const ROOM_ON_PHONE = 10;
const LETTERS_ON_PHONE = 34;

/** A row for each environment: the share of its traffic that the release has, and below it what goes on. */
export function journeyChart(timeline: Timeline, journeys: readonly Journey[], id: string): Markup {
  const moments = [0, endMsOf(timeline), ...journeys.flatMap(({ phases, shares }) => [...phases, ...shares].flatMap(({ fromMs, toMs }) => [fromMs, toMs]))];
  const scale = unevenScale(moments);
  const height = journeys.length * ROW;
  return picture({
    id,
    title: `Timeline of ${timeline.scenario}`,
    description: `${OUTCOMES[timeline.outcome]}; from top to bottom: ${journeys.map(({ environments }) => environments.join(' and ')).join(', ')}. What happens is in the table below.`,
    height: height + AXIS,
    drawing: html`${timeAxis(moments, scale, height)}${journeys.map((journey, i) => row(journey, scale, i * ROW))}`,
  });
}

function row({ environments, wave, phases, shares }: Journey, scale: TimeScale, top: number): Markup {
  const ground = top + LABEL + SHARE;
  const names = environments.length > NAMED ? countWords(environments.length, 'environment') : environments.join(', ');
  return html`<text class="label" x="0" y="${top + LABEL - 5}">${shortened(names)}${
    names === wave ? undefined : html` <tspan class="${names.length + wave.length > LETTERS_ON_PHONE ? 'quiet fine' : 'quiet'}">${shortened(wave)}</tspan>`}</text>
<line class="ground" x1="0" x2="100%" y1="${ground}" y2="${ground}"/>${shares.map((share) => bar(share, scale, ground))}${
  phases.map((phase) => strip(phase, scale, ground + 2))}`;
}

/** How much traffic it has, in figures where there is room for them: in the bar, or above a low one. */
function bar({ percent, fromMs, toMs }: Share, scale: TimeScale, ground: number): Markup {
  const [from, width] = [scale(fromMs), scale(toMs) - scale(fromMs)];
  const tall = Math.max(2, percent / 100 * SHARE);
  const isInside = tall > 14;
  return html`<rect class="share" x="${along(from)}" width="${along(width)}" y="${coordinate(ground - tall)}" height="${coordinate(tall)}"/>${width < ROOM ? undefined : html`
<text class="${isInside ? 'inside' : 'above'}${width < ROOM_ON_PHONE ? ' fine' : ''}" x="${along(from + width / 2)}" y="${coordinate(ground - (isInside ? Math.max(4, tall / 2 - 4) : tall + 4))}" text-anchor="middle">${
  percent} %</text>`}`;
}

function strip({ kind, fromMs, toMs }: Phase, scale: TimeScale, y: number): Markup {
  return html`<rect class="phase ${kind}" x="${along(scale(fromMs))}" width="${along(scale(toMs) - scale(fromMs))}" y="${y}" height="${PHASE}"/>`;
}
