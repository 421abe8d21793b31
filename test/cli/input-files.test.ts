import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inputFiles } from '../../src/cli/input-files';
import { spillway } from './fixture';

const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'spillway-input-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, text = MANIFEST): void {
  fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
  fs.writeFileSync(join(folder, name), text);
}

function link(name: string, to: string): void {
  fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
  fs.symlinkSync(to, join(folder, name));
}

/** The paths of all that is read, in their order. */
const read = (path = folder) => Object.values(inputFiles(path)).flatMap((texts) => Object.keys(texts));

describe('a link in a folder', () => {
  test('is followed, to a file and to a folder, within it and out of it', () => {
    write('mine/base/rollout.yaml');
    write('theirs/service.yaml');
    link('mine/alone.yaml', '../theirs/service.yaml');
    link('mine/prod', 'base');
    link('mine/shared', '../theirs');
    expect(read(join(folder, 'mine'))).toEqual(['alone.yaml', 'base/rollout.yaml', 'prod/rollout.yaml', 'shared/service.yaml']);
  });

  test('is another environment in another folder, and the same file in the same one', () => {
    write('beta/rollout.yaml');
    link('beta/a-copy.yaml', 'rollout.yaml');
    link('prod/rollout.yaml', '../beta/rollout.yaml');
    link('prod/twice.yaml', '../beta/rollout.yaml');
    expect(read()).toEqual(['beta/rollout.yaml', 'prod/rollout.yaml']);
  });

  test('back to where it came from is not followed', () => {
    write('a/x.yaml');
    link('a/itself', '.');
    link('a/up', '..');
    link('b/over', '../a');
    expect(read()).toEqual(['a/x.yaml', 'b/over/x.yaml']);
    link('top', folder);
    expect(read()).toEqual(['a/x.yaml', 'b/over/x.yaml']);
    // from elsewhere the way up leads to what was not passed yet
    link('c/y/up', '../..');
    expect(read(join(folder, 'c'))).toEqual(['y/up/a/x.yaml', 'y/up/b/over/x.yaml']);
  });

  test('is passed over where a file of its name would be', () => {
    write('store/x.yaml');
    link('node_modules', 'store');
    link('.hidden', 'store');
    link('notes.txt', 'store/x.yaml');
    link('.#x.yaml', 'somebody@somewhere.4711');
    link('gone', 'nowhere');
    expect(read()).toEqual(['store/x.yaml']);
  });

  test('that leads to no file is none', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    link('pipe.yaml', 'pipe');
    expect(read()).toEqual([]);
  });

  test('fails when what it leads to is gone', async () => {
    write('x.yaml');
    link('prod.yaml', 'nowhere.yaml');
    const { exit, err } = await spillway('plan', folder);
    expect(exit).toBe(2);
    expect(err).toMatch(/error SP8001: input cannot be read\n +at +\S+\/prod\.yaml\n +got +a link to nowhere\.yaml, where nothing is\n/);
  });
});

test('what the kubelet mounts of a ConfigMap is read once', () => {
  write('..2024_05_01_10_00_00.1/rollout.yaml');
  write('..2024_05_01_10_00_00.1/prod/service.yaml');
  link('..data', '..2024_05_01_10_00_00.1');
  link('rollout.yaml', '..data/rollout.yaml');
  link('prod', '..data/prod');
  expect(read()).toEqual(['prod/service.yaml', 'rollout.yaml']);
  expect(read(join(folder, '..data'))).toEqual(['prod/service.yaml', 'rollout.yaml']);
  expect(read(join(folder, 'rollout.yaml'))).toEqual([join(folder, 'rollout.yaml')]);
});

describe('a byte order mark', () => {
  test('hides nothing', async () => {
    write('manifest.yaml', `\uFEFF${MANIFEST}`);
    write('template.yaml', '\uFEFFResources: {}\n');
    const { manifests, template } = inputFiles(folder);
    expect({ manifests, template }).toEqual({ manifests: { 'manifest.yaml': MANIFEST }, template: { 'template.yaml': 'Resources: {}\n' } });
  });

  test('is no part of a plan', async () => {
    const text = fs.readFileSync('examples/two-worlds/plan.json', 'utf8');
    write('plan.json', `\uFEFF${text}`);
    expect(await spillway('plan', join(folder, 'plan.json'), '--json')).toMatchObject({ exit: 0, out: text });
  });
});

test('fails when a folder on the way is a file, or the name is too long', async () => {
  write('x.yaml');
  for (const path of [join(folder, 'x.yaml', 'y.yaml'), join(folder, 'y'.repeat(300))]) {
    expect(await spillway('plan', path)).toMatchObject({ exit: 2, err: expect.stringContaining('error SP8001') as unknown });
  }
});
