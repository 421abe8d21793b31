import { coreAlone } from '../../tools/core-alone';

test.each([
  ['aws-cdk-lib/core', "export { Stack } from 'aws-cdk-lib/core';"],
  ['cdk8s', "export { Chart } from 'cdk8s';"],
  ['node:fs', "export { readFileSync } from 'node:fs';"],
])('fails when a core file imports %s', (name, text) => {
  expect(coreAlone({ 'model/stray.ts': text })).toMatch(new RegExp(`^src/model/stray\\.ts\\(1,.*Cannot find \\w+ '${name}'`, 'm'));
});
