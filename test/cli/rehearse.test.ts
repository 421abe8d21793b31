import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManyReleases } from 'spillway';
import { Plan, Rehearsal, Story } from 'spillway';
import { playHere } from '../../src/cli/many/chunks';
import { playInThreads } from '../../src/cli/many/threads';
import type { ManySpec } from '../../src/rehearsal/many/tally';
import { SOURCES, spillway, spillwayWith } from './fixture';

const ORDERS = 'examples/two-worlds/plan.json';
const plan = Plan.fromJson(readFileSync(ORDERS, 'utf8'));

describe('a story', () => {
  test('is told from its beginning to its end', async () => {
    const { exit, out } = await spillway('rehearse', ORDERS, 'broken-build', 'approver-absent');
    const rehearsal = Rehearsal.ofPlan(plan);
    const [broken, absent] = [Story.BROKEN_BUILD, Story.APPROVER_ABSENT].map((story) => rehearsal.play(rehearsal.ready(story).scenario!).toText());
    expect({ exit, out }).toEqual({ exit: 0, out: `${broken}\n${absent}` });
  });

  test('that the plan has nothing to show with says what is missing', async () => {
    expect((await spillway('rehearse', ORDERS, 'freeze-begins')).out).toBe('freeze-begins is not shown: no freeze holds a wave\n');
  });

  test('is data for programs', async () => {
    const { service, stories } = JSON.parse((await spillway('rehearse', ORDERS, 'broken-build', 'freeze-begins', '--json')).out);
    const rehearsal = Rehearsal.ofPlan(plan);
    const { timeToDetectMs, timeToRecoverMs, harmedRequests, events } = rehearsal.play(rehearsal.ready(Story.BROKEN_BUILD).scenario!);
    expect(service).toBe('orders');
    expect(stories).toEqual([
      expect.objectContaining({ story: 'broken-build', outcome: 'rolledBack', leadTimeMs: null, timeToDetectMs, timeToRecoverMs, harmedRequests, events }),
      { story: 'freeze-begins', missing: 'no freeze holds a wave' },
    ]);
  });
});

test('how many requests there are is told where the plan does not say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-rehearse-'));
  writeFileSync(join(folder, 'plan.json'), Plan._of({ ...plan._document, traffic: null }).toJson());
  const { exit, err } = await spillway('rehearse', folder, 'approver-absent');
  rmSync(folder, { recursive: true });
  expect({ exit, err }).toEqual({ exit: 0, err: 'the plan declares no traffic: rehearsed with 10 requests a second\n' });
  expect((await spillway('rehearse', ORDERS, 'approver-absent')).err).toBe('');
});

test('fails when the plan has errors, which are told instead', async () => {
  const { exit, out, err } = await spillway('rehearse', 'examples/two-worlds/hasty.json', 'good-build');
  expect({ exit, out }).toEqual({ exit: 1, out: '' });
  expect(err).toMatch(/^error SP2007: [^]*\norders: 1 error\n$/);
});

test('all stories stand side by side, and progress is told', async () => {
  const { exit, out, progress } = await spillway('rehearse', ORDERS);
  expect(exit).toBe(0);
  for (const [name, ends] of [['good-build', 'released'], ['broken-build', 'rolled back'], ['approval-refused', 'turned away'], ['newer-candidate', 'superseded']]) {
    expect(out).toMatch(new RegExp(`^${name} +${ends} `, 'm'));
  }
  expect(out).toContain('hotfix-in-freeze is not shown: no freeze holds a wave');
  expect(progress[0]).toBe('playing good-build, 1 of 19');
  expect(progress.at(-1)).toBe('');
});

describe('many releases', () => {
  const many = (releases: number, seed: number): ManyReleases => Rehearsal.ofPlan(plan).many({ releases, seed });

  test('are counted by chance, which a seed repeats', async () => {
    const { exit, out, progress } = await spillway('rehearse', ORDERS, '--many', '1500', '--seed', '7');
    expect({ exit, out }).toEqual({ exit: 0, out: many(1500, 7).toText() });
    expect(progress).toEqual(['played 1\u202f000 of 1\u202f500 releases', 'played 1\u202f500 of 1\u202f500 releases', '']);
    expect((await spillway('rehearse', ORDERS, '--many', '1500', '--seed', '8')).out).not.toBe(out);
  });

  test('are data for programs', async () => {
    const { leadTimeP90Ms, falseRollbackRatio, timeSpent } = many(1000, 1);
    expect(JSON.parse((await spillway('rehearse', ORDERS, '--many', '1000', '--json')).out))
      .toMatchObject({ service: 'orders', seed: 1, releases: 1000, leadTimeP90Ms, falseRollbackRatio, timeSpent });
  });

  test('come out the same, however many threads play them', async () => {
    // beta alone is enough, and quickly played
    const { waves: [beta], ...rest } = plan._document;
    const short = Plan._of({ ...rest, waves: [beta] });
    const spec = { releases: 4_500, seed: 7, startMs: 0, overMs: 1e9, releaseType: 'feature', brokenRatio: 0.05, failingRatio: 0.05, spreadRatio: 2,
      pace: { answerMs: 1e6, deploymentMs: 1e5, movingMs: 1e4, jobMs: 1e5 } };
    const job = { plan: short._document, traffic: plan._document.traffic!, spec };
    const seen: number[] = [];
    const alone = await playHere(job, () => undefined);
    const together = await playInThreads(2, 2, SOURCES)(job, (chunks) => seen.push(chunks));
    expect(together).toEqual(alone);
    expect(seen).toEqual(alone.map((_, i) => i + 1));
  });

  test('a thread that breaks down is not waited for', async () => {
    const spec = { releases: 4_500 } as ManySpec;
    const broken = playInThreads(2, 2, SOURCES)({ plan: plan._document, traffic: plan._document.traffic!, spec }, () => undefined);
    await expect(broken).rejects.toThrow();
  });
});

describe('fails when', () => {
  test.each([
    ['a story has another name', ['broken-biuld'], /error SP8005: story has another name[^]*remedy +write broken-build if that is meant/],
    ['many releases are of a story', ['good-build', '--many', '100'], /option '--many' cannot be used with the name of a story/],
    ['a seed is for nothing', ['--seed', '3'], /option '--seed' needs '--many'/],
    ['releases are no number', ['--many', '1e9'], /argument '1e9' is invalid. Allowed is a whole number of at least 1\./],
    ['releases are none', ['--many', '0'], /Allowed is a whole number of at least 1\./],
  ])('%s', async (_, argv, message) => {
    const { exit, out, err } = await spillway('rehearse', ORDERS, ...argv);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\.ts:\d+/);
  });

  test('what the threads do fails', async () => {
    const { exit, err } = await spillwayWith({ playChunks: async () => Promise.reject(new Error('out of memory')) }, 'rehearse', ORDERS, '--many', '9');
    expect({ exit, err }).toEqual({ exit: 70, err: 'spillway has a defect: out of memory\n' });
  });
});
