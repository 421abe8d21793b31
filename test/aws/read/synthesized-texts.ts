import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

/** The texts of all templates that an app has synthesized, by their paths in the cloud assembly. */
export function synthesizedTexts(app: App): Record<string, string> {
  const root = app.synth();
  const stacks = (assembly: CloudAssembly): string[] => [
    ...assembly.stacks.map(({ templateFullPath }) => templateFullPath),
    ...assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => stacks(nestedAssembly)),
  ];
  return Object.fromEntries(stacks(root).map((path) => [relative(root.directory, path), readFileSync(path, 'utf8')]));
}
