import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RootConstruct } from 'constructs';
import { Duration, Environment, Gate, Plan, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import { checkKinds } from '../../src/cli/problem-kinds';
import { sarif } from '../../src/cli/views/sarif';
import { spillway, spillwayWith } from './fixture';

const SOUND = 'examples/two-worlds/plan.json';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-check-'));
const hasty = path.join(folder, 'hasty.json');

beforeAll(() => {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Hasty', {
    service: 'hasty',
    traffic: Traffic.of({ requestsPerSecond: 120, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))],
  });
  pipeline.addWave('prod', {
    environments: [new Environment('prod', { tier: Tier.PRODUCTION })],
    gates: [Gate.approval({ group: 'developers', excludeAuthor: false })],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(2) }),
    bakeTime: Duration.hours(1),
  });
  fs.writeFileSync(hasty, Plan.of(pipeline).toJson());
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('a sound plan', () => {
  test('is said to be one, and the shell is told', async () => {
    const { exit, out, err } = await spillway('check', SOUND);
    expect({ exit, out, err }).toEqual({ exit: 0, out: 'orders: nothing is wrong\n', err: '' });
  });

  test('has no results in SARIF', async () => {
    const { runs: [{ results, tool }] } = JSON.parse((await spillway('check', SOUND, '--sarif')).out);
    expect(results).toEqual([]);
    expect(tool.driver.rules).toEqual([]);
  });
});

describe('a plan with an error and a warning', () => {
  test('is told with all that is known of each, and the shell is told', async () => {
    const { exit, out } = await spillway('check', hasty);
    expect(exit).toBe(1);
    expect(out).toContain('error SP2007: step ends before a signal can fail\n  at          Hasty/prod');
    expect(out).toContain('warning SP2002: author can approve alone');
    expect(out).toMatch(/\nhasty: 1 error, 1 warning\n$/);
  });

  test('is coloured on a terminal only, and never in a file', async () => {
    const paint = (style: string, text: string) => `<${style}>${text}</>`;
    expect((await spillwayWith({ paint }, 'check', hasty)).out).toContain('<red>error SP2007: step ends before a signal can fail</>\n');
    const file = path.join(folder, 'report.txt');
    await spillwayWith({ paint }, 'check', hasty, '--out', file);
    expect(fs.readFileSync(file, 'utf8')).toBe((await spillway('check', hasty)).out);
  });

  test('is data for programs', async () => {
    const { exit, out } = await spillway('check', hasty, '--json');
    expect(exit).toBe(1);
    const { path: checked, pipelines: [{ service, problems }], problems: ofFiles, notes } = JSON.parse(out);
    expect({ checked, service, ofFiles, notes }).toEqual({ checked: hasty, service: 'hasty', ofFiles: [], notes: [] });
    expect(problems.map(({ code, severity }: { code: string; severity: string }) => [code, severity])).toEqual([['SP2007', 'error'], ['SP2002', 'warning']]);
    expect(Object.keys(problems[0]).sort()).toEqual(['allowed', 'code', 'got', 'path', 'remedies', 'severity', 'title']);
  });

  test('is SARIF 2.1.0 for code hosts', async () => {
    const { exit, out } = await spillway('check', hasty, '--sarif');
    expect(exit).toBe(1);
    const { version, runs, ...rest } = JSON.parse(out);
    expect({ version, rest }).toEqual({ version: '2.1.0', rest: { $schema: 'https://json.schemastore.org/sarif-2.1.0.json' } });
    expect(runs).toHaveLength(1);
    const [{ tool: { driver }, results }] = runs;
    expect(driver.name).toBe('spillway');
    expect(driver.rules.map(({ id, defaultConfiguration }: { id: string; defaultConfiguration: object }) => [id, defaultConfiguration]))
      .toEqual([['SP2002', { level: 'warning' }], ['SP2007', { level: 'error' }]]);
    for (const { shortDescription, fullDescription, help } of driver.rules) {
      expect(shortDescription.text).toMatch(/^[a-z]/);
      expect(fullDescription.text).toMatch(/\.$/);
      expect(help.text).toContain(fullDescription.text);
      expect(help.markdown).toContain('```ts\n');
    }
    expect(results).toHaveLength(2);
    const [first] = results;
    expect(driver.rules[first.ruleIndex].id).toBe(first.ruleId);
    expect(first).toMatchObject({ ruleId: 'SP2007', ruleIndex: 1, level: 'error', message: { text: expect.stringContaining('step ends before a signal can fail: got "') } });
    expect(first.locations).toEqual([{
      physicalLocation: { artifactLocation: { uri: expect.stringMatching(/^file:\/\/\/.*hasty\.json$/), index: 0 }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: expect.stringMatching(/^Hasty\/prod/) }],
    }]);
  });
});

test('two problems of a kind are two findings for code hosts, today and tomorrow', () => {
  const details = { got: 'nothing', allowed: 'something', remedies: ['write something'] };
  const kinds = checkKinds();
  const kind = kinds.get('SP2007')!;
  const fingerprints = () => {
    const { runs: [{ results }] } = JSON.parse(JSON.stringify(sarif({ path: 'plan.json', files: ['plan.json'] }, [kind.at('Shop/beta', details), kind.at('Shop/prod', details)], kinds, '1.0.0')));
    return results.map(({ partialFingerprints }: { partialFingerprints: Record<string, string> }) => partialFingerprints.primaryLocationLineHash);
  };
  expect(new Set(fingerprints()).size).toBe(2);
  expect(fingerprints()).toEqual(fingerprints());
});

test('what the controllers would not do with manifests is found, too', async () => {
  const manifest = path.join(folder, 'rollout.yaml');
  fs.writeFileSync(manifest, `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'registry.example.com/web:1' }] } }
  strategy: { canary: { steps: [{ setWeight: 10 }, { pause: { duration: 10x } }] } }
`);
  const { exit, out } = await spillway('check', manifest, '--json');
  const { problems } = JSON.parse(out);
  expect(exit).toBe(1);
  expect(problems.map(({ code }: { code: string }) => code)).toContain('SP5236');
  const { runs: [{ tool }] } = JSON.parse((await spillway('check', manifest, '--sarif')).out);
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('SP5236');
});

test('fails when two forms are asked for at once', async () => {
  const { exit, err } = await spillway('check', SOUND, '--json', '--sarif');
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining("option '--sarif' cannot be used with option '--json'") });
});
