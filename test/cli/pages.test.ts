import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as auditProblems from '../../src/report/problems-audit';
import { spillway } from './fixture';

const here = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'spillway-pages-'));

afterAll(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

/** What a page says that comes of its first command, and what really does; a line of `…` stands for any lines. */
async function example(page: string): Promise<{ readonly said: string[]; readonly written: string }> {
  const [, command, output] = /^```console\n\$ spillway (.*)\n([^]*?)\n```$/m.exec(page)!;
  const { out } = await spillway(...command.split(' '));
  return { said: output.split('\n…\n'), written: out.trimEnd() };
}

test('the example of the page on comparing is what comes of it', async () => {
  const { said: [said], written } = await example(readFileSync('docs/diff.md', 'utf8'));
  expect(written).toBe(said);
});

describe('the page on auditing', () => {
  const page = readFileSync('docs/audit.md', 'utf8');

  test('shows what comes of the template that it shows', async () => {
    writeFileSync(join(folder, 'pipeline.yaml'), /^```yaml\n([^]*?)^```$/m.exec(page)![1]);
    process.chdir(folder);
    const { said: [first, last], written } = await example(page);
    expect(written.startsWith(first)).toBe(true);
    expect(written.endsWith(last)).toBe(true);
  });

  test('names every code', () => {
    for (const { code } of Object.values(auditProblems)) expect(page).toContain(code);
  });
});
