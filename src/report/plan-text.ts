import type { PlanDocument, PlannedWave } from '../plan/document';
import { durationSymbols } from '../private/duration-text';
import { textTable, wrap } from './text-table';
import { shortestWayMs } from './view/shortest-way';
import { waveGraph } from './wave-graph';
import { countWords } from './words/count';
import { gateWords } from './words/gate';
import { shiftWords } from './words/shift';
import { signalWords } from './words/signal';
import { freezeWords, spanWords } from './words/span';
import { triggerWords, verificationWords } from './words/wave';

const COLUMNS = 120;
const HEADS = ['wave', 'environments', 'enters after', 'traffic', 'verified by', 'baked', 'rolled back by'];

/** A plan for the terminal: the order of the waves as a picture, a table of what each does, and what the names in it mean. */
export function planText(plan: PlanDocument): string {
  return [
    `${plan.service}: ${countWords(plan.waves.length, 'wave')}, ${countWords(plan.environments.length, 'environment')}, at least ${durationSymbols(shortestWayMs(plan))} on the way`,
    '',
    ...waveGraph(plan.waves, caption),
    '',
    ...table(plan.waves.map(row)),
    '',
    ...wrap(`Every wave is also rolled back by a failed deployment, a failed verification and an operator. ${newer(plan)}`, COLUMNS),
    ...section('signals', plan.signals.map(signalWords)),
    ...section('windows', windowsOf(plan)),
    ...section('freezes', plan.freezes.map(freezeWords)),
    '',
  ].join('\n');
}

/** Leaves out a column in which no wave has anything. */
function table(rows: string[][][]): string[] {
  const used = HEADS.flatMap((_, i) => (rows.some((cells) => cells[i].length > 0) ? [i] : []));
  return textTable(used.map((i) => HEADS[i]), rows.map((cells) => used.map((i) => cells[i])), COLUMNS);
}

function caption(wave: PlannedWave): string {
  return wave.gates.length > 0 ? `${wave.name}  (${countWords(wave.gates.length, 'gate')})` : wave.name;
}

function row(wave: PlannedWave): string[][] {
  return [
    [wave.name],
    wave.environments,
    wave.gates.map(gateWords),
    shiftWords(wave.shift),
    wave.verifications.map(verificationWords),
    wave.bakeMs > 0 ? [durationSymbols(wave.bakeMs)] : [],
    triggerWords(wave.triggers),
  ];
}

function newer(plan: PlanDocument): string {
  return plan.supersede ? 'A newer candidate takes the place of one that waits.' : 'Every candidate goes, in order of arrival.';
}

function windowsOf(plan: PlanDocument): string[] {
  const windows = plan.waves.flatMap(({ gates }) => gates).flatMap((gate) => (gate.kind === 'window' ? gate.windows : []));
  return [...new Set(windows.map(({ name, hours }) => `${name}: ${spanWords(hours)}`))];
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.flatMap((line) => wrap(line, COLUMNS - 4).map((part, i) => `  ${i > 0 ? '  ' : ''}${part}`))] : [];
}
