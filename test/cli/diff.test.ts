import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Plan } from 'spillway';
import { soundPlan } from '../support/sound-plan';
import { spillway } from './fixture';

const here = process.cwd();
let folder: string;

function write(name: string, bakeMinutes: number): string {
  const file = join(folder, name);
  writeFileSync(file, Plan._of(soundPlan({}, { bakeTime: Duration.minutes(bakeMinutes) })).toJson());
  return file;
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'ignore' });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-diff-'));
});

afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

test('two files', async () => {
  const ran = await spillway('diff', write('a.json', 60), write('b.json', 30));
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(ran.out).toMatch(/^prod +verification: bake +1 h +30 min +looser$/m);
});

test('as JSON and as Markdown, into a file', async () => {
  const [a, b, out] = [write('a.json', 60), write('b.json', 30), join(folder, 'out.md')];
  const { changes } = JSON.parse((await spillway('diff', a, b, '--json')).out) as { changes: object[] };
  expect(changes).toEqual([{ wave: 'prod', topic: 'verification', what: 'bake', before: '1 h', after: '30 min', verdict: 'looser' }]);
  expect((await spillway('diff', a, b, '--markdown')).out).toContain('| prod | verification: bake | 1 h | 30 min | 🔴 looser |');
  expect(await spillway('diff', a, b, '--markdown', '--out', out)).toMatchObject({ exit: 0, out: '' });
});

test('a revision and a file, and two revisions, from a folder within the repository', async () => {
  git('init');
  mkdirSync(join(folder, 'release'));
  write('release/plan.json', 60);
  git('add', '.');
  git('commit', '-m', 'one');
  write('release/plan.json', 90);
  process.chdir(join(folder, 'release'));
  expect((await spillway('diff', 'main:release/plan.json', 'plan.json')).out).toMatch(/bake +1 h +1 h 30 min +stricter/);
  git('commit', '-a', '-m', 'two');
  expect((await spillway('diff', '--git', 'main~1..main', 'plan.json')).out).toMatch(/bake +1 h +1 h 30 min +stricter/);
  expect((await spillway('diff', '--git', 'main..main', 'plan.json')).out).toBe('The two plans release in the same way.\n');
});

test('fails when Git does not know the revision, and says what Git says', async () => {
  git('init');
  process.chdir(folder);
  const ran = await spillway('diff', 'mian:plan.json', write('plan.json', 60));
  expect(ran).toMatchObject({ exit: 2, out: '' });
  expect(ran.err).toMatch(/^error SP8101[^]*mian/);
});

test('an option in place of a revision is no option of Git', async () => {
  git('init');
  process.chdir(folder);
  expect((await spillway('diff', '--', '--output=x:y', write('plan.json', 60))).err).toContain('SP8101');
});

test.each([[['a.json']], [['a.json', '--git', 'main']], [['a.json', 'b.json', '--git', 'a..b']]])('fails when two sides cannot be told: %j', async (argv) => {
  const ran = await spillway('diff', ...argv);
  expect(ran.exit).toBe(2);
  expect(ran.err).toContain('SP8102');
});
