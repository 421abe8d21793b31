import type { PlanChange } from './plan-change';
import { Verdict } from './plan-change';
import { NOTHING, summary } from './summary';

const MARKS = { [Verdict.STRICTER]: '🟢 stricter', [Verdict.LOOSER]: '🔴 looser', [Verdict.OTHER]: '⚪ other' };

export function diffMarkdown(effects: readonly PlanChange[], changes: readonly PlanChange[]): string {
  const title = '## What this change does to the release';
  if (effects.length + changes.length === 0) return `${title}\n\n${NOTHING}\n`;
  return [title, '', summary(changes), ...section('What it comes to', effects), ...section('What is declared', changes), ''].join('\n');
}

function section(title: string, changes: readonly PlanChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ wave, topic, what, before, after, verdict }) => [wave, `${topic}: ${what}`, before, after, MARKS[verdict]]);
  return ['', `### ${title}`, '', ...[['wave', 'what', 'before', 'after', 'verdict'], ['---', '---', '---', '---', '---'], ...rows].map(line)];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escaped(cell) || '-').join(' | ')} |`;
}

/** Names and reasons come from users: a bar would end the cell, and markup is none of theirs. */
function escaped(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
