import * as fc from 'fast-check';
import { Environment, Gate, k8s, Tier } from 'spillway';
import { carried } from '../../../src/k8s/read/carried';
import { declared } from './arbitrary-declared';
import type { Released } from './released';
import { released } from './released';
import { writtenTexts } from './written-texts';

function expectRoundTrip({ app, plan }: Released): void {
  const reading = k8s.ManifestReading.of(writtenTexts(app));
  expect(reading.plans).toHaveLength(1);
  expect(carried(reading.plans[0]._document)).toEqual(carried(plan._document));
  // all that is told is what no manifest says
  expect(reading.notes.filter(({ path }) => path !== '')).toEqual([]);
}

test('what is read of written manifests is the plan that they carry', () => {
  const [hasReviews, isRouted] = [fc.boolean(), fc.boolean()];
  const property = fc.property(declared(), hasReviews, isRouted, (...declaration) => expectRoundTrip(released(...declaration)));
  fc.assert(property, { seed: Number(process.env.READ_SEED ?? 7), numRuns: Number(process.env.READ_RUNS ?? 40), endOnFailure: true });
});

test('each of two gates that ask one budget for different remainders is asked', () => {
  const gates = [0.1, 0.5].map((remainingAtLeast) => Gate.budget({ objective: 0.999, remainingAtLeast }));
  expectRoundTrip(released({ freezes: [], waves: [{ options: { environments: [new Environment('lab', { tier: Tier.TEST })], gates } }] }, false, false));
});
