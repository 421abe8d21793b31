import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

describe('a folder in a revision', () => {
  const changed = /bake +1 h +1 h 30 min +stricter/;

  beforeEach(() => {
    git('init');
    mkdirSync(join(folder, 'release', 'orders'), { recursive: true });
    mkdirSync(join(folder, 'store'));
    write('release/orders/plan.json', 60);
    for (const passedOver of ['node_modules', '.cache']) {
      mkdirSync(join(folder, 'release', passedOver));
      write(`release/${passedOver}/plan.json`, 10);
    }
    writeFileSync(join(folder, 'release', 'notes.txt'), '{ "waves": [] }');
    writeFileSync(join(folder, 'release', '\u00fcmlaut\n.json'), '{ "name": "\u00fc" }');
    process.chdir(folder);
  });

  function commit(): void {
    git('add', '--all', '--force', '.');
    git('commit', '-m', 'one');
    write('release/orders/plan.json', 90);
  }

  test('is read as it was', async () => {
    commit();
    for (const before of ['main:release', 'main:release/', 'main:', 'main:release/orders']) {
      expect(await spillway('diff', before, 'release')).toMatchObject({ exit: 0, out: expect.stringMatching(changed) as unknown, err: '' });
    }
    git('commit', '-a', '-m', 'two');
    for (const path of ['release', 'release/', '.']) expect((await spillway('diff', '--git', 'main~1..main', path)).out).toMatch(changed);
    process.chdir(join(folder, 'release'));
    for (const path of ['.', 'orders']) expect((await spillway('diff', '--git', 'main~1..main', path)).out).toMatch(changed);
  });

  test('may have links, which are followed as they are on the disk', async () => {
    mkdirSync(join(folder, 'linked'));
    symlinkSync('../release/orders', join(folder, 'linked', 'orders'));
    symlinkSync('..', join(folder, 'linked', 'up'));
    symlinkSync('.', join(folder, 'linked', 'itself'));
    commit();
    expect((await spillway('diff', 'main:linked/orders', 'release')).out).toMatch(changed);
    // upwards the release is found a second time, as it is on the disk
    for (const side of ['main:linked', 'linked']) expect((await spillway('diff', side, 'release')).err).toMatch(/SP8003[^]*got +2 pipelines of /);
    rmSync(join(folder, 'linked', 'up'));
    git('rm', 'linked/up');
    git('commit', '-m', 'two');
    expect((await spillway('diff', 'main:linked', 'release')).out).toMatch(changed);
    rmSync(join(folder, 'linked', 'orders'));
    symlinkSync('../release/orders/plan.json', join(folder, 'linked', 'orders.json'));
    symlinkSync('orders.json', join(folder, 'linked', 'twice.json'));
    git('add', '--all', 'linked');
    git('commit', '-m', 'three');
    expect((await spillway('diff', 'main:linked', 'release')).out).toMatch(changed);
  });

  test.each([['nowhere.json'], ['/etc/plan.json']])('fails when a link in it leads to nothing in the revision: %s', async (to) => {
    symlinkSync(to, join(folder, 'release', 'prod.json'));
    commit();
    const { exit, err } = await spillway('diff', 'main:release', 'release/orders');
    expect(exit).toBe(2);
    expect(err).toMatch(/^error SP8101: revision cannot be read\n +at +main:release\/prod\.json\n/);
  });

  test('fails when nothing in it releases anything', async () => {
    commit();
    rmSync(join(folder, 'release', 'orders'), { recursive: true });
    git('commit', '-a', '-m', 'two');
    expect(await spillway('diff', 'main:release', 'main~1:release')).toMatchObject({ exit: 2, err: expect.stringMatching(/error SP8002: [^]* at +main:release\n/) as unknown });
  });
});

test('a byte order mark in a revision is no part of the plan', async () => {
  git('init');
  const file = write('plan.json', 60);
  writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`);
  git('add', '.');
  git('commit', '-m', 'one');
  process.chdir(folder);
  expect((await spillway('diff', 'main:plan.json', 'plan.json')).out).toBe('The two plans release in the same way.\n');
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
