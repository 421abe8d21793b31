import type { PlanDocument, PlannedWave } from '../plan/document';
import { durationSymbols } from '../private/duration-text';
import { gateWords } from './words/gate';
import { shiftWords } from './words/shift';
import { triggerWords, verificationWords } from './words/wave';

/** A plan as a flowchart in the language of Mermaid, which GitHub draws. */
export function planMermaid(plan: PlanDocument): string {
  const ids = new Map(plan.waves.map(({ name }, i) => [name, `wave${i + 1}`]));
  const followed = new Set(plan.waves.flatMap(({ after }) => after));
  const last = plan.waves.filter(({ name }) => !followed.has(name));
  return [
    'flowchart LR',
    '  candidate([candidate])',
    ...plan.waves.flatMap((wave) => waveLines(wave, ids)),
    ...last.map(({ name }) => `  ${ids.get(name)} --> released([released])`),
    '',
  ].join('\n');
}

function waveLines(wave: PlannedWave, ids: Map<string, string>): string[] {
  const id = ids.get(wave.name)!;
  const entry = wave.gates.length > 0 ? `${id}gates` : id;
  const before = wave.after.flatMap((name) => ids.get(name) ?? []);
  const undoes = triggerWords(wave.triggers);
  return [
    `  ${id}[${label([`<b>${escaped(wave.name)}</b>`, ...waveWords(wave).map(escaped)])}]`,
    ...(wave.gates.length > 0 ? [`  ${entry}{{${label(wave.gates.map((gate) => escaped(gateWords(gate))))}}}`, `  ${entry} --> ${id}`] : []),
    ...(before.length > 0 ? before : ['candidate']).map((from) => `  ${from} --> ${entry}`),
    ...(undoes.length > 0 ? [`  ${id} -. ${label(undoes.map(escaped))} .-> back([rolled back])`] : []),
  ];
}

function waveWords(wave: PlannedWave): string[] {
  return [
    wave.environments.join(', '),
    ...shiftWords(wave.shift),
    ...wave.verifications.map((one) => `verify: ${verificationWords(one)}`),
    ...(wave.bakeMs > 0 ? [`bake ${durationSymbols(wave.bakeMs)}`] : []),
  ];
}

function label(lines: string[]): string {
  return `"${lines.join('<br/>')}"`;
}

/** Names come from users: a quote would end the label, a bracket would be markup, and a name may even be missing. */
function escaped(text: string): string {
  return String(text).replace(/[&"<>#;]/g, (character) => `#${character.charCodeAt(0)};`);
}
