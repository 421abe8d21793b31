import type { ReleasePipeline } from '../model/release-pipeline';
import { Plan } from '../plan/plan';
import { shown } from '../private/shown';
import type { Timeline } from '../rehearsal/timeline';

/**
 * A matcher is given anything at all. Looked at by shape, since a test runner may have loaded the library more than once.
 * @throws an error that says what is expected in its place
 */
export function receivedTimeline(received: Timeline): Timeline {
  if (!has(received, 'timeToRecoverMs')) throw new TypeError(`what is tested has to be a timeline, as Rehearsal.of(pipeline).play(scenario) gives it, and is ${what(received)}`);
  return received;
}

/**
 * The plan of what is tested.
 * @throws an error that says what is expected in its place
 */
export function receivedPlan(received: ReleasePipeline | Plan): Plan {
  if (has(received, 'problemsFor')) return received as Plan;
  if (has(received, 'addWave')) return Plan.of(received as ReleasePipeline);
  throw new TypeError(`what is tested has to be a release pipeline or a plan, and is ${what(received)}`);
}

function has(received: unknown, member: string): boolean {
  return typeof received === 'object' && received !== null && member in received;
}

function what(received: unknown): string {
  return typeof received === 'object' && received !== null ? `a ${received.constructor.name}` : shown(received);
}
