import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Prometheus' own checker, which the Debian package `prometheus` brings. */
export function promtool(...args: string[]): string {
  return execFileSync(process.env.PROMTOOL ?? 'promtool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function isInstalled(): boolean {
  try {
    return promtool('--version') !== '';
  } catch {
    return false;
  }
}

/** Runs tests where promtool is installed, and skips them elsewhere; in CI a missing promtool fails. */
export function describeWithPromtool(name: string, tests: () => void): void {
  if (isInstalled() || process.env.CI) describe(name, tests);
  else describe.skip(`${name} (skipped: promtool is not installed)`, tests);
}

/** Runs tests of `promtool test rules` over rule groups; throws with what promtool says. */
export function testRules(groups: unknown, ...tests: object[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-promtool-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    writeFileSync(join(folder, 'test.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }));
    promtool('test', 'rules', join(folder, 'test.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
