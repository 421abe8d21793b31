import { Temporal } from 'temporal-polyfill';
import type { Timeline } from '../rehearsal/timeline';
import type { Phase, PhaseKind } from './view/journey';
import { endMsOf, phasesOf } from './view/journey';
import { OUTCOMES } from './words/outcome';
import { PHASES } from './words/phase';

const DAY_MS = 86_400_000;

/** How Mermaid is to paint each kind of phase: grey, blue, red. What is done is no task any more. */
const TAGS: Record<Exclude<PhaseKind, 'done'>, string> = {
  waiting: 'done', deploying: 'active', shifting: 'active', verifying: 'active', baking: 'active', rollingBack: 'crit', rollbackFailed: 'crit',
};

/** A story as a Gantt chart in the language of Mermaid: a section for each wave, times in UTC. */
export function timelineMermaid(timeline: Timeline): string {
  return [
    'gantt',
    `  title ${escaped(`${timeline.scenario}, ${OUTCOMES[timeline.outcome]}`)}`,
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${endMsOf(timeline) > 2 * DAY_MS ? '%a %d' : '%H:%M'}`,
    ...timeline._waves.flatMap((wave) => {
      const tasks = phasesOf(wave, timeline).flatMap((phase) => taskLine(phase, timeline._startMs));
      return tasks.length > 0 ? [`  section ${escaped(wave.name)}`, ...tasks] : [];
    }),
    '',
  ].join('\n');
}

function taskLine({ kind, fromMs, toMs, percent }: Phase, startMs: number): string[] {
  if (kind === 'done') return [];
  const what = kind === 'shifting' ? `${escaped(String(percent))} percent` : PHASES[kind];
  return [`  ${what} :${TAGS[kind]}, ${clock(startMs + fromMs)}, ${clock(startMs + toMs)}`];
}

function clock(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '');
}

/** Names come from users: a colon would end one, a percent sign would begin a comment, a line would begin a statement. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{N} .,()/_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
