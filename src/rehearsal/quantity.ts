import { ReleaseType } from '../model/release';
import type { Range } from '../plan/check/ranges';
import type { Problem } from '../plan/problem';
import type { ProblemKind } from '../plan/problem-definition';
import { nearest } from '../private/nearest';
import { shown } from '../private/shown';

/** A number that a rehearsal is asked with, its place below a path, and what it may be. */
export type Quantity = readonly [place: string, value: number, range: Range];

export const SEED: Range = {
  allowed: 'a finite number', holds: Number.isFinite, show: shown, remedy: () => 'write a whole number such as 7, or leave it out',
};

export const PERCENTAGE: Range = {
  allowed: 'a percentage of 0 to 100', holds: (value) => value >= 0 && value <= 100, show: shown, remedy: () => 'give it in percent, 50 for a half',
};

/** Numbers with which a rehearsal would say something, and mean nothing. */
export function outOfRange(kind: ProblemKind, path: string, quantities: readonly Quantity[]): Problem[] {
  return quantities.filter(([, value, range]) => !range.holds(value)).map(([place, value, { allowed, show, remedy }]) => (
    kind.at(`${path}/${place}`, { got: show(value), allowed, remedies: [remedy(value)] })
  ));
}

const TYPES: string[] = Object.values(ReleaseType);

/** A type that no path is for would take the usual one. */
export function mistypedRelease(kind: ProblemKind, path: string, releaseType: string): Problem[] {
  if (TYPES.includes(releaseType)) return [];
  const meant = nearest(releaseType, TYPES);
  return [kind.at(`${path}/releaseType`, {
    got: shown(releaseType), allowed: `one of ${TYPES.join(', ')}`, remedies: [meant ? `write ${meant} if that is meant` : 'choose one of them'],
  })];
}
