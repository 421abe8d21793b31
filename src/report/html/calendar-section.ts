import { Temporal } from 'temporal-polyfill';
import type { CalendarStrip } from '../view/calendar-strips';
import { along } from './coordinate';
import type { Markup } from './markup';
import { html } from './markup';
import { picture } from './picture';
import type { Section } from './section';
import { shortened } from './shortened';
import { table } from './table';
import { evenScale } from './time-scale';

const DAY_MS = 86_400_000;
const LABEL = 18;
const BAR = 16;
const ROW = LABEL + BAR + 10;
const AXIS = 20;

/** When the pipeline is open and closed in the time that is looked at. */
export function calendarSection(strips: readonly CalendarStrip[], fromMs: number, untilMs: number): Section {
  return {
    id: 'calendar',
    title: 'Calendar',
    content: html`<p>From ${day(fromMs)} to ${day(untilMs)}, in UTC. A freeze wins over a window; neither ever holds back a rollback.</p>
<ul class="legend"><li><svg aria-hidden="true" width="24" height="12"><rect class="open" width="24" height="12"/></svg> window open</li>
<li><svg aria-hidden="true" width="24" height="12"><rect class="frozen" width="24" height="12"/></svg> frozen</li></ul>
${chart(strips, fromMs, untilMs)}
${table({
  caption: 'Windows and freezes',
  heads: ['name', 'waves', 'when', 'within these weeks', 'next after them'],
  cards: true,
  rows: strips.map(({ kind, name, waves, rule, stretches, nextMs }) => [
    html`${kind} ${name}`, waves.length > 0 ? waves.join(', ') : 'none', rule,
    stretches.length === 0 ? 'never' : spans(stretches.map((one) => html`${minute(one.fromMs)} to ${minute(one.toMs)}`), `${kind} ${name}`), nextMs === undefined ? 'never' : minute(nextMs),
  ]),
})}`,
  };
}

function spans(times: readonly Markup[], what: string): Markup {
  const list = html`<ul class="plain">${times.map((time) => html`<li>${time}</li>`)}</ul>`;
  return times.length > 2 ? html`<details><summary>${times.length} times <span class="aside">of ${what}</span></summary>${list}</details>` : list;
}

function chart(strips: readonly CalendarStrip[], fromMs: number, untilMs: number): Markup {
  const scale = evenScale(fromMs, untilMs);
  const height = strips.length * ROW;
  return picture({
    id: 'calendar-picture',
    title: 'Calendar',
    description: `windows and freezes from ${day(fromMs)} to ${day(untilMs)}; the table below has the same`,
    height: height + AXIS,
    drawing: html`<g class="axis">${mondays(fromMs, untilMs).map((mondayMs, i) => html`<line x1="${along(scale(mondayMs))}" x2="${along(scale(mondayMs))}" y1="0" y2="${height}"/>
<text class="${i % 2 === 0 ? 'tick' : 'tick fine'}" x="${along(scale(mondayMs))}" y="${height + 14}" text-anchor="${scale(mondayMs) > 90 ? 'end' : 'start'}">${day(mondayMs).slice(5)}</text>`)}</g>
${strips.map((strip, i) => row(strip, scale, i * ROW))}`,
  });
}

function row({ kind, name, waves, stretches }: CalendarStrip, scale: (ms: number) => number, top: number): Markup {
  const y = top + LABEL;
  return html`<text class="label" x="0" y="${y - 5}">${shortened(name)} <tspan class="quiet">${shortened(waves.join(', '))}</tspan></text>
<line class="ground" x1="0" x2="100%" y1="${y + BAR}" y2="${y + BAR}"/>${stretches.map(({ fromMs, toMs }) => html`
<rect class="${kind === 'window' ? 'open' : 'frozen'}" x="${along(scale(fromMs))}" width="${along(scale(toMs) - scale(fromMs))}" y="${y}" height="${BAR}"/>`)}`;
}

/** The beginnings of weeks; what is looked at begins with a day. */
function mondays(fromMs: number, untilMs: number): number[] {
  const { dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO('UTC');
  const firstMs = fromMs + (8 - dayOfWeek) % 7 * DAY_MS;
  return Array.from({ length: Math.max(0, Math.ceil((untilMs - firstMs) / (7 * DAY_MS))) }, (_, i) => firstMs + i * 7 * DAY_MS);
}

function day(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString().slice(0, 10);
}

function minute(atMs: number): Markup {
  const text = Temporal.Instant.fromEpochMilliseconds(atMs).toString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')}</time>`;
}
