import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'k8s', 'promoter.md');
const SCRIPT = readFileSync(PAGE, 'utf8').match(/```bash\n([\s\S]*?)```/)![1];

let folder: string;
let clone: string;

const run = (program: string, ...args: string[]) => execFileSync(program, args, {
  cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'ci', GIT_AUTHOR_EMAIL: 'ci@example.com', GIT_COMMITTER_NAME: 'ci', GIT_COMMITTER_EMAIL: 'ci@example.com',
  },
}).trim();
const git = (...args: string[]) => run('git', ...args);

/** Commits files to the branch that is hydrated. */
function commit(files: Record<string, string>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    writeFileSync(join(clone, file), content);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'a change "of" something');
  return git('rev-parse', 'HEAD');
}

/** Runs the script, and says where the branches are. */
function hydrate(): Record<string, string> {
  run('bash', join(folder, 'hydrate.sh'));
  git('fetch', '-q', 'origin', '+refs/heads/environment/*:refs/remotes/origin/environment/*');
  return Object.fromEntries(git('for-each-ref', '--format=%(refname:lstrip=3) %(objectname)', 'refs/remotes/origin/environment').split('\n').map((line) => line.split(' ') as [string, string]));
}

const kustomization = (recorded: string) => `kind: Kustomization\nmetadata:\n  annotations:\n    spillway.dev/recorded: ${recorded}\n`;
const FILES = {
  'dist/beta/kustomization.yaml': kustomization('error-ratio/web,latency/web'),
  'dist/beta/Rollout.web.yaml': 'kind: Rollout\n',
  'dist/prod/kustomization.yaml': kustomization('""'),
  'dist/delivery/Namespace.shop-release.yaml': 'kind: Namespace\n',
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrate-'));
  clone = join(folder, 'clone');
  mkdirSync(clone);
  writeFileSync(join(folder, 'hydrate.sh'), SCRIPT);
  git('init', '-q', '--bare', join(folder, 'remote.git'));
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', join(folder, 'remote.git'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each environment gets its folder on a branch that waits, with the commit that it was made of', () => {
  const dry = commit(FILES);
  const branches = hydrate();
  expect(Object.keys(branches).sort()).toEqual(['environment/beta', 'environment/beta-next', 'environment/prod', 'environment/prod-next']);
  expect(git('ls-tree', '-r', '--name-only', branches['environment/beta-next']).split('\n')).toEqual(['Rollout.web.yaml', 'hydrator.metadata', 'kustomization.yaml']);
  expect(git('ls-tree', '-r', branches['environment/beta'])).toBe('');
  const metadata = (branch: string) => JSON.parse(git('show', `${branches[branch]}:hydrator.metadata`)) as Record<string, string>;
  expect(metadata('environment/beta-next')).toMatchObject({ drySha: dry, body: 'recorded: error-ratio/web,latency/web' });
  expect(Date.parse(metadata('environment/beta-next').date)).not.toBeNaN();
  expect(metadata('environment/prod-next').body).toBe('recorded: ');
  expect(git('rev-parse', `${branches['environment/beta-next']}^`)).toBe(branches['environment/beta']);
});

test('a second run changes nothing, nor does a commit of something else', () => {
  commit(FILES);
  const first = hydrate();
  expect(hydrate()).toEqual(first);
  commit({ 'README.md': 'read me\n' });
  expect(hydrate()).toEqual(first);
});

test('a changed folder follows on what waits, and what is gone from it is gone', () => {
  commit(FILES);
  const first = hydrate();
  git('rm', '-q', 'dist/beta/Rollout.web.yaml');
  const dry = commit({ 'dist/prod/Service.web.yaml': 'kind: Service\n' });
  const second = hydrate();
  expect(git('rev-parse', `${second['environment/beta-next']}^`)).toBe(first['environment/beta-next']);
  expect(git('ls-tree', '-r', '--name-only', second['environment/beta-next'])).not.toContain('Rollout');
  expect(git('ls-tree', '-r', '--name-only', second['environment/prod-next'])).toContain('Service.web.yaml');
  expect(git('show', `${second['environment/beta-next']}:hydrator.metadata`)).toContain(dry);
  expect(second['environment/beta']).toBe(first['environment/beta']);
});

test('the folder of what runs is left to Promoter', () => {
  commit(FILES);
  const first = hydrate();
  git('push', '-q', 'origin', `${first['environment/beta-next']}:refs/heads/environment/beta`);
  commit({ 'dist/beta/Rollout.web.yaml': 'kind: Rollout\nspec: {}\n' });
  expect(hydrate()['environment/beta']).toBe(first['environment/beta-next']);
});
