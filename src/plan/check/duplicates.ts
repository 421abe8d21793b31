import { shown } from '../../private/shown';
import type { PlanDocument, PlannedWave } from '../document';
import { FREEZE } from '../moves/gates';
import type { Problem } from '../problem';
import { SP1001 } from '../problems-declaration';
import type { GatePlace } from './facts';
import { gatesOf, namePath, wavePath } from './facts';

interface Named {
  readonly name: string;
}

/** What may be used in several places is the same there. */
const ONE_OBJECT = ['use one object in both places if the same is meant'];

/** A name means one thing: within the plan, or within its wave for what belongs to one. */
export function duplicates(plan: PlanDocument): Problem[] {
  return [
    ...repeated(plan.waves, 'wave of the pipeline', (wave) => wavePath(plan, wave)),
    ...repeated(plan.environments, 'environment of the pipeline', ({ name }) => namePath(plan, 'environments', name), ONE_OBJECT),
    ...repeated(plan.signals, 'signal of the pipeline', ({ name }) => namePath(plan, 'signals', name), ONE_OBJECT),
    ...repeated(plan.freezes, 'freeze of the pipeline', ({ name }) => namePath(plan, 'freezes', name)),
    ...windows(plan),
    ...plan.waves.flatMap((wave) => [
      ...gates(plan, wave),
      ...triggers(plan, wave),
      ...repeated(checks(wave), 'check of the wave', ({ name }) => `${wavePath(plan, wave)}/gates/${shown(name)}`),
      ...repeated(wave.verifications.map(({ id }) => ({ name: id })), 'verification of the wave', ({ name }) => `${wavePath(plan, wave)}/verifications/${shown(name)}`),
    ]),
  ];
}

function repeated<T extends Named>(things: readonly T[], what: string, path: (thing: T) => string, remedies: string[] = []): Problem[] {
  return again(things, ({ name }) => name).filter(({ name }) => name).map((thing) => SP1001.at(path(thing), {
    got: thing.name, allowed: `a name that no other ${what} has`, remedies: ['rename one of them', ...remedies],
  }));
}

/** Those that have a name which one before them has. */
function again<T>(things: readonly T[], nameOf: (thing: T) => string): T[] {
  const seen = new Set<string>();
  return things.filter((thing) => seen.size === seen.add(nameOf(thing)).size);
}

/** The same window may hold several gates; two different ones may not share a name. */
function windows(plan: PlanDocument): Problem[] {
  const places = plan.waves.flatMap((wave) => gatesOf(plan, wave))
    .flatMap(({ gate, path }) => (gate.kind === 'window' ? gate.windows.map((window) => ({ name: window.name, path, text: JSON.stringify(window) })) : []));
  const different = [...new Map(places.map((place) => [place.text, place])).values()];
  return repeated(different, 'window of the pipeline', ({ name, path }) => `${path}/${name}`, ONE_OBJECT);
}

/** Under its id a gate is answered. A declaration numbers them, a document from elsewhere may not. */
function gates(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const places = gatesOf(plan, wave);
  const problem = ({ gate, path }: GatePlace, allowed: string) => SP1001.at(path, { got: shown(gate.id), allowed, remedies: ['rename one of them'] });
  return [
    ...again(places, ({ gate }) => gate.id).map((place) => problem(place, 'an id that no other gate of the wave has')),
    ...places.filter(({ gate }) => gate.id === FREEZE).map((place) => problem(place, 'an id other than that under which a release waits for freezes to end')),
  ];
}

/** The first of a kind is the one that decides what is undone. */
function triggers(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const names = wave.triggers.map((trigger) => (trigger.kind === 'signal' ? `signal ${shown(trigger.signal)}` : shown(trigger.kind)));
  return again(names, (name) => name).map((name) => SP1001.at(`${wavePath(plan, wave)}/rollbackOn`, {
    got: name, allowed: 'one trigger for each signal and one of each other kind', remedies: ['remove one of them'],
  }));
}

function checks(wave: PlannedWave): Named[] {
  return wave.gates.flatMap((gate) => (gate.kind === 'check' ? [gate.job] : []));
}
