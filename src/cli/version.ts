import * as fs from 'node:fs';
import * as path from 'node:path';

/** The version of the package that this command came with. */
export function version(): string {
  const text = fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
