import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Plan } from 'spillway';
import { soundPlan, withWave } from '../support/sound-plan';
import { named, tagsOf } from '../support/tags';
import { spillway, spillwayWith } from './fixture';

let folder: string;
let plan: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-report-'));
  plan = join(folder, 'plan.json');
  writeFileSync(plan, Plan._of(soundPlan()).toJson());
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const sections = (page: string) => named(tagsOf(page), 'section').map(({ attributes }) => attributes.id);
const titles = (page: string) => named(tagsOf(page), 'article').filter(({ attributes }) => attributes.class === 'story').length;

test('all stories that the plan has something for are told in one file', async () => {
  const file = join(folder, 'report.html');
  const { exit, out, err, progress } = await spillway('report', plan, '--out', file);
  expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: `wrote ${file}\n` });
  expect(readdirSync(folder)).toEqual(['plan.json', 'report.html']);
  expect(sections(readFileSync(file, 'utf8'))).toEqual(['pipeline', 'stories', 'blast-radius', 'timelines']);
  expect(progress).toContain('playing broken-build, 2 of 19');
});

test('only the stories that are asked for, and a word on one that the plan cannot show', async () => {
  const { exit, out, err } = await spillway('report', plan, 'broken-build', 'approver-absent');
  expect(titles(out)).toBe(1);
  expect({ exit, err }).toEqual({ exit: 0, err: 'approver-absent is not told: no wave asks for an approval\n' });
});

test('back ends side by side, and in Markdown', async () => {
  const { out } = await spillway('report', plan, 'good-build', '--back-end', 'aws', 'kubernetes', '--markdown');
  expect(out).toMatch(/^# How shop is released\n/);
  expect(out).toContain('| feature | aws-codepipeline | kubernetes-kargo-argo-rollouts |');
});

test('what holds in all orders of events, and the shell is told when something does not', async () => {
  const found = { states: 12, transitions: 30, isComplete: true, refuted: [{ name: 'I1', story: ['1.0.0 arrives'] }] };
  const broken = await spillwayWith({ exploreParts: async () => [found] }, 'report', plan, 'good-build', '--prove');
  expect({ exit: broken.exit, sections: sections(broken.out).at(-1) }).toEqual({ exit: 1, sections: 'proofs' });
  const unknown = { ...found, isComplete: false, refuted: [] };
  expect((await spillwayWith({ exploreParts: async () => [unknown] }, 'report', plan, 'good-build', '--prove')).exit).toBe(3);
});

test('a plan with errors has a report on these, and the shell is told', async () => {
  writeFileSync(plan, Plan._of(withWave(soundPlan(), { environments: ['nowhere'] })).toJson());
  const { exit, out } = await spillway('report', plan, '--prove');
  expect({ exit, sections: sections(out) }).toEqual({ exit: 1, sections: ['pipeline', 'problems'] });
});

test('fails when the calendar begins at no instant, and leaves no file', async () => {
  const { exit, out, err } = await spillway('report', plan, '--calendar-from', 'Monday', '-o', join(folder, 'report.html'));
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain('SP3401');
  expect(readdirSync(folder)).toEqual(['plan.json']);
});

test('fails when a story has no such name', async () => {
  const { exit, err } = await spillway('report', plan, 'brokenbuild');
  expect(exit).toBe(2);
  expect(err).toContain('broken-build');
});
