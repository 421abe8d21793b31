import * as fc from 'fast-check';
import type { PlanDocument } from '../../../src/plan/document';
import { declarations, stories } from './arbitrary-story';
import { inModel } from './in-model';
import { inTransition } from './in-transition';
import type { Outcome } from './outcome';
import { differences } from './outcome';
import { pipelineOf } from './pipelines';
import type { Scenario } from './scenario';
import { FIRST } from './scenario';

test('random pipelines and random mishaps come out alike', async () => {
  const seen = { undone: 0, turnedAway: 0, done: 0 };
  await fc.assert(fc.asyncProperty(declarations, fc.array(stories, { minLength: 10, maxLength: 10 }), async (declared, told) => {
    const { plan, written } = pipelineOf(declared);
    for (const { second, both } of told) {
      const alone = inTransition(plan, second);
      const story = leavesHarm(second, alone) ? second : both;
      const meant = inTransition(plan, story);
      expect(differences(meant, await inModel(plan, written, story)).filter((line) => !apart(plan, line) && !createdAtOnce(line))).toEqual([]);
      seen.undone += meant.undone.length;
      seen.turnedAway += meant.turnedAway.length;
      seen.done += Object.values(meant.done).flat().length;
    }
  }), { seed: Number(process.env.MODEL_SEED ?? 42), numRuns: Number(process.env.MODEL_RUNS ?? 15) });
  // the stories must be about something
  expect(Math.min(seen.undone, seen.turnedAway, seen.done)).toBeGreaterThan(20);
});

/** A release that is bad and stays: whatever comes next is asked about its alarms, and a condition does not wait until they are quiet. */
function leavesHarm({ faults }: Scenario, { runs }: Outcome): boolean {
  return faults.some(({ environment, release }) => runs[environment] === release);
}

/** What is created has nothing to shift from, so the first release comes sooner. */
function createdAtOnce(line: string): boolean {
  return line.includes(`${FIRST} began: `);
}

/** The environments of a stage shift apart, as is listed. */
function apart(plan: PlanDocument, line: string): boolean {
  const [, environment] = /^(.*) was given to/.exec(line) ?? [];
  return plan.waves.some(({ environments }) => environments.length > 1 && environments.includes(environment));
}
