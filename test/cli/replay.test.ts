import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { spillway } from './fixture';

const PLAN = 'examples/two-worlds/plan.json';
const HISTORY = 'examples/two-worlds/history.csv';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-replay-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

const csv = (...rows: string[]) => written('history.csv', ['time,release,requests,errors', ...rows].join('\r\n'));
const replay = (...argv: string[]) => spillway('replay', PLAN, '--draws', '20', '--metrics', ...argv);
const minutes = (of: (minute: number) => string) => Array.from({ length: 30 }, (_, i) => of(i));
const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00Z`;

test('gates that did what they should are fine, and those that let a bad release through are not', async () => {
  const one = await replay(HISTORY, '--bad', 'v42', '--bad', 'v44');
  expect(one).toMatchObject({ exit: 0, err: '' });
  expect(one.out).toContain('would have stopped 2 of 2 bad releases, and 0 of 4 good releases\n');
  expect((await replay(HISTORY, '--bad', 'v42', '--bad', 'v44', '--bad', 'v45')).exit).toBe(1);
  // v44 is taken for a good one
  expect((await replay(HISTORY, '--bad', 'v42')).exit).toBe(1);
});

test('bad releases are those that began in a span of time, too', async () => {
  const { out } = await replay(HISTORY, '--bad', '2026-03-03T00:00:00Z..2026-03-04T00:00:00Z');
  expect(out).toContain('would have stopped 1 of 1 bad release, and 1 of 5 good releases');
});

test('is data for programs', async () => {
  const result = JSON.parse((await replay(HISTORY, '--bad', 'v42', '--json')).out);
  expect(result).toMatchObject({ service: 'orders', signals: ['error-ratio'], others: ['latency-p99'], draws: 20, seed: 1 });
  expect(result.releases.find(({ release }: { release: string }) => release === 'v42')).toMatchObject({
    wasBad: true, stoppedRatio: 1, stop: { wave: 'one-box', signal: 'error-ratio', stage: 'step 1, 10 %', afterMs: 240_000 },
  });
});

test('takes times in seconds, quoted fields, and further columns in any order', async () => {
  const rows = minutes((i) => `1000,"v ""1"", hot",${1_772_000_000 + 60 * i},1,500`);
  const file = written('quoted.csv', ['requests,release,time,region,errors', ...rows, ''].join('\n'));
  const { out } = await replay(file);
  expect(out).toContain('v "1", hot');
  expect(out).toContain('50 %');
});

describe('fails when a row cannot be understood, and says where', () => {
  test.each([
    ['2026-03-02,v1,1,0', '2:1', '2026-03-02', 'ISO 8601 with an offset, or seconds since 1970'],
    [`${at(0)},v1,many,0`, '2:25', 'many', 'a number of at least 0'],
    [`${at(0)},v1,1,-1`, '2:27', '-1', 'a number of at least 0'],
    [`${at(0)},v1,1,2`, '2:27', '2', 'at most the 1 requests'],
    [`${at(0)},,1,0`, '2:22', 'nothing', 'the name of a release'],
    [`${at(0)},v1,1`, '2:25', '3 fields', '4 fields, as in the first line'],
    [`${at(0)},"v1,1,0`, '2:22', 'a quotation mark that nothing closes', 'fields as RFC 4180 has them'],
    [`${at(0)},v"1",1,0`, '2:23', 'a quotation mark within a field that does not begin with one', 'fields as RFC 4180 has them'],
    [`${at(0)},"v1"x,1,0`, '2:26', 'text behind a closing quotation mark', 'fields as RFC 4180 has them'],
    [`${at(0)},"v\n1",1,0\n${at(1)},v1,x,0`, '4:25', 'x', 'a number of at least 0'],
    [`${at(0)},v1,1,0\n${at(0)},v1,2,0`, '3:1', at(0), 'a time at which the release was not counted yet'],
  ])('%j', async (rows, place, got, allowed) => {
    const { exit, err } = await replay(csv(rows));
    expect(exit).toBe(2);
    expect(err).toContain(`error SP8301: history cannot be understood\n  at          ${path.join(folder, 'history.csv')}:${place}\n`);
    expect(err).toContain(`  got         ${got}\n`);
    expect(err).toContain(`  allowed is  ${allowed}\n`);
  });

  test('all of them at once', async () => {
    const { err } = await replay(csv(`${at(0)},v1,x,0`, `${at(1)},v1,y,0`));
    expect(err.match(/SP8301/g)).toHaveLength(2);
  });

  test('a column that has another name', async () => {
    const { err } = await replay(written('named.csv', 'time,release,request,errors\n'));
    expect(err).toContain('call the column "request" "requests"');
  });

  test('a file without a row', async () => {
    expect((await replay(csv())).err).toContain('at least one time of one release');
  });
});

describe('answers of Prometheus', () => {
  const answer = (name: string, ...series: [Record<string, string>, (minute: number) => string][]) => written(name, JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: series.map(([metric, value]) => ({ metric, values: minutes((i) => value(i)).map((text, i) => [1_772_000_000 + 60 * i, text]) })) },
  }));
  const requests = () => answer('requests.json', [{ version: 'v1' }, () => '999.6'], [{ version: 'v2' }, (i) => (i === 3 ? 'NaN' : '1000')]);

  test('are read as releases by their only label, and one without a series of errors had none', async () => {
    const errors = answer('errors.json', [{ version: 'v2' }, () => '400']);
    const { out, exit } = await replay(requests(), '--errors', errors, '--bad', 'v2');
    expect(exit).toBe(0);
    expect(out).toMatch(/^v1 +good +30\u202f000 +0 % +let through/m);
    expect(out).toMatch(/^v2 +bad +29\u202f000 +40 % +stopped after 4 min/m);
  });

  test('say the release by the label that is named', async () => {
    const both = answer('labelled.json', [{ version: 'v1', region: 'eu' }, () => '1000']);
    expect((await replay(both, '--errors', both, '--label', 'region', '--bad', 'eu')).out).toMatch(/^eu +bad/m);
    expect((await replay(both, '--errors', both)).err).toContain('labels version, region');
  });

  test('fail without the failed requests, and as CSV beside errors', async () => {
    expect((await replay(requests())).err).toContain('give the file of the failed requests with --errors');
    expect((await replay(HISTORY, '--errors', requests())).err).toContain('leave out --errors for a CSV file');
  });

  test('fail where the JSON breaks off, with line and column', async () => {
    const broken = written('broken.json', '{\n  "status": success\n}');
    const { err, exit } = await replay(broken, '--errors', broken);
    expect(exit).toBe(2);
    expect(err).toMatch(/broken\.json:2:13\n/);
    const cut = written('cut.json', '{\n  "status": "succ');
    expect((await replay(cut, '--errors', cut)).err).toMatch(/cut\.json:2:17\n {2}got +an end in the middle of it\n/);
  });

  test('fail where they answer another query, and name the place of a value that is none', async () => {
    const instant = written('instant.json', JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } }));
    expect((await replay(instant, '--errors', instant)).err).toContain('"matrix", the answer to a range query');
    const odd = written('odd.json', JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ metric: { v: '1' }, values: [[1, '2'], [2]] }] } }));
    expect((await replay(odd, '--errors', odd)).err).toContain('odd.json/data/result/0/values/1');
  });
});

test('fails when a bad release is not in the history', async () => {
  const { exit, err } = await replay(HISTORY, '--bad', 'v24');
  expect(exit).toBe(2);
  expect(err).toContain('error SP8302: history has no such release');
});
