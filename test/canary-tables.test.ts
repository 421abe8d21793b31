import { page, withTables } from '../tools/canary-tables';

test('the tables of the page are what the functions say', () => {
  expect(withTables(page())).toBe(page());
});

test('a table that was changed is written as it should be', () => {
  const changed = page().replace('| 1 of 1 |', '| 1 of 2 |');
  expect(changed).not.toBe(page());
  expect(withTables(changed)).toBe(page());
});
