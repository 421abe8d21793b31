import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checker, Finding, Subject } from './subject';

export const CFN_LINT_VERSION = '1.58.0';
const VENV = join(__dirname, '..', '..', '..', '.cache', `cfn-lint-${CFN_LINT_VERSION}`);

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: (string | number)[] | null };
}

/** cfn-lint of PyPI, in a virtual environment of its own. It is not npm's package of that name, which is another linter. */
export const cfnLint: Checker = { name: 'cfn-lint', check: (subjects) => lint(installed(), subjects) };

/** @throws what pip says, when it cannot be had: a linter that did not run found nothing */
function installed(): string {
  const tool = join(VENV, 'bin', 'cfn-lint');
  if (existsSync(tool)) return tool;
  mkdirSync(VENV, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
    execFileSync(join(VENV, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `cfn-lint==${CFN_LINT_VERSION}`], { stdio: 'pipe' });
    return tool;
  } catch (failure) {
    rmSync(VENV, { recursive: true, force: true });
    const { stderr, message } = failure as { stderr?: Buffer; message: string };
    throw new Error(`cfn-lint ${CFN_LINT_VERSION} cannot be installed (needs python3 with venv, and a package index): ${stderr?.toString().trim() || message}`);
  }
}

function lint(tool: string, subjects: Subject[]): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  try {
    const files = subjects.map(({ name, template }, i) => {
      const file = join(folder, `${i}-${name}.json`);
      writeFileSync(file, JSON.stringify(template));
      return file;
    });
    const regions = [...new Set(subjects.map(({ region }) => region))];
    const { stdout, stderr, status } = spawnSync(tool, ['--format', 'json', '--regions', ...regions, '--', ...files], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    // 1 is what it says when it could not do its work; its findings are bits from 2 on
    if (status === null || status === 1) throw new Error(`cfn-lint failed: ${stderr}`);
    return (JSON.parse(stdout) as Match[]).map(({ Rule, Message, Filename, Location }) => ({
      rule: Rule.Id, at: [subjects[files.indexOf(Filename)]?.name ?? Filename, ...(Location.Path ?? []).slice(1)].join('/'), message: Message,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
