import { TrafficShift } from '../../model/traffic-shift';
import type { PlannedVerification } from '../../plan/document';
import type { Field } from '../rules/field';
import type { Notes } from './notes';
import type { Shifting } from './shift';

/** What is common to several things that are released together: the first that moves traffic in steps stands for them. */
export function together(shiftings: readonly Shifting[], at: Field, notes: Notes): Shifting {
  const shifts = shiftings.map(({ shift }) => shift);
  if (new Set(shifts.map((shift) => JSON.stringify(shift))).size > 1) notes.add(at, 'its workloads move their traffic in different ways; read as the first that does so in steps');
  return {
    shift: shifts.find(({ kind }) => kind !== 'allAtOnce') ?? shifts[0] ?? TrafficShift.allAtOnce()._spec(),
    watched: [...new Set(shiftings.flatMap(({ watched }) => watched))],
    verifications: [...new Map(shiftings.flatMap(({ verifications }) => verifications).map((one) => [JSON.stringify(one), one])).values()],
    undoesFailed: shiftings.length > 0 && shiftings.every(({ undoesFailed }) => undoesFailed),
  };
}

/** Verifications with ids of their own. */
export function planned(verifications: Shifting['verifications']): PlannedVerification[] {
  const counts = new Map<string, number>();
  return verifications.map(({ name, ...verification }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { id: count === 1 ? name : `${name}-${count}`, ...verification };
  });
}
