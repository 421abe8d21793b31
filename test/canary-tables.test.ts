import { readFileSync } from 'node:fs';
import { page, plotFile, PLOTS, withTables } from '../tools/canary-tables';

test('the tables of the page are what the functions say', () => {
  expect(withTables(page())).toBe(page());
});

test('a table that was changed is written as it should be', () => {
  const changed = page().replace('| 1 of 1 |', '| 1 of 2 |');
  expect(changed).not.toBe(page());
  expect(withTables(changed)).toBe(page());
});

test.each(Object.entries(PLOTS))('the picture %s is what the functions say, and stands on the page', (name, plot) => {
  expect(readFileSync(plotFile(name), 'utf8')).toBe(plot());
  expect(page()).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(${name.replace('.', '\\.')}\\)`));
});
