/**
 * Compiles every TypeScript snippet a reader may copy: those of the README and the docstrings with jsii-rosetta, which also
 * knows what other languages will make of them, and those of docs/ against the sources. A snippet is a whole program, or it
 * names a frame in rosetta/ with ```ts fixture=NAME.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { compile } = require('./compiled');

const root = path.join(__dirname, '..');
const FENCE = /^```ts(?: +fixture=([\w-]+))?[ \t]*\n([\s\S]*?)^```/gm;

/** The snippets of a page, each as a program whose lines have the numbers that they have in the page. */
function snippetsOf(page, fixture = readFixture) {
  return [...page.matchAll(FENCE)].map(([, name, body], index, all) => {
    const line = page.slice(0, all[index].index).split('\n').length + 1;
    const [before, after] = name ? fixture(name).split(/^\s*\/\/\/ here\s*$/m) : ['', ''];
    const head = before.replaceAll('\n', ' ');
    return { line, program: `${head}${'\n'.repeat(line - 1)}${body}${after}\nexport {};\n` };
  });
}

function readFixture(name) {
  return fs.readFileSync(path.join(root, 'rosetta', `${name}.ts-fixture`), 'utf8');
}

/**
 * @param pages text of each page by its name
 * @returns what is wrong, each line beginning with page and line; empty when all is well
 */
function compilePages(pages) {
  const folder = path.join(root, '.cache', `snippets-${process.pid}`);
  fs.mkdirSync(folder, { recursive: true });
  try {
    for (const [page, text] of Object.entries(pages)) {
      for (const { line, program } of snippetsOf(text)) fs.writeFileSync(path.join(folder, `${page.replaceAll('/', '+')}+${line}.ts`), program);
    }
    if (fs.readdirSync(folder).length === 0) return '';
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({
      extends: '../../examples/tsconfig.json',
      compilerOptions: { rootDir: '../..', isolatedModules: false, noUnusedLocals: false, noUnusedParameters: false, paths: { 'spillway': ['../../src/index.ts'], 'spillway/*': ['../../src/*/index.ts'] } },
      include: ['*.ts'],
    }));
    const { stdout } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    return stdout.replace(/^(\S+\.md)\+\d+\.ts\((\d+),(\d+)\)/gm, (_, page, line, column) => `${page.replaceAll('+', '/')}:${line}:${column}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function pagesBelow(folder) {
  const files = fs.readdirSync(path.join(root, folder), { recursive: true }).filter((file) => file.endsWith('.md')).sort();
  return Object.fromEntries(files.map((file) => [`${folder}/${file}`, fs.readFileSync(path.join(root, folder, file), 'utf8')]));
}

module.exports = { snippetsOf, compilePages };

if (require.main === module) {
  compile();
  const said = compilePages(pagesBelow('docs'));
  process.stderr.write(said);
  const rosetta = spawnSync('npx', ['jsii-rosetta', 'extract', '--compile', '--strict'], { cwd: root, encoding: 'utf8' });
  if (rosetta.status !== 0) process.stderr.write(`${rosetta.stdout}${rosetta.stderr}`);
  process.exitCode = said || rosetta.status !== 0 ? 1 : 0;
}
