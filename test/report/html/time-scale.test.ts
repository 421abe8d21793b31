import * as fc from 'fast-check';
import { evenScale, unevenScale } from '../../../src/report/html/time-scale';

test('an even scale is as long as the time', () => {
  expect([10, 20, 50].map(evenScale(10, 50))).toEqual([0, 25, 100]);
});

test('on an uneven one, a hundred times as long is ten times as wide', () => {
  const scale = unevenScale([0, 1, 101]);
  expect(scale(101) - scale(1)).toBeCloseTo(10 * scale(1));
});

test('later is never further left, and everything is in the picture', () => {
  fc.assert(fc.property(fc.array(fc.nat(1e9), { minLength: 1, maxLength: 20 }), fc.array(fc.nat(1e9), { maxLength: 20 }), (moments, times) => {
    const places = [...times].sort((a, b) => a - b).map(unevenScale(moments));
    places.reduce((before, place) => {
      expect(place).toBeGreaterThanOrEqual(before);
      expect(place).toBeLessThanOrEqual(100);
      return place;
    }, 0);
  }));
});
