import { execFileSync } from 'child_process';
import * as path from 'path';

test('the entry point loads neither aws-cdk-lib nor cdk8s', () => {
  const entry = path.resolve(__dirname, '../../src/pulumi/index.ts');
  const program = `
    require(${JSON.stringify(entry)});
    const packages = Object.keys(require.cache).map((file) => /.*node_modules.((?:@[^/]+.)?[^/]+)/.exec(file)?.[1]);
    console.log(JSON.stringify([...new Set(packages)]));`;
  const loaded = JSON.parse(execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', program], { encoding: 'utf8' })) as string[];
  expect(loaded).toContain('@pulumi/pulumi');
  expect(loaded.filter((name) => /cdk|constructs/.test(name))).toEqual([]);
});
