import { plain } from '../../../src/k8s/prometheus/plain-number';

test.each([[99.9 / 100, '0.999'], [1 - 0.999, '0.001'], [14.4, '14.4'], [300, '300'], [1 / 3, '0.333333333333']])('%d is written as somebody would type it', (value, text) => {
  expect(plain(value)).toBe(text);
  expect(Math.abs(Number(text) - value)).toBeLessThan(1e-12 * value + Number.EPSILON);
});
