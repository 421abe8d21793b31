import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkKinds } from '../../src/cli/problem-kinds';
import { sarif } from '../../src/cli/views/sarif';
import { spillway } from './fixture';

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly index: number };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
}

interface Run {
  readonly artifacts: { readonly location: { readonly uri: string } }[];
  readonly results: { readonly ruleId: string; readonly locations: Location[] }[];
}

const kinds = checkKinds();
const details = { got: 'nothing', allowed: 'something', remedies: ['write something'] };
const problemAt = (path: string) => kinds.get('SP2007')!.at(path, details);

function run(given: { path: string; files: string[] }, ...paths: string[]): Run {
  return (sarif(given, paths.map(problemAt), kinds, '1.0.0') as { runs: [Run] }).runs[0];
}

const physical = ({ results }: Run) => results.map(({ locations: [{ physicalLocation: { artifactLocation: { uri }, region } }] }) => [uri, region]);

describe('a finding', () => {
  const given = { path: 'manifests', files: ['a.yaml', 'prod/b.yaml', 'prod/b.yaml:3:1.yaml'] };

  test('stands in the file, the line and the column that its path has', () => {
    expect(physical(run(given, 'prod/b.yaml:3:7'))).toEqual([['manifests/prod/b.yaml', { startLine: 3, startColumn: 7 }]]);
    expect(physical(run(given, 'prod/b.yaml:3:1.yaml:4:2'))).toEqual([['manifests/prod/b.yaml%3A3%3A1.yaml', { startLine: 4, startColumn: 2 }]]);
  });

  test.each([['a.yaml'], ['a.yaml#2'], ['a.yaml Pipeline Stages/2']])('stands at the head of a file that says no line: %s', (path) => {
    expect(physical(run(given, path))).toEqual([['manifests/a.yaml', { startLine: 1 }]]);
  });

  test.each([['Shop/prod/shift'], ['prod/Rollout/web/spec'], ['a.yaml.old:3:1'], ['b.yaml:3:1']])('of no file stands at what was given: %s', (path) => {
    expect(physical(run(given, path))).toEqual([['manifests', { startLine: 1 }]]);
  });

  test('of no file stands in the only one that there is', () => {
    expect(physical(run({ path: 'release', files: ['plan.json'] }, 'Shop/prod'))).toEqual([['release/plan.json', { startLine: 1 }]]);
  });

  test('of a file that was given stands in that', () => {
    expect(physical(run({ path: 'prod/b.yaml', files: ['prod/b.yaml'] }, 'prod/b.yaml:3:7', 'Shop/prod'))).toEqual([
      ['prod/b.yaml', { startLine: 3, startColumn: 7 }], ['prod/b.yaml', { startLine: 1 }],
    ]);
  });

  test('points at its own one of the files', () => {
    const { artifacts, results } = run(given, 'a.yaml:1:1', 'prod/b.yaml:3:7', 'Shop/prod', 'a.yaml:2:1');
    expect(artifacts.map(({ location: { uri } }) => uri)).toEqual(['manifests/a.yaml', 'manifests/prod/b.yaml', 'manifests']);
    for (const { locations: [{ physicalLocation: { artifactLocation: { uri, index } } }] } of results) expect(artifacts[index].location.uri).toBe(uri);
  });
});

describe('a path as a URI', () => {
  test.each([
    ['d/a#b?ü%.json', 'd/a%23b%3F%C3%BC%25.json'],
    ['x:y.json', 'x%3Ay.json'],
    ['../my plans/plan.json', '../my%20plans/plan.json'],
    ['/d/a#b?ü%.json', 'file:///d/a%23b%3F%C3%BC%25.json'],
  ])('%s', (path, uri) => {
    expect(run({ path, files: [path] }, 'Shop/prod').artifacts).toEqual([{ location: { uri } }]);
  });
});

describe('of a folder with a manifest that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-sarif-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([['check'], ['audit']])('%s points at the line', async (command) => {
    mkdirSync(join(folder, 'prod'), { recursive: true });
    writeFileSync(join(folder, 'web.yaml'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n');
    writeFileSync(join(folder, 'prod', 'b.yaml'), 'apiVersion: v1\nkind: [\n');
    const { runs: [{ results }] } = JSON.parse((await spillway(command, folder, '--sarif')).out) as { runs: [Run] };
    const [{ locations: [{ physicalLocation }] }] = results.filter(({ ruleId }) => ruleId === 'SP5701');
    expect(physicalLocation).toMatchObject({
      artifactLocation: { uri: expect.stringMatching(/^file:\/\/\/.*\/prod\/b\.yaml$/) as unknown }, region: { startLine: 3, startColumn: 1 },
    });
  });
});
