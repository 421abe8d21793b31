import * as fc from 'fast-check';
import { waveGraph } from '../../src/report/wave-graph';
import { soundPlan } from '../support/sound-plan';

const [wave] = soundPlan().waves;

function draw(...edges: [name: string, ...after: string[]][]): string[] {
  return waveGraph(edges.map(([name, ...after]) => ({ ...wave, name, after })), ({ name }) => name);
}

test('waves in a row stand below each other', () => {
  expect(draw(['beta'], ['gamma', 'beta'], ['prod', 'gamma'])).toEqual(['●  beta', '│', '●  gamma', '│', '●  prod']);
});

test('a line parts for two followers and they meet again', () => {
  expect(draw(['beta'], ['eu', 'beta'], ['us', 'beta'], ['rest', 'eu', 'us'])).toEqual([
    '●  beta',
    '├─╮',
    '● │  eu',
    '│ │',
    '│ ●  us',
    '│ │',
    '├─╯',
    '●  rest',
  ]);
});

test('a line that is crossed goes on', () => {
  expect(draw(['a'], ['b', 'a'], ['c', 'a'], ['d', 'a'], ['e', 'b', 'd'], ['f', 'c', 'e']).slice(-7)).toEqual([
    '│ │ ●  d',
    '│ │ │',
    '├─┼─╯',
    '● │  e',
    '│ │',
    '├─╯',
    '●  f',
  ]);
});

test('waves on a ring are named as what they are', () => {
  expect(draw(['a'], ['b', 'c'], ['c', 'b'])).toEqual(['●  a', '○  c is never reached', '○  b is never reached']);
});

test('every wave of any graph is drawn once, and each line ends', () => {
  const graphs = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(graphs, (parents) => {
    const edges = parents.map((list, i): [string, ...string[]] => [`w${i}`, ...new Set(list.filter((before) => before < i).map((before) => `w${before}`))]);
    const rows = draw(...edges);
    expect(rows.filter((row) => row.includes('●')).map((row) => row.split('  ').at(-1)).sort()).toEqual(edges.map(([name]) => name).sort());
    // whatever opens on the right is closed again; the last wave leaves nothing open
    const open = rows.join('').match(/[╮┬]/g)?.length ?? 0;
    const merged = rows.join('').match(/[╯┴]/g)?.length ?? 0;
    expect(merged).toBeLessThanOrEqual(open + edges.length);
    expect(rows.at(-1)).toMatch(/^ *● +w\d+$/);
  }));
});
