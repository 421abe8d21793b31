import type { Phase } from '../../plan/state';
import { BEFORE, CANDIDATE, NEWER } from '../candidates';

/*
 * A state of a pipeline as bytes. A release is a bit, the newer the higher, and a set of releases is a byte:
 *   arrived, vetoed, then for each wave: history, queue, turned away, phase, the release of the phase.
 * The set of releases that are done in a wave is its history, so it is not kept twice.
 */
export const ARRIVED = 0;
export const VETOED = 1;
export const FIRST_WAVE = 2;
export const HISTORY = 0;
export const QUEUE = 1;
export const AWAY = 2;
export const PHASE = 3;
export const RELEASE = 4;
export const BYTES_OF_WAVE = 5;

/** In the order of their bits. */
export const VERSIONS = [BEFORE, CANDIDATE, NEWER];
export const BIT_BEFORE = 1;

/** By a set of releases: the bit of its newest, and of its oldest. */
export const NEWEST = [0, 1, 2, 2, 4, 4, 4, 4];
export const OLDEST = [0, 1, 2, 1, 4, 1, 2, 1];

/** By a release's bit: how many arrived before it. */
export const ORDER = [0, 0, 1, 1, 2];

export const FREE = 0;
export const WAITING = 1;
export const SHIFTING = 2;
export const VERIFYING = 3;
export const BAKING = 4;
export const ROLLING_BACK = 5;
export const ROLLBACK_FAILED = 6;

export const PHASE_BYTES: Record<Phase, number> = {
  waiting: WAITING, shifting: SHIFTING, verifying: VERIFYING, baking: BAKING, rollingBack: ROLLING_BACK, rollbackFailed: ROLLBACK_FAILED,
};

/** The version whose bit it is. */
export function versionOf(bit: number): string {
  return VERSIONS[ORDER[bit]];
}

/** The bit of a version. */
export function bitOf(version: string): number {
  return 2 ** VERSIONS.indexOf(version);
}
