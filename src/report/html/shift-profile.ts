import type { PlannedWave } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import { shiftWords } from '../words/shift';
import { along, coordinate } from './coordinate';
import type { Markup } from './markup';
import { html } from './markup';
import { picture } from './picture';
import { unevenScale } from './time-scale';

const HEIGHT = 48;

/** The share of traffic that a release has in a wave, step by step, and then while it bakes. */
export function shiftProfile(wave: PlannedWave, id: string): Markup {
  const { steps } = wave.shift;
  // a step without a hold is over at once, but is seen
  const ends = steps.reduce<number[]>((sums, { holdMs }) => [...sums, sums[sums.length - 1] + Math.max(holdMs, 1)], [0]);
  const shiftedMs = ends[ends.length - 1];
  const scale = unevenScale([...ends, shiftedMs + wave.bakeMs]);
  return picture({
    id,
    title: `Traffic of ${wave.name}`,
    description: [...shiftWords(wave.shift), ...wave.bakeMs > 0 ? [`bakes for ${durationSymbols(wave.bakeMs)}`] : []].join(', then '),
    height: HEIGHT,
    drawing: html`${steps.map(({ percent }, i) => bar('share', percent, scale(ends[i]), scale(ends[i + 1])))}${
      wave.bakeMs > 0 ? bar('bake', 100, scale(shiftedMs), 100) : undefined}<line class="ground" x1="0" x2="100%" y1="${HEIGHT - 0.5}" y2="${HEIGHT - 0.5}"/>`,
  });
}

function bar(kind: string, percent: number, from: number, to: number): Markup {
  const height = percent > 0 ? Math.max(2, percent / 100 * (HEIGHT - 2)) : 0;
  return html`<rect class="${kind}" x="${along(from)}" width="${along(to - from)}" y="${coordinate(HEIGHT - height)}" height="${coordinate(height)}"/>`;
}
