import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '..', '..', '..', '..', '.cache', 'k8s');

/** Kubernetes puts its version into its binaries when it links them, and a server without one is taken for 0.0. */
const KUBERNETES = 'v1.34.1';

/**
 * The programs of a Go module's `tool` lines, built from published modules and kept in the clone's cache until the module's
 * files or Go itself change.
 * @param module folder of the module
 * @returns the folder of the programs, each called like its package
 */
export function built(module: string): string {
  const entries = readdirSync(module, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name)).sort().map((path) => readFileSync(path));
  const go = execFileSync('go', ['version'], { cwd: module });
  const bin = join(CACHE, createHash('sha256').update(Buffer.concat([...files, go])).digest('hex').slice(0, 16));
  if (existsSync(bin)) return bin;
  // a build that was cut short leaves nothing that looks finished
  const unfinished = `${bin}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { status, stderr } = spawnSync('go', ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-p=2', '-ldflags',
    `-s -w -X k8s.io/component-base/version.gitVersion=${KUBERNETES}`, '-o', `${unfinished}/`, 'tool'], {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`${module} could not be built: ${stderr.toString().slice(-4000)}`);
  }
  renameSync(unfinished, bin);
  return bin;
}

/** Where a module of the tools lies, with its manifests. */
export function moduleFolder(module: string, path: string): string {
  const { Dir } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', path], { cwd: module }).toString()) as { Dir: string };
  return Dir;
}
