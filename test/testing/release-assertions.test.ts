import { AssertionError } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RootConstruct } from 'constructs';
import type { Timeline } from 'spillway';
import { Fault, Property, ReleasePipeline, Situation, Standing } from 'spillway';
import * as testing from 'spillway/testing';
import { late, minutes, play, shop } from '../rehearsal/fixture';

const good = play();
const broken = play({ faults: [Fault.errors({ ratio: 0.2, ...late })] });
const untouched = Property.never('never moves', Situation.at('prod', Standing.MOVING));
const anything = Property.always('something', Situation.vetoed().or(Situation.not(Situation.vetoed())));
const empty = new ReleasePipeline(new RootConstruct(), 'Empty', { service: 'empty' });

/** Each matcher, the assertion that says the same, with what passes and with what does not. */
const PAIRS: [keyof typeof testing.releaseMatchers, keyof typeof testing, unknown[], unknown[]][] = [
  ['toBeReleased', 'assertReleased', [good], [good, { within: minutes(1) }]],
  ['toRollBack', 'assertRollsBack', [broken], [good]],
  ['toHarmAtMost', 'assertHarmsAtMost', [good, 0], [broken, 10]],
  ['toExposeAtMost', 'assertExposesAtMost', [broken, 6_000], [good, 10]],
  ['toSatisfyProperty', 'assertSatisfiesProperty', [shop(), anything], [shop(), untouched]],
  ['toHaveNoProblems', 'assertHasNoProblems', [shop()], [empty]],
];

function thrown(assertion: () => void): Error & Record<string, unknown> {
  try {
    assertion();
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('nothing is thrown');
}

describe.each(PAIRS)('%s is %s', (matcher, assertion, right, wrong) => {
  const asserted = testing[assertion] as (...args: unknown[]) => void;
  const matched = testing.releaseMatchers[matcher] as (...args: unknown[]) => { pass: boolean; message(): string };

  test('passes with what is right', () => {
    expect(matched(...right).pass).toBe(true);
    expect(asserted(...right)).toBeUndefined();
  });

  test('fails when it is wrong, in the same words', () => {
    const { pass, message } = matched(...wrong);
    expect(pass).toBe(false);
    expect(thrown(() => asserted(...wrong)).message).toBe(message());
  });
});

test('every matcher has its assertion', () => {
  expect(PAIRS.map(([matcher]) => matcher)).toEqual(Object.keys(testing.releaseMatchers));
  expect(PAIRS.map(([, assertion]) => assertion).sort()).toEqual(Object.keys(testing).filter((name) => name.startsWith('assert')).sort());
});

test('what is thrown has the form of the errors of node:assert', () => {
  const error = thrown(() => testing.assertRollsBack(good));
  const own = new AssertionError({ message: '' });
  expect(Object.keys(own).filter((key) => key !== 'diff' && !(key in error))).toEqual([]);
  expect(error).toMatchObject({
    name: 'AssertionError', code: 'ERR_ASSERTION', operator: 'assertRollsBack', expected: 'the release to be rolled back', actual: expect.stringMatching(/^it was released in /),
  });
});

test('the stack begins in the test that fails', () => {
  const [first] = thrown(() => testing.assertReleased(broken)).stack!.split('\n').filter((line) => line.startsWith('    at '));
  expect(first).toContain('release-assertions.test.ts');
});

test('fails when something else is asserted on', () => {
  expect(() => testing.assertReleased(shop() as unknown as Timeline)).toThrow(TypeError);
});

const isCompiled = existsSync(join(__dirname, '../../lib/testing/index.js'));
// the compiled library is what Node can load; in CI it is always there
(isCompiled || process.env.CI ? test : test.skip)('Node runs it, and prints what went wrong', () => {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', join(__dirname, 'plain-node.js')], { encoding: 'utf8', env });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^# pass 3$/m);
  expect(stdout).toMatch(/^# fail 1$/m);
  expect(stdout).toContain("code: 'ERR_ASSERTION'");
  expect(stdout).toContain('expected at most 0 requests to fail because of the release');
  expect(stdout).toContain('1.1.0 is rolled back in prod to 1.0.0: error-ratio fails in prod');
});
