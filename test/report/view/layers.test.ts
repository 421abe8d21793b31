import { layersOf } from '../../../src/report/view/layers';
import { soundPlan } from '../../support/sound-plan';

const [wave] = soundPlan().waves;
const layers = (afters: Record<string, string[]>) => {
  const found = layersOf({ ...soundPlan(), waves: Object.entries(afters).map(([name, after]) => ({ ...wave, name, after })) });
  return { layers: found.layers.map((row) => row.map(({ name }) => name)), unreachable: found.unreachable.map(({ name }) => name) };
};

test('waves in a row stand behind each other', () => {
  expect(layers({ a: [], b: ['a'], c: ['b'] })).toEqual({ layers: [['a'], ['b'], ['c']], unreachable: [] });
});

test('a wave stands behind the last of those that come before it', () => {
  expect(layers({ a: [], b: ['a'], c: ['a'], d: ['a', 'c'], e: ['b', 'd'] }).layers).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
});

test('waves on a ring never get their turn', () => {
  expect(layers({ a: [], b: ['c'], c: ['b'] })).toEqual({ layers: [['a']], unreachable: expect.arrayContaining(['b', 'c']) });
});

test('no waves have no layers', () => {
  expect(layers({})).toEqual({ layers: [], unreachable: [] });
});
