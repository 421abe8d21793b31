/**
 * Compiles the core against constructs and the bundled packages alone, without Node's own types, so that it can become a
 * package of its own: no vendor SDK, no file system, no process is even visible to it.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const CORE = ['model', 'plan', 'rehearsal', 'report', 'catalog', 'private'];

/**
 * @param added more files of the core, by their path below src/
 * @returns what the compiler says; empty when all is well
 */
function coreAlone(added = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-core-'));
  try {
    copySources(path.join(folder, 'src'), added);
    linkPackages(path.join(folder, 'node_modules'));
    const { compilerOptions } = JSON.parse(fs.readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { ...compilerOptions, types: [], noEmit: true },
      include: ['src/**/*.ts'],
    }));
    const { stdout, status } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    return status === 0 ? '' : stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function copySources(target, added) {
  for (const folder of CORE.filter((name) => fs.existsSync(path.join(root, 'src', name)))) {
    fs.cpSync(path.join(root, 'src', folder), path.join(target, folder), { recursive: true });
  }
  const names = fs.readFileSync(path.join(root, 'src', 'index.ts'), 'utf8').split('\n');
  fs.writeFileSync(path.join(target, 'index.ts'), names.filter((line) => !line.startsWith('export * as ')).join('\n'));
  for (const [file, text] of Object.entries(added)) fs.writeFileSync(path.join(target, file), text);
}

function linkPackages(target) {
  const { bundledDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const typed = bundledDependencies.map((name) => `@types/${name}`).filter((name) => fs.existsSync(path.join(root, 'node_modules', name)));
  for (const name of ['constructs', ...bundledDependencies, ...typed]) {
    fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(target, name));
  }
}

module.exports = { coreAlone };

if (require.main === module) {
  const said = coreAlone();
  process.stderr.write(said);
  process.exitCode = said ? 1 : 0;
}
