import { readFileSync } from 'node:fs';
import { Plan, Proof } from 'spillway';
import { exploreHere } from '../../src/cli/prove/parts';
import { exploreInThreads } from '../../src/cli/prove/threads';
import type { Exploring } from '../../src/rehearsal/prove/watch';
import { SOURCES, spillway, spillwayWith } from './fixture';

const ORDERS = 'examples/two-worlds/plan.json';

test('all states are explored, every invariant is proved, and progress is told', async () => {
  const { exit, out, progress } = await spillway('prove', ORDERS);
  expect(exit).toBe(0);
  expect(out).toMatch(/^orders: all [0-9\u202f]{5,} states explored\n\nproved {9}I1  no traffic before all gates have passed and all waves before are done\n/);
  expect(out.match(/^proved {9}I\d  /gm)).toHaveLength(8);
  expect(out).toContain('\n\nwindows and freezes keep a release waiting before one-box for at most 3 d 18 h, as from 2028-10-26 14:00 UTC\n');
  expect(progress[0]).toBe('exploring wave beta, part 1 of 8: 1 state');
  expect(progress.some((line) => /^exploring all waves, part 8 of 8: [1-9][0-9\u202f]{3,} states$/.test(line))).toBe(true);
  expect(progress.at(-1)).toBe('');
});

test('how long the calendar keeps a release waiting is data for programs', async () => {
  const { calendarWaits } = JSON.parse((await spillway('prove', ORDERS, '--json')).out);
  expect(calendarWaits[0]).toEqual({ wave: 'one-box', atMostMs: 90 * 3_600_000, from: '2028-10-26T14:00:00Z' });
});

test('what is not complete proves nothing, and the shell is told', async () => {
  const { exit, out } = await spillway('prove', ORDERS, '--states-at-most', '100');
  expect(exit).toBe(3);
  expect(out).toMatch(/^orders: not complete, explored [0-9\u202f]+ states\n/);
  expect(out).not.toContain('proved');
  const { isComplete, findings } = JSON.parse((await spillway('prove', ORDERS, '--states-at-most', '100', '--json')).out);
  expect({ isComplete, first: findings[0] }).toEqual({ isComplete: false, first: { name: 'I1', isProved: false, counterExample: null } });
});

describe('an invariant that does not hold', () => {
  const story = ['1.0.0 arrives', '1.0.0 enters prod'];
  // no sound plan breaks one, so a part is made up that found one
  const exploreParts = async () => [{ states: 12, transitions: 30, isComplete: true, refuted: [{ name: 'I1', story }] }];

  test('is told with a story, in red on a terminal, and the shell is told', async () => {
    const { exit, out } = await spillwayWith({ exploreParts, paint: (style, text) => (style === 'red' ? `<${text}>` : text) }, 'prove', ORDERS);
    expect(exit).toBe(1);
    expect(out.split('\n').slice(2, 6)).toEqual([
      '<does not hold>  I1  no traffic before all gates have passed and all waves before are done',
      '                   1.0.0 arrives',
      '                   1.0.0 enters prod',
      'proved         I2  a trigger that fires always undoes the release, and nobody and nothing stands on that way',
    ]);
  });

  test('is data for programs', async () => {
    const { exit, out } = await spillwayWith({ exploreParts }, 'prove', ORDERS, '--json');
    expect(exit).toBe(1);
    const { findings, ...rest } = JSON.parse(out);
    expect(rest).toMatchObject({ service: 'orders', isComplete: true, states: 12, transitions: 30 });
    expect(findings.slice(0, 2)).toEqual([{ name: 'I1', isProved: false, counterExample: story }, { name: 'I2', isProved: true, counterExample: null }]);
  });
});

describe('in several threads', () => {
  const plan = Plan.fromJson(readFileSync(ORDERS, 'utf8'));

  test('the same is found, and each part tells how far it has come', async () => {
    const spec = Proof.ofPlan(plan)._spec({ statesAtMost: 2_000 });
    const seen: Exploring[] = [];
    const together = await exploreInThreads(2, SOURCES)(spec, (exploring) => seen.push(exploring));
    expect(together).toEqual(await exploreHere(spec, () => undefined));
    expect(new Set(seen.map(({ part }) => part)).size).toBe(8);
    expect(seen).toContainEqual({ what: 'wave beta', part: 1, parts: 8, states: 1 });
  });

  test('one that breaks down is not waited for', async () => {
    await expect(exploreInThreads(2, { execArgv: ['-r', './nowhere'] })(Proof.ofPlan(plan)._spec({}), () => undefined)).rejects.toThrow('nowhere');
  });
});

test('fails when the bound is none', async () => {
  const { exit, err } = await spillway('prove', ORDERS, '--states-at-most', 'few');
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining("'few' is invalid") });
});
