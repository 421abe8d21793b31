import { durationSymbols } from '../../private/duration-text';
import { along } from './coordinate';
import type { Markup } from './markup';
import { html } from './markup';
import type { TimeScale } from './time-scale';

/** Room that a label takes, in percent of the width of a picture. */
const ROOM = { wide: 9, phone: 30 };
const MINUTE_MS = 60_000;

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Times below a picture, at some of the moments of which it tells: the last one, and as many others as there is room for. */
export function timeAxis(momentsMs: readonly number[], scale: TimeScale, y: number): Markup {
  const moments = [...new Set(momentsMs)].sort((a, b) => a - b).map((momentMs) => ({ at: scale(momentMs), text: clockWords(momentMs) }));
  const ticks = apart(moments, ROOM.wide);
  const onPhone = new Set(apart(ticks, ROOM.phone));
  return html`<g class="axis">${ticks.map((tick) => html`
<line x1="${along(tick.at)}" x2="${along(tick.at)}" y1="0" y2="${y}"/>
<text class="${onPhone.has(tick) ? 'tick' : 'tick fine'}" x="${along(tick.at)}" y="${y + 14}" text-anchor="${anchorAt(tick.at)}">${tick.text}</text>`)}</g>`;
}

/** The last one, and from there to the front all that are far enough from the one before. */
function apart(ticks: readonly Tick[], room: number): Tick[] {
  return [...ticks].reverse().reduce<Tick[]>((kept, tick) => {
    const [next] = kept;
    // what stands at the very end stretches to the front alone
    return !next || next.at - tick.at >= (next.at > 96 ? 1.4 : 1) * room ? [tick, ...kept] : kept;
  }, []);
}

/** Seconds matter only in a story of seconds. */
function clockWords(afterMs: number): string {
  return durationSymbols(afterMs < MINUTE_MS ? afterMs : Math.round(afterMs / MINUTE_MS) * MINUTE_MS);
}

function anchorAt(percent: number): string {
  if (percent < 4) return 'start';
  return percent > 96 ? 'end' : 'middle';
}
