import { durationSymbols } from '../../private/duration-text';
import type { Spread } from '../view/spread';
import { numberWords } from '../words/count';
import { along, coordinate } from './coordinate';
import type { Markup } from './markup';
import { html } from './markup';
import { picture } from './picture';
import { evenScale } from './time-scale';

const HEIGHT = 120;
const AXIS = 20;
const HEADROOM = 16;

/** The environments' customers on top of each other, as they meet the release; before them those for whom it failed. */
export function spreadChart({ environments, points }: Spread, scenario: string, id: string): Markup {
  const [first, last] = [points[0], points[points.length - 1]];
  const most = total(last.met);
  const x = evenScale(first.afterMs, last.afterMs);
  const outline = (heights: readonly number[]) => points.map(({ afterMs }, i) => `${coordinate(x(afterMs))},${coordinate(100 - 100 * heights[i] / most)}`);
  const area = (tops: readonly number[]) => [...outline(tops), `100,100`, `0,100`].join(' ');
  const upTo = (count: number) => points.map(({ met }) => total(met.slice(0, count)));
  const bands = environments.map((_, i) => upTo(i + 1));
  const harmed = points.map((point) => total(point.harmed));
  return picture({
    id,
    title: `Blast radius of ${scenario}`,
    description: `from ${durationSymbols(first.afterMs)} to ${durationSymbols(last.afterMs)} after its arrival, ${numberWords(most)} requests met the release and ${
      numberWords(harmed[harmed.length - 1])} failed because of it`,
    height: HEIGHT + AXIS,
    drawing: html`<line class="ground" x1="0" x2="100%" y1="${HEADROOM}" y2="${HEADROOM}"/>
<text class="tick" x="0" y="${HEADROOM - 5}">${numberWords(most)} requests</text>
<svg y="${HEADROOM}" width="100%" height="${HEIGHT - HEADROOM}" viewBox="0 0 100 100" preserveAspectRatio="none">
${[...bands].reverse().map((tops, i) => html`<polygon class="met met-${(bands.length - 1 - i) % 3}" points="${area(tops)}"/>`)}
<polygon class="harm" points="${area(harmed)}"/>
${bands.map((tops) => html`<polyline class="edge" points="${outline(tops).join(' ')}"/>`)}
<polyline class="edge harmed" points="${outline(harmed).join(' ')}"/>
</svg>
<line class="ground" x1="0" x2="100%" y1="${HEIGHT}" y2="${HEIGHT}"/>
<text class="tick" x="0" y="${HEIGHT + 15}">${durationSymbols(roundMs(first.afterMs))}</text>
<text class="tick" x="${along(100)}" y="${HEIGHT + 15}" text-anchor="end">${durationSymbols(roundMs(last.afterMs))}</text>`,
  });
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function roundMs(ms: number): number {
  return Math.round(ms / 60_000) * 60_000;
}
