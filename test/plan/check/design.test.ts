import * as fc from 'fast-check';
import type { DesignOptions, ReleasePipelineProps } from 'spillway';
import { Duration, RollbackTrigger, Signal, SignalScope, Traffic, TrafficShift } from 'spillway';
import { check } from '../../../src/plan/check/check';
import { design } from '../../../src/plan/check/design';
import { found, soundPlan } from '../../support/sound-plan';

const minutes = (amount: number) => Duration.minutes(amount);

function designed(options: Partial<DesignOptions> = {}, requestsPerSecond = 100, detect = 0.01, props: Partial<ReleasePipelineProps> = {}) {
  return soundPlan({
    traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, detect }))], ...props,
  }, { trafficShift: TrafficShift.designed({ maxHarmedRequests: 500, within: minutes(60), ...options }) });
}

const shiftOf = (...args: Parameters<typeof designed>) => {
  const { kind, steps } = designed(...args).waves[0].shift;
  return [kind, ...steps.map(({ percent, holdMs }) => `${percent} % for ${holdMs / 60_000}`)];
};

describe('a shift that can be designed', () => {
  test('stands in the plan as its steps, in which the checks find nothing', () => {
    expect(shiftOf()).toEqual(['steps', '2 % for 10', '15 % for 5', '100 % for 0']);
    expect(check(designed())).toEqual([]);
  });

  test('is a canary where one step is enough', () => {
    expect(shiftOf({ maxGrowthFactor: 50 })).toEqual(['canary', '2 % for 10', '100 % for 0']);
  });

  test('of equal steps is a canary or a linear shift', () => {
    expect(shiftOf({ equalSteps: true, maxHarmedRequests: 5000 })).toEqual(['canary', '15 % for 5', '100 % for 0']);
    expect(shiftOf({ equalSteps: true, maxHarmedRequests: 7000, maxGrowthFactor: 2 })).toEqual(
      ['linear', '25 % for 5', '50 % for 5', '75 % for 5', '100 % for 0'],
    );
  });
});

test('fails when nothing is known to compute it from', () => {
  expect(design(designed({}, 100, 0.01, { traffic: undefined }))).toMatchObject([{ code: 'SP2208', path: 'Shop/prod/shift', got: 'no traffic' }]);
  const ofService = [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE }))];
  expect(design(designed({}, 100, 0.01, { traffic: undefined, rollbackOn: ofService }))[0].got)
    .toBe('no traffic and no signal that counts the errors of the new version');
});

test('fails when a number means nothing, and then computes nothing', () => {
  const plan = designed({ maxHarmedRequests: 0, within: minutes(NaN), power: 80, falseAlarm: 5, maxGrowthFactor: 1 });
  expect(found(check(plan))).toEqual(['maxHarmedRequests', 'within', 'power', 'falseAlarm', 'maxGrowthFactor'].map((place) => `SP1101 Shop/prod/shift/${place}`));
  expect(found(check(designed({}, NaN)))).toContain('SP1101 Shop/traffic/requestsPerSecond');
});

test('fails when no steps are good enough, and names what is in the way', () => {
  expect(design(designed({ maxHarmedRequests: 100 }))).toMatchObject([{
    code: 'SP2209', path: 'Shop/prod/shift/maxHarmedRequests', got: '100', allowed: 'at least 240, with everything else as it is', remedies: ['accept 240 harmed requests'],
  }]);
  expect(design(designed({ within: minutes(8) }))[0]).toMatchObject({ path: 'Shop/prod/shift/maxHarmedRequests' });
  expect(design(designed({ maxHarmedRequests: 100, within: minutes(4) }))[0]).toMatchObject({
    path: 'Shop/prod/shift', got: '100 harmed requests at most, within 4 minutes, with a power of 0.8 and 5 % false alarms',
  });
});

test('each remedy is enough', () => {
  const arbitrary = fc.record({
    maxHarmedRequests: fc.integer({ min: 3, max: 80 }).map((root) => root ** 2), withinMinutes: fc.integer({ min: 6, max: 40 }),
    power: fc.constantFrom(0.8, 0.99), falseAlarm: fc.constantFrom(0.0005, 0.05), maxGrowthFactor: fc.constantFrom(2, 10), equalSteps: fc.boolean(),
    requestsPerSecond: fc.integer({ min: 10, max: 200 }), detect: fc.constantFrom(0.006, 0.01, 0.05),
  });
  const applied = new Set<string>();
  fc.assert(fc.property(arbitrary, ({ withinMinutes, requestsPerSecond, detect, ...rest }) => {
    const options = { ...rest, within: minutes(withinMinutes) };
    for (const remedy of design(designed(options, requestsPerSecond, detect)).flatMap(({ remedies }) => remedies)) {
      const value = Number(/[\d.]+/.exec(remedy)?.[0]);
      const eased = (change: Partial<DesignOptions>) => designed({ ...options, ...change }, requestsPerSecond, detect);
      const mended: Record<string, () => ReturnType<typeof designed>> = {
        accept: () => eased(remedy.includes('harmed') ? { maxHarmedRequests: value } : { falseAlarm: value / 100 }),
        allow: () => eased({ within: minutes(inMinutes(remedy)) }),
        lower: () => eased({ power: value }),
        let: () => eased({ maxGrowthFactor: value }),
        declare: () => designed(options, requestsPerSecond, value / 100),
      };
      const [verb] = remedy.split(' ');
      if (remedy.includes('fewer data points') || !mended[verb]) continue;
      applied.add(verb);
      expect([remedy, ...found(design(mended[verb]()))]).toEqual([remedy]);
    }
  }), { numRuns: 60, seed: 7 });
  expect([...applied].sort()).toEqual(['accept', 'allow', 'declare', 'let', 'lower']);
});

function inMinutes(text: string): number {
  const [, hours = '0'] = /(\d+) hour/.exec(text) ?? [];
  const [, rest = '0'] = /(\d+) minute/.exec(text) ?? [];
  return Number(hours) * 60 + Number(rest);
}
