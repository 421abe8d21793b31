import { textTable, wrap } from '../../src/report/text-table';

test('columns are as wide as what is in them', () => {
  expect(textTable(['wave', 'bake'], [[['beta'], ['10 min']], [['one-box'], []]], 40)).toEqual([
    'wave     bake',
    '───────  ──────',
    'beta     10 min',
    '',
    'one-box',
  ]);
});

test('the widest column gives way first', () => {
  const rows = textTable(['a', 'b'], [[['short'], ['a text of several words']]], 20);
  expect(rows.slice(2)).toEqual(['short  a text of', '       several words']);
});

test('a word is broken behind a hyphen when there is no other way, and nowhere else', () => {
  expect(textTable(['a'], [[['indivisible and more']]], 5).slice(2)).toEqual(['indivisible', 'and more']);
  expect(textTable(['a'], [[['by release-managers']]], 16).slice(2)).toEqual(['by', 'release-managers']);
  expect(textTable(['a'], [[['by release-managers']]], 12).slice(2)).toEqual(['by release-', 'managers']);
});

test('a text is broken between words', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
});
