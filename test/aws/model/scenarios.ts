import type { Scenario } from './scenario';
import { DAY, FIRST, FOURTH, HOUR, LATER, MINUTE, scenario, SECOND, START_MS, THIRD } from './scenario';

const together = [{ version: SECOND, afterMs: LATER }, { version: THIRD, afterMs: LATER + HOUR }];
const oneByOne = [{ version: SECOND, afterMs: LATER }, { version: THIRD, afterMs: LATER + 10 * DAY }];
const inUs = { release: SECOND, environment: 'us' } as const;

/** By what happens; the pipelines they are told to are those of pipelines.ts. The second release comes on a Thursday, when the window of prod is closed. */
export const SCENARIOS = {
  'all goes well': scenario(),
  'the window is open': scenario({ candidates: [{ version: SECOND, afterMs: DAY }] }),
  'the window closes while somebody is thinking': scenario({ candidates: [{ version: SECOND, afterMs: 2 * DAY + 6 * HOUR - 22 * MINUTE }] }),
  'errors from the first request': scenario({ faults: [{ ...inUs, ailment: 'errors', from: 'firstTraffic', afterMs: 0 }] }),
  'errors late in the shift': scenario({ faults: [{ ...inUs, ailment: 'errors', from: 'firstTraffic', afterMs: 10 * MINUTE }] }),
  'errors late in the bake': scenario({ faults: [{ ...inUs, ailment: 'errors', from: 'fullTraffic', afterMs: 28 * MINUTE }] }),
  'errors in the bake of the first wave': scenario({ faults: [{ release: SECOND, environment: 'beta', ailment: 'errors', from: 'fullTraffic', afterMs: 0 }] }),
  'errors long after the bake': scenario({ faults: [{ ...inUs, ailment: 'errors', from: 'fullTraffic', afterMs: 5 * HOUR }] }),
  'slow answers, which nobody watches': scenario({ faults: [{ ...inUs, ailment: 'latency', from: 'firstTraffic', afterMs: 0 }] }),
  'no requests in the shift': scenario({ faults: [{ ...inUs, ailment: 'silence', from: 'firstTraffic', afterMs: 0 }] }),
  'no requests in the bake': scenario({ faults: [{ ...inUs, ailment: 'silence', from: 'fullTraffic', afterMs: 0 }] }),
  'a deployment fails': scenario({ failedDeployments: [inUs] }),
  'a deployment fails in both environments': scenario({ failedDeployments: [inUs, { ...inUs, environment: 'eu' }] }),
  'a verification fails': scenario({ failedJobs: [{ release: SECOND, job: 'e2e' }] }),
  'a check fails': scenario({ failedJobs: [{ release: SECOND, job: 'smoke' }] }),
  'somebody says no': scenario({ answers: [{ release: SECOND, says: 'no' }] }),
  'nobody answers': scenario({ answers: [{ release: SECOND, says: 'nothing' }] }),
  'errors elsewhere at the moment of entry': scenario({ outages: [{ environment: 'us', ailment: 'errors', fromMs: START_MS + LATER, toMs: START_MS + LATER + 6 * DAY }] }),
  'errors elsewhere, over before the entry': scenario({ outages: [{ environment: 'us', ailment: 'errors', fromMs: START_MS + LATER, toMs: START_MS + LATER + DAY }] }),
  'a newer one comes while somebody is asked': scenario({ candidates: [together[0], { version: THIRD, afterMs: LATER + 25 * MINUTE }] }),
  'a newer one comes while the window is closed': scenario({ candidates: together }),
  'a newer one comes and nobody answers for the older one': scenario({ candidates: together, answers: [{ release: SECOND, says: 'nothing' }] }),
  'two newer ones come and nobody answers for the older one': scenario({
    candidates: [...together, { version: FOURTH, afterMs: LATER + 2 * HOUR }], answers: [{ release: SECOND, says: 'nothing' }],
  }),
  'a newer one comes while a bad one shifts': scenario({
    candidates: [{ version: SECOND, afterMs: DAY }, { version: THIRD, afterMs: DAY + 20 * MINUTE }],
    faults: [{ ...inUs, ailment: 'errors', from: 'fullTraffic', afterMs: 0 }],
  }),
  'a newer one comes while a good one bakes, and the window closes': scenario({
    candidates: [{ version: SECOND, afterMs: DAY + 5 * HOUR - 5 * MINUTE }, { version: THIRD, afterMs: DAY + 5 * HOUR + 20 * MINUTE }],
  }),
  'the next one is good': scenario({ candidates: oneByOne, faults: [{ ...inUs, ailment: 'errors', from: 'fullTraffic', afterMs: 0 }] }),
  'the next one is as bad': scenario({
    candidates: oneByOne,
    faults: [SECOND, THIRD].map((release) => ({ ...inUs, release, ailment: 'errors' as const, from: 'fullTraffic' as const, afterMs: 0 })),
  }),
  'nobody lets the first one in': scenario({ candidates: [], firstIsLetIn: false }),
  'the first one is bad': scenario({ candidates: [], faults: [{ ...inUs, release: FIRST, ailment: 'errors', from: 'fullTraffic', afterMs: 0 }] }),
  'the first one is bad in the first wave': scenario({
    candidates: [], faults: [{ release: FIRST, environment: 'beta', ailment: 'errors', from: 'fullTraffic', afterMs: 0 }],
  }),
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
