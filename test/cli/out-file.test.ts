import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../src/cli/out-file';
import { spillway } from './fixture';

const ORDERS = 'examples/two-worlds/plan.json';
let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const modeOf = (file: string) => fs.statSync(file).mode & 0o777;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'spillway-out-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('a file', () => {
  test('takes the place of the one that was there at once, and keeps its mode', () => {
    fs.writeFileSync(at('plan.json'), 'old', { mode: 0o600 });
    const { ino } = fs.statSync(at('plan.json'));
    writeWhole(at('plan.json'), 'new');
    expect({ text: fs.readFileSync(at('plan.json'), 'utf8'), mode: modeOf(at('plan.json')) }).toEqual({ text: 'new', mode: 0o600 });
    expect(fs.statSync(at('plan.json')).ino).not.toBe(ino);
    expect(fs.readdirSync(folder)).toEqual(['plan.json']);
  });

  test('may be as open as it was', () => {
    fs.writeFileSync(at('plan.json'), 'old');
    fs.chmodSync(at('plan.json'), 0o666);
    writeWhole(at('plan.json'), 'new');
    expect(modeOf(at('plan.json'))).toBe(0o666);
  });

  test('may have as long a name as there is', () => {
    const name = 'a'.repeat(255);
    writeWhole(at(name), 'new');
    expect(fs.readdirSync(folder)).toEqual([name]);
  });
});

describe('a link', () => {
  test('stays, and what it leads to is replaced', () => {
    fs.mkdirSync(at('there'));
    fs.writeFileSync(at('there', 'plan.json'), 'old');
    fs.symlinkSync(join('there', 'plan.json'), at('link.json'));
    writeWhole(at('link.json'), 'new');
    expect(fs.readlinkSync(at('link.json'))).toBe(join('there', 'plan.json'));
    expect(fs.readFileSync(at('there', 'plan.json'), 'utf8')).toBe('new');
    expect(fs.readdirSync(at('there'))).toEqual(['plan.json']);
  });

  test('that leads to nothing yet leads to the file then', () => {
    fs.mkdirSync(at('there'));
    fs.symlinkSync('there', at('alias'));
    fs.symlinkSync(join('..', 'plan.json'), at('there', 'link.json'));
    writeWhole(at('alias', 'link.json'), 'new');
    expect(fs.readFileSync(at('plan.json'), 'utf8')).toBe('new');
    expect(fs.lstatSync(at('there', 'link.json')).isSymbolicLink()).toBe(true);
  });
});

test('a pipe that has a name hands the text to whoever reads it, and stays', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  fs.symlinkSync('pipe', at('link'));
  for (const name of ['pipe', 'link']) {
    const reader = spawn('cat', [at('pipe')], { timeout: 10_000 });
    const read = new Promise<string>((resolve) => {
      let text = '';
      reader.stdout.on('data', (data: Buffer) => (text += data.toString())).on('end', () => resolve(text));
    });
    writeWhole(at(name), 'new');
    expect(await read).toBe('new');
  }
  expect(fs.statSync(at('pipe')).isFIFO()).toBe(true);
  expect(fs.readdirSync(folder)).toEqual(['link', 'pipe']);
});

test('what is open already is written to behind all that is there', () => {
  fs.writeFileSync(at('summary.md'), 'old and ');
  const descriptor = fs.openSync(at('summary.md'), 'a');
  writeWhole(`/proc/self/fd/${descriptor}`, 'new');
  fs.closeSync(descriptor);
  expect(fs.readFileSync(at('summary.md'), 'utf8')).toBe('old and new');
});

describe('fails when', () => {
  test.each([
    ['a folder on the way is a file', () => at('file.json', 'x'), 'ENOTDIR: not a directory'],
    ['the name is too long', () => at('a'.repeat(257)), 'ENAMETOOLONG: name too long'],
    ['there is no such folder', () => at('nowhere', 'plan.json'), 'ENOENT: no such file or directory'],
    ['it is a folder', () => folder, 'EISDIR: illegal operation on a directory'],
    ['links lead to one another', () => at('loop'), 'ELOOP: too many symbolic links encountered'],
    ['the path is empty', () => '', 'ENOENT: no such file or directory'],
  ])('%s, and leaves nothing behind', async (_, file, got) => {
    fs.writeFileSync(at('file.json'), 'old');
    fs.symlinkSync('loop', at('loop'));
    const { exit, err } = await spillway('plan', ORDERS, '--out', file());
    expect(exit).toBe(2);
    expect(err).toContain('error SP8004: output cannot be written\n');
    expect(err).toMatch(new RegExp(`\\n +got +${got}\\n`));
    expect(fs.readdirSync(folder)).toEqual(['file.json', 'loop']);
    expect(fs.readFileSync(at('file.json'), 'utf8')).toBe('old');
  });
});
