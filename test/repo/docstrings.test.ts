import { undocumented } from '../../tools/docstrings';

const locationInModule = { filename: 'src/model/wave.ts', line: 7 };
const docs = { summary: 'Says what it is.' };

function assemblyWith(type: object) {
  return { types: { 'spillway.Wave': { fqn: 'spillway.Wave', docs, locationInModule, ...type } } };
}

test('nothing is said of a type that explains itself', () => {
  const property = { name: 'bakeTime', optional: true, docs: { ...docs, default: '- no time' }, locationInModule };
  expect(undocumented(assemblyWith({ properties: [property], members: [{ name: 'ONE', docs }] }))).toEqual([]);
});

test('what overrides a member needs no docstring of its own', () => {
  expect(undocumented(assemblyWith({ methods: [{ name: 'limits', overrides: 'spillway.IRenderer', locationInModule }] }))).toEqual([]);
});

test.each([
  ['a type has no docstring', { docs: {} }, 'spillway.Wave has no docstring'],
  ['a property has no docstring', { properties: [{ name: 'gates', locationInModule }] }, 'spillway.Wave.gates has no docstring'],
  ['a method has no docstring', { methods: [{ name: 'add', locationInModule }] }, 'spillway.Wave.add has no docstring'],
  ['an enum member has no docstring', { members: [{ name: 'ONE' }] }, 'spillway.Wave.ONE has no docstring'],
  ['an optional property has no default', { properties: [{ name: 'gates', optional: true, docs, locationInModule }] },
    'spillway.Wave.gates is optional and has no @default'],
])('fails when %s', (_, type, finding) => {
  expect(undocumented(assemblyWith(type))).toEqual([`src/model/wave.ts:7 ${finding}`]);
});
