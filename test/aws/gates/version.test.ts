import * as fc from 'fast-check';
import { satisfies } from 'semver';
import { desugared } from '../../../src/aws/gates/version-range';
import { inRange } from '../../../src/aws/handlers/gate/version';

const number = fc.integer({ min: 0, max: 3 });
const identifier = fc.constantFrom('alpha', 'beta', '1', '2', '10', 'rc-1');
const version = fc.tuple(number, number, number, fc.array(identifier, { maxLength: 2 }), fc.boolean())
  .map(([major, minor, patch, pre, built]) => `${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join('.')}` : ''}${built ? '+build.7' : ''}`);
const comparator = fc.tuple(fc.constantFrom('^', '~', '>=', '<', '<=', '>', '', '='), version.map((text) => text.split('+')[0])).map((parts) => parts.join(''));
const range = fc.array(fc.array(comparator, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' || '));

test('versions lie in ranges as the library of semver has it', () => {
  fc.assert(fc.property(version, fc.oneof(range, fc.constantFrom('1.x', '~2', '1.2 - 2.1', '>1')), (found, declared) => {
    const shipped = desugared(declared);
    fc.pre(shipped !== '');
    expect(inRange(found, shipped)).toBe(satisfies(found, declared));
  }), { numRuns: 3000 });
});

test('what is no version is in no range', () => {
  for (const text of ['', '1.2', 'v1.2.3', 'main']) expect(inRange(text, '>=0.0.0')).toBe(false);
});

test('any version is said by nothing', () => {
  expect(desugared('*')).toBe('');
});
