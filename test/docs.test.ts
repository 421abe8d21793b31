import { allKinds, documents, outdated } from '../tools/docs';

test('the generated documents are up to date', () => {
  expect(outdated()).toEqual([]);
});

test('the generated documents are the same each time', () => {
  expect(documents()).toEqual(documents());
});

test('every code of every back end is one of its series, and stands in the page of problems', () => {
  const page = documents()['docs/problems.md'];
  for (const { code, title } of allKinds()) {
    expect(code).toMatch(/^SP[1-68]\d{3}$/);
    expect(page).toContain(`### ${code}: ${title}\n`);
  }
});
