import type { ShiftSpec } from '../../model/spec';

/** How many pods a rolling update adds and takes away at once, where no router shifts requests. */
export function surge(shift: ShiftSpec): { maxSurge: string; maxUnavailable: string | number } {
  if (shift.kind === 'allAtOnce') return { maxSurge: '100%', maxUnavailable: 0 };
  if (shift.kind === 'rolling') return { maxSurge: '25%', maxUnavailable: `${shift.maxUnavailablePercent}%` };
  return { maxSurge: '25%', maxUnavailable: 0 };
}
