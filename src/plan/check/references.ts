import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP1207 } from '../problems-declaration';
import { triggerNames } from '../wave-facts';
import { gatesOf, wavePath } from './facts';

/** Names stand for something in the same document. A declaration gets this wrong only by leaving a signal out, a document from elsewhere in any way. */
export function references(plan: PlanDocument): Problem[] {
  const environments = new Set(plan.environments.map(({ name }) => name));
  const signals = new Set(plan.signals.map(({ name }) => name));
  return plan.waves.flatMap((wave) => [
    ...dangling(wavePath(plan, wave), 'an environment', wave.environments, environments),
    ...signalUses(plan, wave).flatMap(([path, used]) => dangling(path, 'a signal', used, signals)),
  ]);
}

function signalUses(plan: PlanDocument, wave: PlannedWave): [path: string, signals: string[]][] {
  const path = wavePath(plan, wave);
  return [
    ...gatesOf(plan, wave).map((place): [string, string[]] => [place.path, place.gate.kind === 'quiet' ? place.gate.signals : []]),
    ...wave.verifications.map((verification): [string, string[]] => [
      `${path}/verifications/${verification.id}`, verification.kind === 'measurement' ? [verification.signal] : [],
    ]),
    [`${path}/rollbackOn`, triggerNames(wave)],
  ];
}

function dangling(path: string, what: string, used: string[], known: ReadonlySet<string>): Problem[] {
  return used.filter((name) => !known.has(name)).map((name) => {
    const guess = nearest(String(name), [...known]);
    return SP1207.at(path, {
      got: shown(name), allowed: `${what} of the same plan`, remedies: [guess ? `write "${guess}" if that is meant` : 'define it', 'remove the name'],
    });
  });
}
