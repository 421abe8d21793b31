import type { ReleaseSpec } from '../model/spec';
import type { PlanDocument } from '../plan/document';
import type { PipelineState } from '../plan/state';
import { initialState } from '../plan/state';

/** What runs everywhere when the story begins. */
export const BEFORE = '1.0.0';
/** What the story is about. */
export const CANDIDATE = '1.1.0';
/** What comes after it. */
export const NEWER = '1.2.0';

/** A release as a build would make it: its digest follows from its version. */
export function built(version: string, type: string): ReleaseSpec {
  const digits = [...version].map((letter) => letter.charCodeAt(0).toString(16)).join('').padStart(64, '0');
  return { version, commit: `commit-of-${version}`, author: 'author', type, artifacts: [{ name: 'app', digest: `sha256:${digits}` }] };
}

/** A healthy release has been through all waves. */
export function settled(plan: PlanDocument, startMs: number): PipelineState {
  const state = initialState(plan, startMs);
  const done = plan.waves.map(({ name }) => name);
  return {
    ...state,
    candidates: { [BEFORE]: { release: built(BEFORE, 'feature'), sequence: 0, done, turnedAway: [], vetoed: false } },
    waves: state.waves.map((wave) => ({ ...wave, history: [BEFORE] })),
  };
}
