import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spillway } from './fixture';

const ORDERS = 'examples/two-worlds/plan.json';
const BROKEN = 'apiVersion: v1\nkind: [\n';
const HELM = 'apiVersion: v1\nkind: {{ .Values.kind }}\nmetadata: {{ }\n';
const ROLLOUT = (duration: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'registry.example.com/web:1' }] } }
  strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: ${duration} } }] } }
`;
const KARGO = `apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: test, namespace: shop }
spec:
  requestedFreight: [{ origin: { kind: Warehouse, name: shop }, sources: { direct: true } }]
  promotionTemplate: { spec: { steps: [{ uses: argocd-update, config: { apps: [{ name: shop }] } }] } }
`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-unread-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** Each command that goes on with a plan. */
const COMMANDS: [command: string, argv: (path: string) => string[]][] = [
  ['plan', (path) => [path]],
  ['plan --json', (path) => [path, '--json', '--service', 'orders']],
  ['rehearse', (path) => [path, 'good-build', '--service', 'orders']],
  ['replay', (path) => [path, '--service', 'orders', '--metrics', 'examples/two-worlds/history.csv', '--bad', 'v42', '--bad', 'v44']],
  ['prove', (path) => [path, '--service', 'orders', '--states-at-most', '10']],
  ['diff', (path) => [ORDERS, path, '--service', 'orders']],
  ['report', (path) => [path, 'good-build', '--service', 'orders']],
];

const ran = (command: string, argv: (path: string) => string[]) => spillway(command.split(' ')[0], ...argv(folder));

describe('a manifest that cannot be read', () => {
  beforeEach(() => {
    cpSync(ORDERS, join(folder, 'plan.json'));
    write('wave.yaml', BROKEN);
  });

  test.each(COMMANDS)('ends %s, since a wave may stand in it', async (command, argv) => {
    const { exit, out, err } = await ran(command, argv);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(/^error SP5701: text is no YAML\n +at +wave\.yaml:3:1\n/);
  });

  test('is one of the problems that check tells', async () => {
    const { exit, out } = await spillway('check', folder);
    expect(exit).toBe(1);
    expect(out).toMatch(/^error SP5701: [^]*\norders: nothing is wrong\n$/);
  });
});

describe('a template of Helm beside what is read', () => {
  beforeEach(() => {
    cpSync(ORDERS, join(folder, 'plan.json'));
    write('chart.yaml', HELM);
  });

  test.each(COMMANDS)('is told by %s, which goes on', async (command, argv) => {
    const { exit, out, err } = await ran(command, argv);
    expect(exit).not.toBe(2);
    expect(out).not.toBe('');
    expect(err).toMatch(/^warning SP5702: template of Helm is left out\n +at +chart\.yaml\n/);
  });
});

describe('what controllers refuse', () => {
  beforeEach(() => write('rollout.yaml', ROLLOUT('10x')));
  const COUNTED = /: 1 error and \d warnings of what controllers would do with the manifests; spillway check shows them\n$/;

  test.each([[['plan']], [['plan', '--json']], [['diff', ORDERS]]])('is counted where what was written is shown: %j', async (argv) => {
    const { exit, out, err } = await spillway(...argv, folder);
    expect({ exit, isShown: out.includes('web') || out.includes('what is declared') }).toEqual({ exit: 0, isShown: true });
    expect(err).toMatch(COUNTED);
  });

  test.each([['rehearse'], ['prove'], ['report']])('is told by %s instead: what it would do is not defined', async (command) => {
    const { exit, out, err } = await spillway(command, folder);
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/(^|\n)error SP5224: pause is no length of time\n/);
    expect(err).toMatch(/\n\S+: 1 error, \d warnings\nweb: 2 errors, 1 warning\n$/);
  });

  test('keeps nothing from being done with a plan beside it that was written', async () => {
    cpSync(ORDERS, join(folder, 'plan.json'));
    expect(await spillway('prove', folder, '--service', 'orders', '--states-at-most', '10')).toMatchObject({ exit: 3, err: '' });
    expect(await spillway('plan', folder, '--service', 'orders')).toMatchObject({ exit: 0, err: '' });
  });
});

test('what controllers only warn of is counted, and keeps nothing from being done', async () => {
  write('stage.yaml', KARGO);
  const { exit, out, err } = await spillway('rehearse', folder, 'good-build');
  expect({ exit, out }).toEqual({ exit: 0, out: expect.stringMatching(/^good build: released/) as unknown });
  expect(err).toMatch(/^\S+: 1 warning of what controllers would do with the manifests; /);
});
