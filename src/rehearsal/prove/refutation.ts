import type { Exploration } from './exploration';
import { offsetOf } from './interplay';
import { FREE, PHASE, QUEUE } from './layout';
import type { PropertySpec } from './property';
import type { ReleasesIn, Situation } from './situation';

/* eslint-disable no-bitwise -- a set of releases is a byte */

/** The bit of each. */
const RELEASES = [1, 2, 4];

/** Moves to where a property does not hold; nothing when there is no such state, or none is known. */
export function refutation(exploration: Exploration, property: PropertySpec, waves: readonly string[]): number[] | undefined {
  const releases = (situation: Situation) => situation._releases((name) => waves.indexOf(name));
  switch (property.kind) {
    case 'never':
      return firstIn(exploration, releases(property.situation));
    case 'leadsTo':
      // in a part of the states it is not known whether a way leads there
      return exploration.isComplete ? neverThere(exploration, releases(property.from), releases(property.to)) : undefined;
    case 'rests':
      return exploration.isComplete ? restless(exploration, waves.length) : undefined;
  }
}

function firstIn(exploration: Exploration, releases: ReleasesIn): number[] | undefined {
  for (let i = 0; i < exploration.size; i++) if (releases(exploration.state(i)) !== 0) return exploration.pathTo(i);
  return undefined;
}

function restless(exploration: Exploration, waves: number): number[] | undefined {
  const reaching = exploration.reaching(exploration.map((state) => (isAtRest(state, waves) ? 1 : 0)));
  const lost = reaching.indexOf(0);
  return lost < 0 ? undefined : exploration.pathTo(lost);
}

export function isAtRest(state: Uint8Array, waves: number): boolean {
  for (let w = 0; w < waves; w++) if (state[offsetOf(w) + PHASE] !== FREE || state[offsetOf(w) + QUEUE] !== 0) return false;
  return true;
}

/** The nearest state that follows `from` without `to` in between, and from which no way leads to `to`; for whichever release it is. */
function neverThere(exploration: Exploration, from: ReleasesIn, to: ReleasesIn): number[] | undefined {
  const [began, ended] = [exploration.map(from), exploration.map(to)];
  const reaching = exploration.reaching(ended);
  const ways = RELEASES.flatMap((release) => {
    const canBeLost = began.some((releases) => (releases & release) > 0) && reaching.some((releases) => (releases & release) === 0);
    if (!canBeLost) return [];
    const isIn = (states: Uint8Array) => (index: number) => (states[index] & release) > 0;
    const way = pendingWay(exploration, isIn(began), isIn(ended), (index) => (reaching[index] & release) === 0);
    return way ? [way] : [];
  });
  return ways.sort((a, b) => a.length - b.length)[0];
}

type Is = (index: number) => boolean;

/** Breadth first through states, each once before and once after `from` has been there. */
function pendingWay(exploration: Exploration, isFrom: Is, isTo: Is, isLost: Is): number[] | undefined {
  const parents = new Int32Array(exploration.size * 2).fill(-1);
  const node = (index: number, pends: boolean) => 2 * index + (!isTo(index) && (pends || isFrom(index)) ? 1 : 0);
  const first = node(0, false);
  parents[first] = first;
  const queue = [first];
  for (let next = 0; next < queue.length; next++) {
    const at = queue[next];
    const index = Math.floor(at / 2);
    const pends = at % 2 === 1;
    if (pends && isLost(index)) return movesTo(exploration, parents, at);
    exploration.follow(index, (following) => {
      const then = node(following, pends);
      if (parents[then] >= 0) return;
      parents[then] = at;
      queue.push(then);
    });
  }
  return undefined;
}

function movesTo(exploration: Exploration, parents: Int32Array, end: number): number[] {
  const moves: number[] = [];
  for (let at = end; parents[at] !== at; at = parents[at]) moves.push(exploration.between(Math.floor(parents[at] / 2), Math.floor(at / 2)));
  return moves.reverse();
}
