/** Compiles the library if lib/ is missing or older than src/, so that demo and benchmarks run on a fresh clone; quiet otherwise. */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** Time of the newest change below a folder, in milliseconds; -Infinity for one that is not there. */
function newest(folder) {
  if (!fs.existsSync(folder)) return -Infinity;
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(-Infinity, ...entries.filter((entry) => entry.isFile()).map((entry) => fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs));
}

/** `.jsii` is written by a compile that succeeded, and only then. */
function compiled() {
  const assembly = path.join(root, '.jsii');
  return fs.existsSync(assembly) && fs.existsSync(path.join(root, 'lib', 'index.js'))
    && fs.statSync(assembly).mtimeMs > Math.max(newest(path.join(root, 'src')), fs.statSync(path.join(root, 'package.json')).mtimeMs);
}

/** @throws what the compiler says, when the sources do not compile */
function compile() {
  if (compiled()) return;
  console.error('compiling …');
  try {
    execFileSync('npx', ['projen', 'compile'], { cwd: root, stdio: 'pipe' });
  } catch (failure) {
    throw new Error(`the library does not compile:\n${failure.stdout}${failure.stderr}`);
  }
}

module.exports = { compile };

if (require.main === module) compile();
