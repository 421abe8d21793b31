import { existsSync } from 'node:fs';
import { join } from 'node:path';

const SHARED = join(__dirname, '..', '..', 'shared');

/** A path in the folder of schemas and data that lies beside the repository. */
export function shared(...segments: string[]): string {
  return join(SHARED, ...segments);
}

/** Tests that read that folder. A clone without it skips them and says so; in CI its absence is a failure. */
export function describeWithShared(name: string, tests: () => void): void {
  if (existsSync(SHARED) || process.env.CI === 'true') {
    describe(name, tests);
    return;
  }
  describe.skip(`${name} (skipped: needs ../shared, with schemas and data of other projects)`, tests);
}
