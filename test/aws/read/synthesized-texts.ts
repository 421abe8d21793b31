import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';

/** The texts of all templates that an app has synthesized, those of nested stacks too, by their paths in the cloud assembly. */
export function synthesizedTexts(app: App): Record<string, string> {
  const { directory } = app.synth();
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.template.json')).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(directory, path), 'utf8')]));
}
