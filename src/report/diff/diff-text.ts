import { textTable } from '../text-table';
import type { PlanChange } from './plan-change';
import { NOTHING, summary } from './summary';

const COLUMNS = 120;
const HEADS = ['wave', 'what', 'before', 'after', 'verdict'];

export function diffText(effects: readonly PlanChange[], changes: readonly PlanChange[]): string {
  if (effects.length + changes.length === 0) return `${NOTHING}\n`;
  return [summary(changes), ...table('what it comes to', effects), ...table('what is declared', changes), ''].join('\n');
}

function table(title: string, changes: readonly PlanChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ wave, topic, what, before, after, verdict }) => [[wave || '-'], [`${topic}: ${what}`], [before || '-'], [after || '-'], [verdict]]);
  return ['', title, '', ...textTable(HEADS, rows, COLUMNS)];
}
