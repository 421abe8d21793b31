import * as fc from 'fast-check';
import type { Ordered } from '../../src/plan/order';
import { orderOf } from '../../src/plan/order';

const wave = (name: string, ...after: string[]): Ordered => ({ name, after });

test('what is declared in a possible order keeps it', () => {
  expect(orderOf([wave('a'), wave('b', 'a'), wave('c'), wave('d', 'b', 'c')])).toEqual({ order: ['a', 'b', 'c', 'd'], cycles: [], unreachable: [] });
});

test('a wave is put behind one that is declared later', () => {
  expect(orderOf([wave('a', 'c'), wave('b'), wave('c')]).order).toEqual(['c', 'a', 'b']);
});

test('a ring is named in the order in which each comes after the next, and what is behind it is unreachable', () => {
  expect(orderOf([wave('free'), wave('a', 'c'), wave('b', 'a'), wave('c', 'b'), wave('behind', 'c'), wave('last', 'behind', 'free')])).toEqual({
    order: ['free'], cycles: [['a', 'c', 'b']], unreachable: ['b', 'c', 'a', 'behind', 'last'],
  });
});

test('a wave after itself is a ring of one', () => {
  expect(orderOf([wave('a', 'a')])).toEqual({ order: [], cycles: [['a']], unreachable: ['a'] });
});

test('what comes after something unknown is unreachable', () => {
  expect(orderOf([wave('a', 'nobody'), wave('b', 'a'), wave('c')])).toEqual({ order: ['c'], cycles: [], unreachable: ['a', 'b'] });
});

test('a hundred thousand waves in a row do not exhaust the call stack', () => {
  const row = Array.from({ length: 100_000 }, (_, i) => wave(`w${i}`, ...(i > 0 ? [`w${i - 1}`] : []))).reverse();
  expect(orderOf(row).order).toHaveLength(100_000);
});

describe('any graph', () => {
  const graphs = fc.integer({ min: 1, max: 12 }).chain((size) => fc
    .array(fc.array(fc.integer({ min: 0, max: size }), { maxLength: 3 }), { minLength: size, maxLength: size })
    .map((edges) => edges.map((after, i) => wave(`w${i}`, ...after.map((j) => `w${j}`)))));

  /** Kahn's algorithm, as slow as it may be. */
  function reachable(waves: Ordered[]): Set<string> {
    const done = new Set<string>();
    for (let before = -1; before !== done.size;) {
      before = done.size;
      for (const { name, after } of waves) if (after.every((other) => done.has(other))) done.add(name);
    }
    return done;
  }

  test('is split into what gets its turn and what never does', () => {
    fc.assert(fc.property(graphs, (waves) => {
      const { order, unreachable } = orderOf(waves);
      expect(new Set(order)).toEqual(reachable(waves));
      expect([...order, ...unreachable].sort()).toEqual(waves.map(({ name }) => name).sort());
    }));
  });

  test('has each wave behind those it comes after', () => {
    fc.assert(fc.property(graphs, (waves) => {
      const { order } = orderOf(waves);
      const place = new Map(order.map((name, i) => [name, i]));
      for (const { name, after } of waves.filter((found) => place.has(found.name))) {
        for (const before of after) expect(place.get(before)).toBeLessThan(place.get(name)!);
      }
    }));
  });

  test('has real rings, and one at least where something known is stuck', () => {
    fc.assert(fc.property(graphs, (waves) => {
      const known = new Map(waves.map((found) => [found.name, found.after]));
      const { cycles, unreachable } = orderOf(waves);
      for (const ring of cycles) ring.forEach((name, i) => expect(known.get(name)).toContain(ring[(i + 1) % ring.length]));
      const allKnown = waves.every(({ after }) => after.every((name) => known.has(name)));
      if (allKnown) expect(cycles.length > 0).toBe(unreachable.length > 0);
    }));
  });
});
